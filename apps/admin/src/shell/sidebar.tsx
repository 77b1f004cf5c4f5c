import type { UserView } from "@pepro/contracts";
import { A } from "@solidjs/router";
import type { JSX } from "solid-js";
import { Logo } from "../ui/logo.tsx";
import { Nav } from "./nav.tsx";
import { UserMenu } from "./user-menu.tsx";

/** Beside the page on wide screens. */
export function Sidebar(props: { user: UserView; search: JSX.Element }) {
  return (
    <aside class="sticky top-0 flex h-dvh flex-col gap-4 border-r border-line bg-surface px-3 pt-4 pb-3 max-md:hidden">
      <A href="/" class="flex self-start rounded-md px-2.5">
        <Logo name />
      </A>
      {props.search}
      <Nav />
      <UserMenu user={props.user} placement="top-start" />
    </aside>
  );
}
