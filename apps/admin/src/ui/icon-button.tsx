import { type JSX, Show, splitProps } from "solid-js";
import { Dynamic } from "solid-js/web";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button.tsx";
import { cx } from "./cx.ts";
import type { Icon } from "./icon.ts";
import { Spinner } from "./spinner.tsx";
import { Tooltip } from "./tooltip.tsx";

export type IconButtonProps = Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, "class"> & {
  icon: Icon;
  /** Its name, for screen readers and in a tooltip. */
  label: string;
  /** Keys that do the same, shown in the tooltip. */
  keys?: string;
  size?: Exclude<ButtonSize, "lg">;
  variant?: ButtonVariant;
  loading?: boolean;
  class?: string;
};

const SQUARES = { sm: "w-control-sm px-0!", md: "w-control-md px-0!" } as const;

export function IconButton(props: IconButtonProps) {
  const [own, rest] = splitProps(props, ["icon", "label", "keys", "size", "variant", "loading", "class"]);
  const size = () => own.size ?? "md";
  return (
    <Tooltip
      as="button"
      text={own.label}
      keys={own.keys}
      type="button"
      aria-label={own.label}
      aria-busy={own.loading || undefined}
      {...rest}
      class={buttonClass({ variant: own.variant ?? "ghost", size: size(), class: cx(SQUARES[size()], own.class) })}
    >
      <Show when={own.loading} fallback={<Dynamic component={own.icon} class="size-4" aria-hidden="true" />}>
        <Spinner />
      </Show>
    </Tooltip>
  );
}
