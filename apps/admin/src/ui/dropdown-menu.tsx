import { DropdownMenu as Kobalte } from "@kobalte/core/dropdown-menu";
import Check from "lucide-solid/icons/check";
import { Index, type JSX, Match, Show, Switch, type ValidComponent } from "solid-js";
import { Dynamic } from "solid-js/web";
import { cx } from "./cx.ts";
import type { Icon } from "./icon.ts";
import { Kbd } from "./kbd.tsx";

export type MenuItem =
  | {
      label: string;
      icon?: Icon;
      keys?: string;
      danger?: boolean;
      disabled?: boolean;
      onSelect: () => void;
    }
  | { separator: true }
  /** One of several, the chosen one marked. */
  | {
      group: string;
      value: string;
      options: readonly { value: string; label: string; icon?: Icon }[];
      onChange: (value: string) => void;
    };

export type DropdownMenuProps = {
  items: readonly MenuItem[];
  /** What opens it: a component that takes the props of a button. */
  trigger: ValidComponent;
  triggerProps?: Record<string, unknown>;
  children?: JSX.Element;
  placement?: "bottom-start" | "bottom-end" | "top-start" | "right-end";
  /** Above the items: who is signed in, what is acted upon. */
  header?: JSX.Element;
};

const ITEM =
  "flex cursor-default items-center gap-2.5 rounded-md px-2 py-1.5 text-sm outline-none data-disabled:opacity-50 pointer-coarse:py-2.5";

export function DropdownMenu(props: DropdownMenuProps) {
  return (
    <Kobalte placement={props.placement ?? "bottom-end"} gutter={6} modal={false}>
      <Kobalte.Trigger {...props.triggerProps} as={props.trigger as "button"}>
        {props.children}
      </Kobalte.Trigger>
      <Kobalte.Portal>
        <Kobalte.Content class="anim-pop z-50 min-w-52 rounded-lg bg-raised p-1 shadow-md outline-none">
          <Show when={props.header}>
            <div class="px-2 pt-1.5 pb-2">{props.header}</div>
            <Kobalte.Separator class="-mx-1 mb-1 h-px border-0 bg-line" />
          </Show>
          {/* By their places: what an item says may change under the focus, which must stay on it. */}
          <Index each={props.items}>{(item) => <Entry item={item()} />}</Index>
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  );
}

type ItemOf<Kind extends string> = Extract<MenuItem, Record<Kind, unknown>>;

const of = <Kind extends string>(item: MenuItem, kind: Kind) =>
  kind in item ? (item as unknown as ItemOf<Kind>) : undefined;

function Entry(props: { item: MenuItem }) {
  return (
    <Switch>
      <Match when={"separator" in props.item}>
        <Kobalte.Separator class="-mx-1 my-1 h-px border-0 bg-line" />
      </Match>
      <Match when={of(props.item, "group")}>{(group) => <Choices {...group()} />}</Match>
      <Match when={of(props.item, "onSelect")}>{(action) => <Action {...action()} />}</Match>
    </Switch>
  );
}

function Choices(props: ItemOf<"group">) {
  return (
    <Kobalte.RadioGroup value={props.value} onChange={(value) => props.onChange(value)}>
      <Kobalte.GroupLabel class="px-2 pt-1.5 pb-1 text-xs font-medium text-subtle">{props.group}</Kobalte.GroupLabel>
      <Index each={props.options}>
        {(option) => (
          <Kobalte.RadioItem value={option().value} class={cx(ITEM, "text-ink data-highlighted:bg-pressed")}>
            <MenuIcon icon={option().icon} />
            <span class="flex-1">{option().label}</span>
            <Kobalte.ItemIndicator>
              <Check class="size-4 text-accent-ink" aria-hidden="true" />
            </Kobalte.ItemIndicator>
          </Kobalte.RadioItem>
        )}
      </Index>
    </Kobalte.RadioGroup>
  );
}

function Action(props: ItemOf<"onSelect">) {
  return (
    <Kobalte.Item
      class={cx(
        ITEM,
        props.danger ? "text-danger-ink data-highlighted:bg-danger-soft" : "text-ink data-highlighted:bg-pressed",
      )}
      disabled={props.disabled}
      onSelect={() => props.onSelect()}
    >
      <MenuIcon icon={props.icon} danger={props.danger} />
      <span class="flex-1">{props.label}</span>
      <Show when={props.keys}>{(keys) => <Kbd keys={keys()} />}</Show>
    </Kobalte.Item>
  );
}

function MenuIcon(props: { icon?: Icon | undefined; danger?: boolean | undefined }) {
  return (
    <Show when={props.icon}>
      {(icon) => (
        <Dynamic component={icon()} class={cx("size-4 shrink-0", !props.danger && "text-subtle")} aria-hidden="true" />
      )}
    </Show>
  );
}
