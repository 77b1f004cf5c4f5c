import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import Info from "lucide-solid/icons/info";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { cx } from "./cx.ts";
import type { Icon } from "./icon.ts";

export type Tone = "neutral" | "accent" | "success" | "warning" | "danger";

export const TONES: Record<Tone, string> = {
  neutral: "border-line-strong bg-sunken text-muted",
  accent: "border-accent-line bg-accent-soft text-accent-ink",
  success: "border-success-line bg-success-soft text-success-ink",
  warning: "border-warning-line bg-warning-soft text-warning-ink",
  danger: "border-danger-line bg-danger-soft text-danger-ink",
};

const ICONS: Record<Tone, Icon> = {
  neutral: Info,
  accent: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
};

export type AlertProps = { tone?: Tone; title?: string; children?: JSX.Element; action?: JSX.Element; class?: string };

/** A sentence in the page about the page. What went wrong is announced at once, the rest when the reader pauses. */
export function Alert(props: AlertProps) {
  const tone = () => props.tone ?? "neutral";
  return (
    <div
      role={tone() === "danger" ? "alert" : "status"}
      class={cx("flex items-start gap-2.5 rounded-lg border px-3 py-2.5 text-sm", TONES[tone()], props.class)}
    >
      <Dynamic component={ICONS[tone()]} class="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <div class="min-w-0 flex-1">
        <Show when={props.title}>
          <p class="font-medium">{props.title}</p>
        </Show>
        {props.children}
      </div>
      {props.action}
    </div>
  );
}
