import { Dialog as Kobalte } from "@kobalte/core/dialog";
import X from "lucide-solid/icons/x";
import { children, type JSX, Show, untrack } from "solid-js";
import { useText } from "../i18n/i18n.tsx";
import { buttonClass } from "./button.tsx";
import { cx } from "./cx.ts";
import { createFocusReturn } from "./focus-return.ts";
import { keepPageStill } from "./keep-page-still.ts";

export type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: JSX.Element;
  children?: JSX.Element;
  /** Buttons, the one that acts last. */
  footer?: JSX.Element;
  size?: "sm" | "md" | "lg";
  /** Nothing closes it but its own buttons, while something runs. */
  locked?: boolean;
  /** A tap beside it does not close it: something was typed. */
  holds?: boolean;
};

const WIDTHS = { sm: "max-w-md", md: "max-w-lg", lg: "max-w-2xl" } as const;

/** A window over the page: the focus stays in it and goes back where it was. On a phone it rises from below. */
export function Dialog(props: DialogProps) {
  const t = useText("common");
  const giveFocusBack = createFocusReturn(() => props.open);
  return (
    <Kobalte preventScroll={false} open={props.open} onOpenChange={(open) => !open && !props.locked && props.onClose()}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="anim-fade fixed inset-0 z-40 bg-scrim" />
        <div
          class="fixed inset-0 z-40 grid place-items-center p-4 max-sm:place-items-end max-sm:p-2"
          onWheel={keepPageStill}
          onTouchMove={keepPageStill}
        >
          <Kobalte.Content
            onOpenAutoFocus={focusWhatMatters}
            onCloseAutoFocus={giveFocusBack}
            onInteractOutside={(event) => props.holds && event.preventDefault()}
            class={cx(
              "anim-pop flex max-h-[calc(100dvh-2rem)] w-full flex-col rounded-xl bg-raised shadow-lg outline-none",
              WIDTHS[props.size ?? "md"],
            )}
          >
            <header class="flex items-start justify-between gap-4 px-5 pt-4 pb-3">
              <div class="flex flex-col gap-1">
                <Kobalte.Title class="text-lg font-semibold tracking-tight text-ink">{props.title}</Kobalte.Title>
                <Show when={props.description}>
                  <Kobalte.Description class="text-pretty text-sm text-muted">{props.description}</Kobalte.Description>
                </Show>
              </div>
              <Show when={!props.locked}>
                <Kobalte.CloseButton
                  class={buttonClass({ variant: "ghost", size: "sm", class: "w-control-sm -mt-0.5 -mr-1.5 px-0!" })}
                  aria-label={t("dialog.close")}
                >
                  <X class="size-4" aria-hidden="true" />
                </Kobalte.CloseButton>
              </Show>
            </header>
            <Body>{props.children}</Body>
            <Show when={props.footer}>
              {(footer) => (
                <footer class="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer()}</footer>
              )}
            </Show>
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte>
  );
}

/** No room is kept for a content that is there only sometimes. */
function Body(props: { children: JSX.Element }) {
  const content = children(() => props.children);
  return (
    <Show when={content.toArray().some((part) => part !== undefined && part !== null && part !== false && part !== "")}>
      <div data-scrolls="" class="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pt-0.5 pb-5">
        {content()}
      </div>
    </Show>
  );
}

/** What asks for it, a field to fill in, else the button that changes nothing: never the one in the corner. */
const FIRST = ["[data-autofocus]", ":is(input, textarea):enabled", "footer button"];

function focusWhatMatters(event: Event): void {
  const content = event.target;
  if (!(content instanceof HTMLElement)) return;
  const wanted = FIRST.map((selector) => content.querySelector<HTMLElement>(selector)).find((found) => found !== null);
  if (!wanted) return;
  event.preventDefault();
  // Who listens for the focus reads signals: the window would open anew, and move the focus again, whenever they change.
  untrack(() => wanted.focus());
}
