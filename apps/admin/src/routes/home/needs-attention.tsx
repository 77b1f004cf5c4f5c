import type { FleetOverview } from "@pepro/contracts";
import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { createSignal, For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { useText } from "../../i18n/i18n.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Section } from "../../ui/card.tsx";
import { cx } from "../../ui/cx.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Link } from "../../ui/link.tsx";
import { Time } from "../../ui/time.tsx";

type Unhealthy = FleetOverview["unhealthy"][number];

/** How many show at first. */
const FIRST = 8;

/** Where each is mended, below the school's own address. */
const PLACE: Record<Unhealthy["reason"], string> = {
  provisioning_failed: "/opening",
  provisioning_interrupted: "/opening",
  migrations_behind: "",
  migrations_ahead: "",
  domain_unverified: "/domains",
};

/** Schools that need somebody: why, since when, and where it is mended. */
export function NeedsAttention(props: { schools: readonly Unhealthy[]; count: number; latest: number }) {
  const t = useText("home");
  const [isWhole, setWhole] = createSignal(false);
  const shown = () => (isWhole() ? props.schools : props.schools.slice(0, FIRST));
  const beyond = () => props.count - props.schools.length;
  return (
    <Section
      title={t("attention.title")}
      flush
      actions={
        <Show when={props.count > 0}>
          <span class="text-sm text-muted">{t("attention.count", { count: props.count })}</span>
        </Show>
      }
      footer={
        props.schools.length > FIRST && (
          <>
            <Show when={isWhole() && beyond() > 0}>
              <span>{t("attention.beyond", { count: beyond() })}</span>
            </Show>
            <Button size="sm" onClick={() => setWhole(!isWhole())} aria-expanded={isWhole()}>
              {isWhole() ? t("attention.fewer") : t("attention.all", { count: props.schools.length - FIRST })}
            </Button>
          </>
        )
      }
    >
      <ul class="divide-y divide-line">
        <For
          each={shown()}
          fallback={
            <li>
              <EmptyState icon={CircleCheck} title={t("attention.none")}>
                {t("attention.noneText")}
              </EmptyState>
            </li>
          }
        >
          {(school) => <Row school={school} latest={props.latest} />}
        </For>
      </ul>
    </Section>
  );
}

function Row(props: { school: Unhealthy; latest: number }) {
  const t = useText("home");
  const isGrave = () => props.school.reason.startsWith("provisioning_");
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
      <Dynamic
        component={isGrave() ? CircleAlert : TriangleAlert}
        class={cx("size-4 shrink-0", isGrave() ? "text-danger-ink" : "text-warning-ink")}
        aria-hidden="true"
      />
      <div class="min-w-0 flex-1 basis-56">
        <p class="truncate font-medium">
          <Link href={`/schools/${props.school.id}`} quiet>
            {props.school.name}
          </Link>
        </p>
        <p class="text-sm text-muted">
          {t(`reason.${props.school.reason}`, { version: props.school.version ?? "?", latest: props.latest })}
          {" · "}
          <Time at={props.school.since} />
        </p>
      </div>
      <ButtonLink href={`/schools/${props.school.id}${PLACE[props.school.reason]}`} size="sm">
        {t(`mend.${props.school.reason}`)}
        <span class="sr-only">{props.school.name}</span>
      </ButtonLink>
    </li>
  );
}
