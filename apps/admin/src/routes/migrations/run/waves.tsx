import { CANARY_WAVE } from "@pepro/contracts";
import { For, Show } from "solid-js";
import type { FleetRun } from "../../../data/fleet.ts";
import { useText } from "../../../i18n/i18n.tsx";

type Wave = FleetRun["waves"][number];

/** Each wave with how far it has come. */
export function Waves(props: { run: FleetRun }) {
  const t = useText("migrations");
  const waveName = useWaveName();
  const sizeOf = ({ pending, running, done, failed, skipped }: Wave) => pending + running + done + failed + skipped;
  const overOf = ({ done, failed, skipped }: Wave) => done + failed + skipped;
  const share = (count: number, wave: Wave) => `${(count / Math.max(1, sizeOf(wave))) * 100}%`;
  return (
    <section class="mt-4 border-t border-line pt-4">
      <h2 class="sr-only">{t("waves.title")}</h2>
      <ol class="grid max-h-72 grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-x-6 gap-y-4 overflow-y-auto">
        <For each={props.run.waves}>
          {(wave) => (
            <li class="flex flex-col gap-1.5 text-sm">
              <span class="flex items-baseline justify-between gap-3">
                <span class="font-medium text-ink">{waveName(wave.wave)}</span>
                <span class="text-xs text-muted tabular-nums">
                  {t("waves.counts", { done: overOf(wave), total: sizeOf(wave) })}
                </span>
              </span>
              <span class="flex h-1 overflow-hidden rounded-full bg-pressed" aria-hidden="true">
                <span class="h-full bg-accent transition-[width]" style={{ width: share(wave.done, wave) }} />
                <span class="h-full bg-danger transition-[width]" style={{ width: share(wave.failed, wave) }} />
                <span class="h-full bg-line-control" style={{ width: share(wave.skipped, wave) }} />
              </span>
              <Show when={wave.failed > 0}>
                <span class="text-xs text-danger-ink">{t("waves.failed", { count: wave.failed })}</span>
              </Show>
            </li>
          )}
        </For>
      </ol>
    </section>
  );
}

/** What a wave is called: the canary by its purpose, the others by their number. */
export function useWaveName(): (wave: number) => string {
  const t = useText("migrations");
  return (wave) => (wave === CANARY_WAVE ? t("waves.canary") : t("waves.wave", { wave }));
}
