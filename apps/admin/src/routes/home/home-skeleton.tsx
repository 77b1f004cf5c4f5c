import { For } from "solid-js";
import { Card } from "../../ui/card.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";

/** The places of what is coming, in their sizes. */
export function HomeSkeleton() {
  return (
    <div class="flex flex-col gap-6">
      <div class="anim-late grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3 xl:grid-cols-6">
        <For each={[56, 64, 48, 52, 60, 58]}>
          {(width) => (
            <div class="flex h-20 flex-col justify-between bg-surface px-4 py-4">
              <Skeleton class="h-3" width={`${width}px`} />
              <Skeleton class="h-5 w-6" />
            </div>
          )}
        </For>
      </div>
      <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1.75fr)_minmax(0,1fr)]">
        <Lines rows={4} class="h-80" />
        <div class="flex flex-col gap-6">
          <Lines rows={6} class="h-80" />
          <Lines rows={1} class="h-28" />
        </div>
      </div>
    </div>
  );
}

/** A sheet with its title and the beginnings of its lines. */
function Lines(props: { rows: number; class: string }) {
  return (
    <Card class={`anim-late overflow-hidden px-5 pt-4.5 ${props.class}`}>
      <Skeleton class="mb-7 h-4 w-32" />
      <For each={Array.from({ length: props.rows }, (_, at) => [62, 48, 70, 55][at % 4])}>
        {(width) => <Skeleton class="mb-7 h-3" width={`${width}%`} />}
      </For>
    </Card>
  );
}
