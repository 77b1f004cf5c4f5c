import type { FleetOverview } from "@pepro/contracts";
import { For, Show } from "solid-js";
import { useText } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Section } from "../../ui/card.tsx";
import { Link } from "../../ui/link.tsx";

/** Which versions schools' tables have; what brings on those behind is a link away. */
export function Migrations(props: { migrations: FleetOverview["migrations"] }) {
  const t = useText("home");
  const isMixed = () => props.migrations.versions.some(({ version }) => version !== props.migrations.latest);
  const all = () =>
    t(props.migrations.versions.length === 0 ? "migrations.none" : "migrations.current", {
      latest: props.migrations.latest,
    });
  return (
    <Section
      title={t("migrations.title")}
      actions={
        <Link href="/migrations" class="text-sm">
          {props.migrations.behind > 0
            ? t("migrations.behind", { count: props.migrations.behind })
            : t("migrations.all")}
        </Link>
      }
    >
      <Show when={isMixed()} fallback={<p class="text-sm text-muted">{all()}</p>}>
        <ul class="flex flex-col gap-2 text-sm">
          <For each={props.migrations.versions}>
            {({ version, schools }) => (
              <li class="flex items-center justify-between gap-4">
                <span class="flex items-center gap-2">
                  {t("migrations.version", { version })}
                  <Show when={version === props.migrations.latest}>
                    <Badge tone="success">{t("migrations.latest")}</Badge>
                  </Show>
                </span>
                <span class="text-muted">{t("migrations.schools", { count: schools })}</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Section>
  );
}
