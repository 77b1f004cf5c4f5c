import { A } from "@solidjs/router";
import { createMemo, createUniqueId, type JSX, Show, splitProps } from "solid-js";
import { Dynamic } from "solid-js/web";
import { cx } from "./cx.ts";
import type { Icon } from "./icon.ts";
import { Spinner } from "./spinner.tsx";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger" | "danger-quiet";
export type ButtonSize = "sm" | "md" | "lg";

type Look = { variant?: ButtonVariant; size?: ButtonSize; icon?: Icon; full?: boolean; class?: string };

export type ButtonProps = Look &
  Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, "class" | "disabled"> & {
    /** Shows a ring in the icon's place, keeps the width, and takes no second click. */
    loading?: boolean;
    disabled?: boolean;
    /** Why it cannot be pressed now. The button keeps the focus and says it, on hover and to screen readers. */
    disabledReason?: string | undefined;
  };

const BASE =
  "relative inline-flex select-none items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors " +
  "disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50";

const SIZES: Record<ButtonSize, string> = {
  sm: "h-control-sm px-2.5 text-xs",
  md: "h-control-md px-3 text-sm",
  lg: "h-control-lg px-4 text-base",
};

const VARIANTS: Record<ButtonVariant, string> = {
  primary:
    "border-transparent bg-accent text-on-accent shadow-sm enabled:hover:bg-accent-strong [a]:hover:bg-accent-strong",
  secondary:
    "border-line-strong bg-raised text-ink shadow-sm enabled:hover:bg-sunken enabled:active:bg-pressed [a]:hover:bg-sunken",
  ghost:
    "border-transparent text-muted enabled:hover:bg-sunken enabled:hover:text-ink enabled:active:bg-pressed [a]:hover:bg-sunken [a]:hover:text-ink",
  danger: "border-transparent bg-danger text-on-danger shadow-sm enabled:hover:bg-danger-strong",
  "danger-quiet":
    "border-line-strong bg-raised text-danger-ink shadow-sm enabled:hover:border-danger-line enabled:hover:bg-danger-soft",
};

/** How a button looks, for what must be something else underneath (a menu's trigger). */
export function buttonClass(look: Look): string {
  return cx(BASE, SIZES[look.size ?? "md"], VARIANTS[look.variant ?? "secondary"], look.full && "w-full", look.class);
}

/** A button whose text is a verb and its object: «Ouvrir un établissement». */
export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, [
    "variant",
    "size",
    "icon",
    "full",
    "class",
    "loading",
    "disabled",
    "disabledReason",
    "children",
    "onClick",
    "type",
  ]);
  const reasonId = createUniqueId();
  const isHeld = createMemo(() => own.loading === true || own.disabledReason !== undefined);
  const onClick: JSX.EventHandler<HTMLButtonElement, MouseEvent> = (event) => {
    if (isHeld()) return event.preventDefault();
    if (typeof own.onClick === "function") own.onClick(event);
  };
  return (
    <>
      <button
        {...rest}
        type={own.type ?? "button"}
        class={buttonClass(own)}
        disabled={own.disabled}
        aria-disabled={isHeld() || undefined}
        aria-busy={own.loading || undefined}
        aria-describedby={own.disabledReason ? reasonId : rest["aria-describedby"]}
        title={own.disabledReason ?? rest.title}
        onClick={onClick}
      >
        <Content icon={own.icon} size={own.size} loading={own.loading}>
          {own.children}
        </Content>
      </button>
      <Show when={own.disabledReason}>
        <span id={reasonId} class="sr-only">
          {own.disabledReason}
        </span>
      </Show>
    </>
  );
}

export type ButtonLinkProps = Look & { href: string; children: JSX.Element; external?: boolean };

/** A link that looks like a button, for what leads to another page. */
export function ButtonLink(props: ButtonLinkProps) {
  const content = () => (
    <Content icon={props.icon} size={props.size}>
      {props.children}
    </Content>
  );
  return (
    <Show
      when={props.external}
      fallback={
        <A href={props.href} class={buttonClass(props)}>
          {content()}
        </A>
      }
    >
      <a href={props.href} class={buttonClass(props)} target="_blank" rel="noreferrer">
        {content()}
      </a>
    </Show>
  );
}

function Content(props: {
  icon?: Icon | undefined;
  size?: ButtonSize | undefined;
  loading?: boolean | undefined;
  children: JSX.Element;
}) {
  const size = () => (props.size === "sm" ? "size-3.5" : "size-4");
  return (
    <>
      <Show
        when={props.icon}
        fallback={
          <Show when={props.loading}>
            <Spinner class={cx("absolute", size())} />
          </Show>
        }
      >
        {(icon) => (
          <Show
            when={props.loading}
            fallback={<Dynamic component={icon()} class={cx("-ml-0.5 shrink-0", size())} aria-hidden="true" />}
          >
            <Spinner class={cx("-ml-0.5 shrink-0", size())} />
          </Show>
        )}
      </Show>
      <span class={cx("inline-flex items-center gap-1.5", props.loading && !props.icon && "invisible")}>
        {props.children}
      </span>
    </>
  );
}
