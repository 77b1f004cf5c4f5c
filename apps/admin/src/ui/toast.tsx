import * as Kobalte from "@kobalte/core/toast";
import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import Info from "lucide-solid/icons/info";
import X from "lucide-solid/icons/x";
import { Show } from "solid-js";
import { Dynamic, Portal } from "solid-js/web";
import { useText } from "../i18n/i18n.tsx";
import { cx } from "./cx.ts";

export type ToastOptions = {
  /** A second line. */
  detail?: string;
  action?: { label: string; onSelect: () => void };
};

type Kind = "success" | "info" | "error";

const LOOKS = {
  success: { icon: CircleCheck, color: "text-success-ink" },
  info: { icon: Info, color: "text-accent-ink" },
  error: { icon: CircleAlert, color: "text-danger-ink" },
} as const;

/**
 * Says that something happened, in the corner, for as long as it takes to read. What went wrong stays until it is
 * closed; what must be corrected belongs in the page, not here.
 *
 * @example toast.success(t("saved")); toast.error(text.message, { detail: text.reference });
 */
export const toast = {
  success: (title: string, options?: ToastOptions) => show("success", title, options),
  info: (title: string, options?: ToastOptions) => show("info", title, options),
  error: (title: string, options?: ToastOptions) => show("error", title, options),
};

function show(kind: Kind, title: string, { detail, action }: ToastOptions = {}): void {
  const { icon, color } = LOOKS[kind];
  Kobalte.toaster.show((toast) => (
    <Kobalte.Root
      as="div"
      toastId={toast.toastId}
      persistent={kind === "error"}
      priority={kind === "error" ? "high" : "low"}
      class="anim-toast pointer-events-auto flex items-start gap-2.5 rounded-lg bg-raised py-2.5 pr-2 pl-3 shadow-md"
    >
      <Dynamic component={icon} class={cx("mt-0.5 size-4 shrink-0", color)} aria-hidden="true" />
      <div class="flex min-w-0 flex-1 flex-col gap-0.5">
        <Kobalte.Title class="text-sm font-medium text-ink">{title}</Kobalte.Title>
        <Show when={detail}>
          <Kobalte.Description class="text-xs text-muted">{detail}</Kobalte.Description>
        </Show>
        <Show when={action}>
          {(action) => (
            <button
              type="button"
              class="mt-1 self-start rounded-sm text-xs font-medium text-accent-ink hover:underline"
              onClick={() => {
                action().onSelect();
                Kobalte.toaster.dismiss(toast.toastId);
              }}
            >
              {action().label}
            </button>
          )}
        </Show>
      </div>
      <Close />
    </Kobalte.Root>
  ));
}

function Close() {
  const t = useText("common");
  return (
    <Kobalte.CloseButton
      class="flex size-6 shrink-0 items-center justify-center rounded-md text-subtle hover:bg-sunken hover:text-ink"
      aria-label={t("dialog.close")}
    >
      <X class="size-3.5" aria-hidden="true" />
    </Kobalte.CloseButton>
  );
}

/** Where toasts appear; once, in the shell. */
export function ToastRegion() {
  const t = useText("common");
  return (
    <Portal>
      <Kobalte.Region duration={5_000} limit={3} aria-label={t("toast.region")}>
        <Kobalte.List
          as="div"
          class="pointer-events-none fixed right-4 bottom-4 z-50 flex w-88 max-w-[calc(100vw-2rem)] flex-col gap-2 outline-none"
        />
      </Kobalte.Region>
    </Portal>
  );
}
