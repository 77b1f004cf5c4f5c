import ListFilter from "lucide-solid/icons/list-filter";
import X from "lucide-solid/icons/x";
import { createSignal, createUniqueId, Show } from "solid-js";
import { useText } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { Select } from "../../ui/select.tsx";
import { type AuditPlace, type AuditView, filtersOf, OUTCOMES } from "./audit-address.ts";
import { LineFilter } from "./line-filter.tsx";
import { SchoolFilter } from "./school-filter.tsx";
import { useTrailText } from "./trail-text.ts";

const ALL = "all";

/** What an action begins with, for who looks for a kind of change. */
const NOUNS = [
  "tenants",
  "domains",
  "settings",
  "auth",
  "twoFactor",
  "sessions",
  "apiKeys",
  "members",
  "superAdmins",
  "impersonation",
  "fleet",
  "origins",
  "audit",
] as const;

type Noun = (typeof NOUNS)[number];

export type FiltersProps = {
  place: AuditPlace;
  view: AuditView;
  onChange: (changes: Partial<AuditView>) => void;
  onClear: () => void;
};

/** What the explorer leaves out. On a phone they open below a button. */
export function AuditFilters(props: FiltersProps) {
  const t = useText("audit");
  const trail = useTrailText();
  const id = createUniqueId();
  const [isOpen, setOpen] = createSignal(false);
  const count = () => filtersOf(props.view, props.place);
  const actions = () => {
    const { action } = props.view;
    const own =
      action !== "" && !NOUNS.includes(action as Noun) ? [{ value: action, label: trail.action({ action }) }] : [];
    return [
      { value: ALL, label: t("filter.anyAction") },
      ...own,
      ...NOUNS.map((noun) => ({ value: noun as string, label: t(`noun.${noun}`) })),
    ];
  };
  return (
    <div class="flex flex-col gap-2">
      <Button
        class="self-start sm:hidden"
        icon={ListFilter}
        aria-expanded={isOpen()}
        aria-controls={id}
        onClick={() => setOpen(!isOpen())}
      >
        {count() > 0 ? t("filters.count", { count: count() }) : t("filters.show")}
      </Button>
      <div
        id={id}
        class={cx(
          "flex flex-wrap items-center gap-2 max-sm:grid max-sm:grid-cols-2 [&>*]:max-sm:min-w-0",
          !isOpen() && "max-sm:hidden",
        )}
      >
        <Show when={props.place.school === undefined}>
          <SchoolFilter
            class="max-sm:col-span-2 sm:w-60"
            value={props.view.school}
            onChange={(school) => props.onChange({ school })}
          />
        </Show>
        <Show when={props.view.school}>
          <Select
            compact
            class="max-sm:col-span-2"
            label={t("filter.trail")}
            value={props.view.trail}
            options={[
              { value: "platform", label: t("trail.platform") },
              { value: "school", label: t("trail.school") },
            ]}
            onChange={(chosen) => props.onChange({ trail: chosen })}
          />
        </Show>
        <LineFilter
          class="max-sm:col-span-2 sm:w-72"
          label={t("filter.actor")}
          value={props.view.actor}
          onChange={(actor) => props.onChange({ actor })}
        />
        <Select
          compact
          label={t("filter.action")}
          value={props.view.action || ALL}
          options={actions()}
          onChange={(action) => props.onChange({ action: action === ALL ? "" : action })}
        />
        <Select
          compact
          label={t("filter.outcome")}
          value={props.view.outcome ?? ALL}
          options={[
            { value: ALL, label: t("filter.anyOutcome") },
            ...OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) })),
          ]}
          onChange={(outcome) => props.onChange({ outcome: outcome === ALL ? undefined : outcome })}
        />
        <LineFilter
          class="max-sm:col-span-2 sm:w-60"
          label={t("filter.target")}
          value={props.view.target}
          onChange={(target) => props.onChange({ target })}
        />
        <span class="flex items-center gap-2 text-sm text-muted max-sm:col-span-2">
          <Day
            label={t("filter.from")}
            value={props.view.from}
            max={props.view.to}
            onChange={(from) => props.onChange({ from })}
          />
          <Day
            label={t("filter.to")}
            value={props.view.to}
            min={props.view.from}
            onChange={(to) => props.onChange({ to })}
          />
        </span>
        <Show when={count() > 0}>
          <Button
            variant="ghost"
            icon={X}
            class="max-sm:col-span-2 max-sm:justify-self-start"
            onClick={() => props.onClear()}
          >
            {t("clear")}
          </Button>
        </Show>
      </div>
    </div>
  );
}

type DayProps = { label: string; value: string; min?: string; max?: string; onChange: (value: string) => void };

function Day(props: DayProps) {
  return (
    <>
      <span aria-hidden="true">{props.label}</span>
      <LineFilter
        type="date"
        class="min-w-0 max-sm:flex-1 sm:w-36!"
        label={props.label}
        value={props.value}
        min={props.min}
        max={props.max}
        onChange={props.onChange}
      />
    </>
  );
}
