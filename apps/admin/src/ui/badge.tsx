import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { TONES, type Tone } from "./alert.tsx";
import { cx } from "./cx.ts";
import type { Icon } from "./icon.ts";

/** A word about a thing. Its colour repeats what the word and the icon say. */
export function Badge(props: { tone?: Tone; icon?: Icon; children: JSX.Element; spinning?: boolean }) {
  return (
    <span
      class={cx(
        "inline-flex h-5 items-center align-middle gap-1 rounded-full border px-1.5 text-xs font-medium whitespace-nowrap",
        TONES[props.tone ?? "neutral"],
      )}
    >
      <Show when={props.icon}>
        {(icon) => (
          <Dynamic
            component={icon()}
            class={cx("size-3 shrink-0", props.spinning && "animate-spin")}
            aria-hidden="true"
          />
        )}
      </Show>
      {props.children}
    </span>
  );
}
