import Check from "lucide-solid/icons/check";
import Copy from "lucide-solid/icons/copy";
import { createSignal, onCleanup, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { useText } from "../i18n/i18n.tsx";
import { copyText } from "./copy-text.ts";
import { cx } from "./cx.ts";
import type { Icon } from "./icon.ts";

export type CopyButtonProps = {
  text: string;
  /** What it copies, for screen readers: «l'identifiant». */
  what?: string;
  /** Shows the text itself, in a fixed-width face; without it, an icon alone. */
  shown?: boolean;
  /** A word of `what` that shows beside the icon, where no hover tells what is copied. */
  caption?: string;
  /** Where several stand side by side: what tells this one from the others. */
  icon?: Icon;
  class?: string;
};

const CONFIRMED_MS = 1_500;

/** Copies, and says so where one is looking. */
export function CopyButton(props: CopyButtonProps) {
  const t = useText("common");
  const [copied, setCopied] = createSignal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  // What is shown is part of the name: one who speaks to the page says what they read.
  const label = () => {
    const text = t("copy.label", { what: props.what ?? props.text });
    return props.shown && props.what ? `${text} ${props.text}` : text;
  };
  const copy = async (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
    await copyText(props.text);
    setCopied(true);
    clearTimeout(timer);
    timer = setTimeout(() => setCopied(false), CONFIRMED_MS);
  };
  onCleanup(() => clearTimeout(timer));
  return (
    <>
      <button
        type="button"
        class={cx(
          "relative z-10 inline-flex h-6 min-w-6 max-w-full items-center justify-center gap-1.5 rounded-sm px-1 text-subtle transition-colors hover:bg-sunken hover:text-ink",
          // A finger's room, taken from around it: what stands beside it stays where it is.
          "pointer-coarse:-m-1 pointer-coarse:h-8 pointer-coarse:min-w-8 pointer-coarse:px-2",
          props.class,
        )}
        aria-label={label()}
        title={props.shown ? undefined : label()}
        onClick={copy}
      >
        <Show when={props.shown}>
          <code class="truncate text-xs text-muted">{props.text}</code>
        </Show>
        <Show when={props.caption}>
          <span class="text-xs">{props.caption}</span>
        </Show>
        <Show
          when={copied()}
          fallback={<Dynamic component={props.icon ?? Copy} class="size-3.5 shrink-0" aria-hidden="true" />}
        >
          <Check class="size-3.5 shrink-0 text-success-ink" aria-hidden="true" />
        </Show>
      </button>
      <span class="sr-only" role="status">
        {copied() ? t("copy.done") : ""}
      </span>
    </>
  );
}
