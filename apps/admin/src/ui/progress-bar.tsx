/** How far something that runs has come; without a value, that it runs. */
export function ProgressBar(props: { label: string /** From 0 to 1. */; value?: number }) {
  const percent = () =>
    props.value === undefined ? undefined : Math.round(Math.min(1, Math.max(0, props.value)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent()}
      class="h-1.5 overflow-hidden rounded-full bg-pressed"
    >
      <div
        class={
          percent() === undefined
            ? "h-full w-1/3 animate-pulse rounded-full bg-accent"
            : "h-full rounded-full bg-accent transition-[width]"
        }
        style={{ width: percent() === undefined ? undefined : `${percent()}%` }}
      />
    </div>
  );
}
