import Search from "lucide-solid/icons/search";
import X from "lucide-solid/icons/x";
import { createEffect, createSignal, on, onCleanup, onMount, Show } from "solid-js";
import { useText } from "../i18n/i18n.tsx";
import { cx } from "./cx.ts";
import { CONTROL } from "./field.tsx";
import { Kbd } from "./kbd.tsx";

export type SearchFieldProps = {
  /** What is searched: «Rechercher un établissement». */
  label: string;
  value: string;
  /** Called once typing pauses, and at once on Enter or when cleared. */
  onSearch: (text: string) => void;
  /** Milliseconds of pause; 250 by default. */
  pause?: number;
  class?: string;
};

/** Finds as one types. `/` brings the focus here, Escape empties it. */
export function SearchField(props: SearchFieldProps) {
  const t = useText("common");
  const [text, setText] = createSignal(props.value);
  let input!: HTMLInputElement;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let sent = props.value;

  const send = (value: string) => {
    clearTimeout(waiting);
    waiting = undefined;
    if (value === sent) return;
    sent = value;
    props.onSearch(value);
  };
  const type = (value: string) => {
    setText(value);
    clearTimeout(waiting);
    waiting = setTimeout(() => send(value.trim()), props.pause ?? 250);
  };
  const clear = () => {
    setText("");
    send("");
    input.focus();
  };

  // The address may change by itself (back, a cleared filter): what is being typed meanwhile wins.
  createEffect(
    on(
      () => props.value,
      (value) => {
        if (waiting !== undefined || value === sent) return;
        sent = value;
        setText(value);
      },
      { defer: true },
    ),
  );
  onCleanup(() => clearTimeout(waiting));
  onMount(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      input.focus();
      input.select();
    };
    document.addEventListener("keydown", onKey);
    onCleanup(() => document.removeEventListener("keydown", onKey));
  });

  return (
    <search class={cx("group relative", props.class)}>
      <Search
        class="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-subtle"
        aria-hidden="true"
      />
      <input
        ref={input}
        type="search"
        value={text()}
        aria-label={props.label}
        placeholder={props.label}
        autocomplete="off"
        spellcheck={false}
        class={cx(CONTROL, "h-control-md pr-9 pl-8.5 text-sm [&::-webkit-search-cancel-button]:appearance-none")}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") send(text().trim());
          if (event.key === "Escape" && text() !== "") {
            event.preventDefault();
            clear();
          }
        }}
      />
      <span class="absolute top-1/2 right-2 flex -translate-y-1/2 items-center">
        <Show
          when={text() !== ""}
          fallback={
            <span class="pointer-events-none group-focus-within:hidden pointer-coarse:hidden">
              <Kbd keys="/" />
            </span>
          }
        >
          <button
            type="button"
            class="flex size-6 items-center justify-center rounded-sm text-subtle hover:text-ink"
            aria-label={t("search.clear")}
            onClick={clear}
          >
            <X class="size-3.5" aria-hidden="true" />
          </button>
        </Show>
      </span>
    </search>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
