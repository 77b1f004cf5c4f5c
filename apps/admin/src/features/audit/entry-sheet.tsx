import ChevronDown from "lucide-solid/icons/chevron-down";
import ChevronUp from "lucide-solid/icons/chevron-up";
import { type JSX, Show } from "solid-js";
import type { AuditEntryView } from "../../data/audit.ts";
import { useI18n, useText } from "../../i18n/i18n.tsx";
import { localeOf } from "../../i18n/text.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { type Definition, DefinitionList } from "../../ui/definition-list.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Link } from "../../ui/link.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import type { AuditView } from "./audit-address.ts";
import { ChangesTable } from "./changes-table.tsx";
import { OutcomeBadge } from "./outcome-badge.tsx";
import { SchoolName } from "./school-name.tsx";
import { useTargetKind } from "./target-kind.ts";
import { useTrailText } from "./trail-text.ts";

export type EntrySheetProps = {
  entry: AuditEntryView | undefined;
  /** The entries beside it in the list. */
  newer: (() => void) | undefined;
  older: (() => void) | undefined;
  onClose: () => void;
  /** The row of an entry, for the focus to go back to. */
  rowOf: (entry: AuditEntryView) => HTMLElement | undefined;
  /** The address of a view of nothing but what is like this entry. */
  hrefOf: (changes: Partial<AuditView>) => string;
};

/** All that one entry says: what changed, who really acted, by which request, at which place of the chain. */
export function EntrySheet(props: EntrySheetProps) {
  const trail = useTrailText();
  const t = useText("audit");
  // What is going stays in sight while it does.
  let last: AuditEntryView | undefined;
  const shown = () => {
    last = props.entry ?? last;
    return last;
  };
  return (
    <Sheet
      open={props.entry !== undefined}
      onClose={props.onClose}
      origin={() => last && props.rowOf(last)}
      title={shown() ? trail.action(shown() as AuditEntryView) : ""}
      lead={<Show when={shown()}>{(entry) => <OutcomeBadge outcome={entry().outcome} />}</Show>}
      actions={
        <>
          <Step icon={ChevronUp} label={t("sheet.previous")} onGo={props.newer} />
          <Step icon={ChevronDown} label={t("sheet.next")} onGo={props.older} />
        </>
      }
    >
      <Show when={shown()}>{(entry) => <Entry entry={entry()} hrefOf={props.hrefOf} />}</Show>
    </Sheet>
  );
}

function Step(props: { icon: typeof ChevronUp; label: string; onGo: (() => void) | undefined }) {
  return (
    <IconButton
      size="sm"
      variant="ghost"
      icon={props.icon}
      label={props.label}
      aria-disabled={props.onGo === undefined}
      onClick={() => props.onGo?.()}
    />
  );
}

function Entry(props: { entry: AuditEntryView; hrefOf: EntrySheetProps["hrefOf"] }) {
  const t = useText("audit");
  const trail = useTrailText();
  const targetKind = useTargetKind();
  const { language } = useI18n();
  const exactly = (at: string) =>
    new Intl.DateTimeFormat(localeOf(language()), { dateStyle: "long", timeStyle: "medium" }).format(new Date(at));
  const facts = (): Definition[] => {
    const { at, action, actor, realActor, tenantId, target, requestId, ipAddress, userAgent, seq, hash } = props.entry;
    const only = (changes: Partial<AuditView>, label: string) => (
      <Link href={props.hrefOf(changes)} class="text-xs">
        <span class="sr-only">{label}</span>
        <span aria-hidden="true">{t("sheet.only")}</span>
      </Link>
    );
    const lines: (Definition | false | null | "")[] = [
      { term: t("fact.at"), value: <time dateTime={at}>{exactly(at)}</time> },
      {
        term: t("fact.actor"),
        value: (
          <Stack>
            {trail.actor({ actor })}
            <Show when={actor.id}>
              {(id) => <CopyButton shown text={id()} what={t("copy.actor")} class="-ml-1 pointer-coarse:-ml-2" />}
            </Show>
            <Show when={actor.label}>
              {(label) => only({ actor: actor.id ?? label() }, t("sheet.onlyActor", { label: label() }))}
            </Show>
          </Stack>
        ),
      },
      realActor && {
        term: t("fact.realActor"),
        value: (
          <Stack>
            <strong class="font-semibold text-warning-ink">{realActor.label}</strong>
            {only({ actor: realActor.id ?? realActor.label }, t("sheet.onlyActor", { label: realActor.label }))}
          </Stack>
        ),
      },
      {
        term: t("fact.action"),
        value: (
          <Stack>
            <code class="text-xs">{action}</code>
            {only({ action }, t("sheet.onlyAction"))}
          </Stack>
        ),
      },
      target && {
        term: t("fact.target"),
        value: (
          <Stack>
            <span title={target.kind}>{targetKind(target.kind)}</span>
            <CopyButton shown text={target.id} what={t("copy.target")} class="-ml-1 pointer-coarse:-ml-2" />
            {only({ target: `${target.kind}:${target.id}` }, t("sheet.onlyTarget"))}
          </Stack>
        ),
      },
      tenantId && {
        term: t("fact.school"),
        value: (
          <Link href={`/schools/${tenantId}`}>
            <SchoolName id={tenantId} />
          </Link>
        ),
      },
      requestId && {
        term: t("fact.request"),
        value: <CopyButton shown text={requestId} what={t("copy.request")} class="-ml-1 pointer-coarse:-ml-2" />,
      },
      ipAddress && { term: t("fact.address"), value: <code class="text-xs">{ipAddress}</code> },
      userAgent && { term: t("fact.userAgent"), value: <span class="text-xs text-muted">{userAgent}</span> },
      { term: t("fact.place"), value: seq === null ? t("fact.unchained") : String(seq) },
      hash && {
        term: t("fact.hash"),
        value: <CopyButton shown text={hash} what={t("copy.hash")} class="-ml-1 pointer-coarse:-ml-2" />,
      },
    ];
    return lines.filter((line): line is Definition => Boolean(line));
  };
  return (
    <div class="flex flex-col gap-7">
      <Part title={t("sheet.changes")}>
        <ChangesTable changes={props.entry.changes} />
      </Part>
      <Part title={t("sheet.facts")}>
        <DefinitionList items={facts()} />
      </Part>
    </div>
  );
}

function Part(props: { title: string; children: JSX.Element }) {
  return (
    <section class="flex flex-col gap-3">
      <h3 class="text-sm font-semibold text-ink">{props.title}</h3>
      {props.children}
    </section>
  );
}

function Stack(props: { children: JSX.Element }) {
  return <span class="flex min-w-0 flex-col items-start gap-0.5">{props.children}</span>;
}
