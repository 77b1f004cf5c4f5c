import { cx } from "./cx.ts";

/** The place of something that is coming, in its size. Shows after a moment, so that what is fast never flashes. */
export function Skeleton(props: { class?: string; width?: string | undefined }) {
  return <div class={cx("skeleton", props.class ?? "h-4")} style={{ width: props.width }} aria-hidden="true" />;
}
