import { Show } from "solid-js";
import type { Instant } from "../i18n/format.ts";
import { useFormat } from "../i18n/i18n.tsx";

/** When, in words near to us: «il y a 3 heures», the whole date on hover. Nothing known shows a dash. */
export function Time(props: { at: Instant | null | undefined; as?: "relative" | "date" | "dateTime" }) {
  const format = useFormat();
  return (
    <Show when={props.at} fallback={<span class="text-subtle">—</span>}>
      {(at) => (
        <time dateTime={new Date(at()).toISOString()} title={format.dateTime(at())}>
          {format[props.as ?? "relative"](at())}
        </time>
      )}
    </Show>
  );
}
