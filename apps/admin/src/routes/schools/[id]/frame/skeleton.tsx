import { useText } from "../../../../i18n/i18n.tsx";
import { Skeleton } from "../../../../ui/skeleton.tsx";

/** The place of a school's header, tabs and first lines. */
export function SchoolSkeleton() {
  const t = useText("school");
  return (
    <div aria-busy="true">
      <p role="status" class="sr-only">
        {t("loading")}
      </p>
      <div class="flex flex-col gap-1 pb-6">
        <Skeleton class="my-1 h-3.5 w-28" />
        <Skeleton class="my-1 h-6 w-64 max-w-full" />
        <Skeleton class="my-1 h-4 w-xl max-w-full" />
      </div>
      <div class="flex h-[calc(2.5rem+1px)] items-center gap-5 overflow-hidden border-b border-line">
        {["w-14", "w-16", "w-20", "w-20", "w-16", "w-24"].map((width) => (
          <Skeleton class={`h-3.5 shrink-0 ${width}`} />
        ))}
      </div>
      <Skeleton class="mt-6 h-40 rounded-lg!" />
    </div>
  );
}
