import type { FleetOverview } from "@pepro/contracts";
import { For } from "solid-js";
import { useText } from "../../i18n/i18n.tsx";
import { Section } from "../../ui/card.tsx";
import { Link } from "../../ui/link.tsx";
import { Time } from "../../ui/time.tsx";

/** How many of those the server tells of fit beside the rest of the page. */
const SHOWN = 6;

export function LatestOpenings(props: { schools: FleetOverview["latestOpenings"] }) {
  const t = useText("home");
  return (
    <Section title={t("openings.title")} flush>
      <ul class="divide-y divide-line">
        <For
          each={props.schools.slice(0, SHOWN)}
          fallback={<li class="px-5 py-4 text-sm text-muted">{t("openings.none")}</li>}
        >
          {(school) => (
            <li class="flex items-baseline justify-between gap-4 px-5 py-2.5 text-sm">
              <Link href={`/schools/${school.id}`} quiet class="truncate">
                {school.name}
              </Link>
              <span class="shrink-0 text-xs text-subtle">
                <Time at={school.at} />
              </span>
            </li>
          )}
        </For>
      </ul>
    </Section>
  );
}
