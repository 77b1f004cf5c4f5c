import { Dialog } from "@kobalte/core/dialog";
import type { UserView } from "@pepro/contracts";
import { A } from "@solidjs/router";
import Menu from "lucide-solid/icons/menu";
import Search from "lucide-solid/icons/search";
import X from "lucide-solid/icons/x";
import { createSignal } from "solid-js";
import { useText } from "../i18n/i18n.tsx";
import { buttonClass } from "../ui/button.tsx";
import { createFocusReturn } from "../ui/focus-return.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { keepPageStill } from "../ui/keep-page-still.ts";
import { Logo } from "../ui/logo.tsx";
import { Nav } from "./nav.tsx";
import { UserMenu } from "./user-menu.tsx";

/** Above the page on a phone; its menu opens as a drawer. */
export function TopBar(props: { user: UserView; onSearch: () => void }) {
  const t = useText("shell");
  const common = useText("common");
  const [isOpen, setOpen] = createSignal(false);
  const giveFocusBack = createFocusReturn(isOpen);
  return (
    <header class="sticky top-0 z-30 flex h-bar items-center justify-between border-b border-line bg-surface px-2 md:hidden">
      <IconButton icon={Menu} label={t("nav.open")} aria-haspopup="dialog" onClick={() => setOpen(true)} />
      <A href="/" class="flex rounded-md">
        <Logo name />
      </A>
      <IconButton icon={Search} label={t("palette.open")} onClick={() => props.onSearch()} />
      <Dialog preventScroll={false} open={isOpen()} onOpenChange={setOpen}>
        <Dialog.Portal>
          <Dialog.Overlay class="anim-fade fixed inset-0 z-40 bg-scrim md:hidden" onTouchMove={keepPageStill} />
          <Dialog.Content
            aria-label={t("nav.label")}
            onCloseAutoFocus={giveFocusBack}
            class="anim-drawer fixed inset-y-0 left-0 z-40 flex w-72 max-w-[85vw] flex-col gap-4 bg-surface p-3 pt-4 shadow-lg outline-none md:hidden"
          >
            <span class="flex items-center justify-between pl-2.5">
              <Logo name />
              <Dialog.CloseButton
                class={buttonClass({ variant: "ghost", class: "w-control-md px-0!" })}
                aria-label={common("dialog.close")}
              >
                <X class="size-4" aria-hidden="true" />
              </Dialog.CloseButton>
            </span>
            <Nav onGo={() => setOpen(false)} />
            <UserMenu user={props.user} placement="top-start" />
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog>
    </header>
  );
}
