import { For } from "solid-js";
import type { FleetStatus } from "../../../data/fleet.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { Section } from "../../../ui/card.tsx";
import { Link } from "../../../ui/link.tsx";

/** Schools that are furthest behind. */
export function Oldest(props: { schools: FleetStatus["oldest"] }) {
  const t = useText("migrations");
  return (
    <Section title={t("oldest.title")} flush>
      <ul class="divide-y divide-line text-sm">
        <For each={props.schools}>
          {({ tenantId, name, schema, version }) => (
            <li class="flex items-center justify-between gap-4 px-5 py-2.5">
              <span class="min-w-0">
                <Link href={`/schools/${tenantId}`} quiet class="block truncate font-medium">
                  {name}
                </Link>
                <code class="block truncate text-xs text-subtle">{schema}</code>
              </span>
              <span class="shrink-0 text-muted tabular-nums">{t("oldest.version", { version })}</span>
            </li>
          )}
        </For>
      </ul>
    </Section>
  );
}
