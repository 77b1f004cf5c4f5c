import { Show } from "solid-js";
import type { SchoolMonitoring } from "../../../../data/monitoring.ts";
import { useFormat, useText } from "../../../../i18n/i18n.tsx";
import { Section } from "../../../../ui/card.tsx";
import { areaOf, lineOf, scaleOf } from "./curve.ts";

type Points = SchoolMonitoring["trend"];

/** The school's size day by day: a curve to look at, and the same in words. */
export function Trend(props: { points: Points }) {
  const t = useText("school-database");
  const format = useFormat();
  const first = () => props.points[0];
  const last = () => props.points.at(-1);
  const scale = () =>
    scaleOf(props.points.map(({ day, totalBytes }) => ({ at: Date.parse(day) / 86_400_000, value: totalBytes })));
  const days = () => (Date.parse(last()?.day ?? "") - Date.parse(first()?.day ?? "")) / 86_400_000;
  const told = () =>
    t("trend.text", {
      from: format.bytes(first()?.totalBytes ?? 0),
      to: format.bytes(last()?.totalBytes ?? 0),
      days: days(),
    });
  return (
    <Section title={t("trend")} description={t("trend.about")}>
      <Show when={props.points.length > 1} fallback={<p class="text-sm text-muted">{t("trend.few")}</p>}>
        <figure class="flex flex-col gap-2">
          <svg
            viewBox="0 0 100 30"
            preserveAspectRatio="none"
            class="h-28 w-full overflow-visible"
            role="img"
            aria-label={told()}
          >
            <path d={areaOf(scale())} class="fill-accent-soft" />
            <path
              d={lineOf(scale())}
              class="fill-none stroke-accent"
              stroke-width="1.5"
              vector-effect="non-scaling-stroke"
              stroke-linejoin="round"
            />
          </svg>
          <div class="flex justify-between gap-4 text-xs text-subtle" aria-hidden="true">
            <span>{format.date(first()?.day ?? 0)}</span>
            <span>{format.date(last()?.day ?? 0)}</span>
          </div>
          <figcaption class="text-sm text-muted" aria-hidden="true">
            {told()}
          </figcaption>
        </figure>
      </Show>
    </Section>
  );
}
