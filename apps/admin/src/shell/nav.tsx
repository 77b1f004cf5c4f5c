import { A } from "@solidjs/router";
import BookOpen from "lucide-solid/icons/book-open";
import Database from "lucide-solid/icons/database";
import House from "lucide-solid/icons/house";
import KeyRound from "lucide-solid/icons/key-round";
import Layers from "lucide-solid/icons/layers";
import School from "lucide-solid/icons/school";
import ScrollText from "lucide-solid/icons/scroll-text";
import Shapes from "lucide-solid/icons/shapes";
import Users from "lucide-solid/icons/users";
import { For } from "solid-js";
import { Dynamic } from "solid-js/web";
import { useText } from "../i18n/i18n.tsx";
import { cx } from "../ui/cx.ts";
import type { Icon } from "../ui/icon.ts";

type Entry = {
  href: string;
  label:
    | "nav.home"
    | "nav.schools"
    | "nav.superAdmins"
    | "nav.apiKeys"
    | "nav.audit"
    | "nav.migrations"
    | "nav.databases"
    | "nav.gallery";
  icon: Icon;
  end?: boolean;
};

const ENTRIES: readonly Entry[] = [
  { href: "/", label: "nav.home", icon: House, end: true },
  { href: "/schools", label: "nav.schools", icon: School },
  { href: "/migrations", label: "nav.migrations", icon: Layers },
  { href: "/databases", label: "nav.databases", icon: Database },
  { href: "/super-admins", label: "nav.superAdmins", icon: Users },
  { href: "/api-keys", label: "nav.apiKeys", icon: KeyRound },
  { href: "/audit", label: "nav.audit", icon: ScrollText },
  ...(import.meta.env.DEV || import.meta.env.MODE === "gallery"
    ? [{ href: "/gallery", label: "nav.gallery", icon: Shapes } as const]
    : []),
];

const ITEM =
  "flex h-control-md items-center gap-2.5 rounded-md px-2.5 text-sm font-medium transition-colors [&_svg]:size-4 [&_svg]:shrink-0";

/** The pages of the dashboard, in the sidebar and in the drawer of a phone. */
export function Nav(props: { onGo?: () => void }) {
  const t = useText("shell");
  return (
    <nav aria-label={t("nav.label")} class="flex flex-1 flex-col justify-between gap-4">
      <ul class="flex flex-col gap-0.5">
        <For each={ENTRIES}>
          {(entry) => (
            <li>
              <A
                href={entry.href}
                end={entry.end ?? false}
                class={ITEM}
                activeClass="bg-pressed/70 text-ink"
                inactiveClass="text-muted hover:bg-sunken hover:text-ink"
                onClick={() => props.onGo?.()}
              >
                <Dynamic component={entry.icon} aria-hidden="true" />
                {t(entry.label)}
              </A>
            </li>
          )}
        </For>
      </ul>
      <a href="/docs" rel="external" class={cx(ITEM, "text-muted hover:bg-sunken hover:text-ink")}>
        <BookOpen aria-hidden="true" />
        {t("nav.apiDocs")}
      </a>
    </nav>
  );
}
