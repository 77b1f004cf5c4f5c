import { cx } from "./cx.ts";

/** A turning ring in the colour of the text around it. Whoever shows it says in words what is waited for. */
export function Spinner(props: { class?: string }) {
  return (
    <svg class={cx("animate-spin", props.class ?? "size-4")} viewBox="0 0 16 16" fill="none" aria-hidden="true">
      <circle cx="8" cy="8" r="6.25" stroke="currentColor" stroke-width="1.5" opacity="0.25" />
      <path d="M14.25 8A6.25 6.25 0 0 0 8 1.75" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />
    </svg>
  );
}
