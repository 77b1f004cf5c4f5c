import { Dialog as Kobalte } from "@kobalte/core/dialog";
import X from "lucide-solid/icons/x";
import { type JSX, Show, untrack } from "solid-js";
import { useText } from "../i18n/i18n.tsx";
import { buttonClass } from "./button.tsx";
import { keepPageStill } from "./keep-page-still.ts";

export type SheetProps = {
  open: boolean;
  onClose: () => void;
  /** What has the focus once it is closed: what it was opened from, or what it has come to since. */
  origin: () => HTMLElement | undefined;
  title: string;
  /** Below the title: a badge, one line. */
  lead?: JSX.Element;
  /** Beside the title: the way to what stands before and after in the list. */
  actions?: JSX.Element;
  children: JSX.Element;
};

/** One thing of a list, beside it: the list stays in sight. On a phone it covers all. */
export function Sheet(props: SheetProps) {
  const t = useText("common");
  const giveFocusBack = (event: Event) => {
    event.preventDefault();
    props.origin()?.focus();
  };
  return (
    <Kobalte preventScroll={false} open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Kobalte.Portal>
        <Kobalte.Overlay
          class="anim-fade fixed inset-0 z-40 bg-scrim"
          onWheel={keepPageStill}
          onTouchMove={keepPageStill}
        />
        <Kobalte.Content
          onOpenAutoFocus={focusClose}
          onCloseAutoFocus={giveFocusBack}
          class="anim-sheet fixed inset-y-0 right-0 z-40 flex w-136 max-w-full flex-col bg-raised shadow-lg outline-none"
        >
          <header class="flex items-start justify-between gap-3 border-b border-line px-5 pt-4 pb-3">
            <div class="flex min-w-0 flex-col gap-1">
              <Kobalte.Title class="text-lg font-semibold tracking-tight break-words text-ink">
                {props.title}
              </Kobalte.Title>
              <Show when={props.lead}>
                <div class="text-sm text-muted">{props.lead}</div>
              </Show>
            </div>
            <div class="-mt-0.5 -mr-1.5 flex shrink-0 items-center gap-1">
              {props.actions}
              <Kobalte.CloseButton
                class={buttonClass({ variant: "ghost", size: "sm", class: "w-control-sm px-0!" })}
                data-close=""
                aria-label={t("dialog.close")}
              >
                <X class="size-4" aria-hidden="true" />
              </Kobalte.CloseButton>
            </div>
          </header>
          <div data-scrolls="" tabindex="0" class="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-4">
            {props.children}
          </div>
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  );
}

/** Not what steps through the list, whose tooltip would stand over what was asked for. */
function focusClose(event: Event): void {
  const close = event.target instanceof HTMLElement && event.target.querySelector<HTMLElement>("[data-close]");
  if (!close) return;
  event.preventDefault();
  // Who listens for the focus reads signals: whenever those changed the focus would move again.
  untrack(() => close.focus());
}
