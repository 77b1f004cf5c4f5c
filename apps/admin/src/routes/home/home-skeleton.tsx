import { Skeleton } from "../../ui/skeleton.tsx";

/** The places of what is coming, in their sizes. */
export function HomeSkeleton() {
  return (
    <div class="flex flex-col gap-6">
      <Skeleton class="h-59 sm:h-40 xl:h-20" />
      <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1.75fr)_minmax(0,1fr)]">
        <Skeleton class="h-80" />
        <div class="flex flex-col gap-6">
          <Skeleton class="h-80" />
          <Skeleton class="h-28" />
        </div>
      </div>
    </div>
  );
}
