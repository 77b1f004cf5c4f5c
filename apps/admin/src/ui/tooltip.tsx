import { Tooltip as Kobalte } from "@kobalte/core/tooltip";
import { type JSX, splitProps, type ValidComponent } from "solid-js";
import { Kbd } from "./kbd.tsx";

type TooltipProps = {
  /** Text that adds to the trigger's name; never the only place something is said. */
  text: string;
  keys?: string;
  placement?: "top" | "bottom" | "left" | "right";
  /** What carries it: a component that takes the props of a button or a link. */
  as: ValidComponent;
  children?: JSX.Element;
  [prop: string]: unknown;
};

/** A few words about what is under the pointer or has the focus. */
export function Tooltip(props: TooltipProps) {
  const [own, rest] = splitProps(props, ["text", "keys", "placement", "as", "children"]);
  return (
    <Kobalte placement={own.placement ?? "top"} gutter={6} openDelay={400} closeDelay={0}>
      <Kobalte.Trigger {...rest} as={own.as as "button"}>
        {own.children}
      </Kobalte.Trigger>
      <Kobalte.Portal>
        <Kobalte.Content class="anim-pop z-50 flex max-w-72 items-center gap-2 rounded-md bg-ink px-2 py-1 text-xs text-surface shadow-md">
          {own.text}
          {own.keys && <Kbd keys={own.keys} inverted />}
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  );
}
