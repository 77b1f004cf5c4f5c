import Search from "lucide-solid/icons/search";
import { createSignal, lazy, onCleanup, onMount, Show, Suspense } from "solid-js";
import { useText } from "../../i18n/i18n.tsx";
import { Kbd } from "../../ui/kbd.tsx";

const CommandPalette = lazy(() => import("./command-palette.tsx"));

/** ⌘K or Ctrl K opens it anywhere; its code is asked for the first time it is. */
export function createPalette() {
  const [isOpen, setOpen] = createSignal(false);
  onMount(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      setOpen((open) => !open);
    };
    document.addEventListener("keydown", onKey);
    onCleanup(() => document.removeEventListener("keydown", onKey));
  });
  return {
    open: () => setOpen(true),
    Outlet: () => (
      <Suspense>
        <Show when={isOpen()}>
          <CommandPalette onClose={() => setOpen(false)} />
        </Show>
      </Suspense>
    ),
  };
}

export function CommandPaletteButton(props: { onOpen: () => void }) {
  const t = useText("shell");
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      class="flex h-control-md items-center gap-2.5 rounded-md border border-line-strong bg-canvas px-2.5 text-sm text-subtle transition-colors hover:border-line-control hover:text-ink"
      onClick={() => props.onOpen()}
    >
      <Search class="size-4 shrink-0" aria-hidden="true" />
      <span class="flex-1 text-left">{t("palette.open")}</span>
      <Kbd keys="mod+k" />
    </button>
  );
}
