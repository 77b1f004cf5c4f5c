import { cx } from "./cx.ts";

/** The mark alone, or with the product's name. */
export function Logo(props: { class?: string; name?: boolean }) {
  return (
    <span class={cx("inline-flex items-center gap-2", props.class)}>
      <svg viewBox="0 0 32 32" class="size-6 shrink-0" aria-hidden="true">
        <rect width="32" height="32" rx="8" class="fill-accent" />
        <path
          d="M10 24.5V8.5h6.6a5.4 5.4 0 0 1 0 10.8h-2.9"
          fill="none"
          stroke="#fff"
          stroke-width="3"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
      {props.name && <span class="font-semibold tracking-tight text-ink">PeproScolaire</span>}
    </span>
  );
}
