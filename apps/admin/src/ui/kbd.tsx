import { For } from "solid-js";
import { cx } from "./cx.ts";

/** Keys to press: `<Kbd keys="mod+k" />` shows ⌘K on Apple's machines and Ctrl K elsewhere. */
export function Kbd(props: { keys: string; inverted?: boolean }) {
  return (
    <span class="inline-flex gap-0.5">
      <For each={props.keys.split("+").map(keyName)}>
        {(key) => (
          <kbd
            class={cx(
              "inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border px-1 font-sans text-2xs",
              props.inverted ? "border-current/30" : "border-line bg-sunken text-subtle",
            )}
          >
            {key}
          </kbd>
        )}
      </For>
    </span>
  );
}

function keyName(key: string): string {
  if (key === "mod") return isApple() ? "⌘" : "Ctrl";
  return key.length === 1 ? key.toUpperCase() : key;
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}
