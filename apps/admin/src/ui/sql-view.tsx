import { createEffect, For, on, Show } from "solid-js";
import { CopyButton } from "./copy-button.tsx";
import { cx } from "./cx.ts";

export type SqlViewProps = {
  text: string;
  /** What is copied, in words: «l'instruction». */
  what: string;
  /** The number of the first line, where the lines are those of a file. */
  firstLine?: number;
  /** The line that is meant, by that numbering, and what is the matter with it; it is in sight at once. */
  marked?: { line: number; label: string } | undefined;
  class?: string;
};

/** SQL as it stands in a file: numbered where that says something, long lines scrolled, copied whole. */
export function SqlView(props: SqlViewProps) {
  let box!: HTMLDivElement;
  const lines = () => props.text.replace(/\n+$/, "").split("\n");
  const numberOf = (index: number) => (props.firstLine ?? 1) + index;
  createEffect(
    on(
      () => [props.text, props.marked?.line],
      () => {
        const line = box.querySelector<HTMLElement>("[data-marked]");
        if (line) box.scrollTop = line.offsetTop - box.clientHeight / 2;
      },
    ),
  );
  return (
    <div class={cx("relative rounded-md border border-line bg-sunken", props.class)}>
      <div ref={box} class="relative max-h-80 overflow-auto py-2 text-xs/5" data-scrolls="" tabindex="0" lang="en">
        <code class="block w-max min-w-full">
          <For each={lines()}>
            {(line, index) => {
              const isMarked = () => props.marked?.line === numberOf(index());
              return (
                <span
                  data-marked={isMarked() ? "" : undefined}
                  class={cx("flex pr-10", isMarked() && "bg-danger-soft text-danger-ink")}
                >
                  <Show when={props.firstLine !== undefined}>
                    <span
                      aria-hidden="true"
                      class={cx(
                        "w-11 shrink-0 border-r-2 pr-2.5 text-right tabular-nums select-none",
                        isMarked() ? "border-danger text-danger-ink" : "border-transparent text-subtle",
                      )}
                    >
                      {numberOf(index())}
                    </span>
                  </Show>
                  <span class="px-3 whitespace-pre">
                    <Show when={isMarked()}>
                      <span class="sr-only">{props.marked?.label} </span>
                    </Show>
                    {line || " "}
                  </span>
                </span>
              );
            }}
          </For>
        </code>
      </div>
      <div class="absolute top-1 right-1">
        <CopyButton text={props.text} what={props.what} />
      </div>
    </div>
  );
}
