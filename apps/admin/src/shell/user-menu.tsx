import type { Language, UserView } from "@pepro/contracts";
import { useNavigate } from "@solidjs/router";
import ChevronsUpDown from "lucide-solid/icons/chevrons-up-down";
import CircleUser from "lucide-solid/icons/circle-user";
import LogOut from "lucide-solid/icons/log-out";
import { createSignal } from "solid-js";
import { signOut } from "../data/session.ts";
import { useErrorText } from "../i18n/error-text.ts";
import { LANGUAGES, useI18n, useText } from "../i18n/i18n.tsx";
import { leave } from "../navigation/leaving.ts";
import { chooseTheme, chosenTheme, THEMES, type Theme } from "../theme/theme.ts";
import { DropdownMenu, type MenuItem } from "../ui/dropdown-menu.tsx";
import { LANGUAGE_NAMES, THEME_ICONS } from "../ui/preferences.tsx";
import { toast } from "../ui/toast.tsx";

/** Who is signed in, how the dashboard looks and speaks, and the way out. */
export function UserMenu(props: { user: UserView; placement: "top-start" | "bottom-end" }) {
  const t = useText("shell");
  const common = useText("common");
  const errorText = useErrorText();
  const { language, setLanguage } = useI18n();
  const navigate = useNavigate();
  const [theme, setTheme] = createSignal<Theme>(chosenTheme());
  const name = () => props.user.fullName.trim() || props.user.email;

  const end = () => {
    signOut().catch((error) => toast.error(t("user.signOutFailed"), { detail: errorText(error).message }));
  };

  const items = (): MenuItem[] => [
    { label: t("user.account"), icon: CircleUser, onSelect: () => navigate("/account") },
    { separator: true },
    {
      group: common("preferences.theme"),
      value: theme(),
      options: THEMES.map((value) => ({ value, label: common(`theme.${value}`), icon: THEME_ICONS[value] })),
      onChange: (value) => {
        chooseTheme(value as Theme);
        setTheme(value as Theme);
      },
    },
    { separator: true },
    {
      group: common("preferences.language"),
      value: language(),
      options: LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
      onChange: (value) => setLanguage(value as Language),
    },
    { separator: true },
    {
      label: t("user.signOut"),
      icon: LogOut,
      onSelect: () => leave(end),
    },
  ];

  return (
    <DropdownMenu
      items={items()}
      placement={props.placement}
      trigger="button"
      triggerProps={{
        type: "button",
        class:
          "flex w-full items-center gap-2.5 rounded-md p-1.5 text-left transition-colors hover:bg-sunken data-expanded:bg-sunken",
      }}
      header={
        <>
          <p class="truncate text-sm font-medium text-ink">{name()}</p>
          <p class="truncate text-xs text-muted">{props.user.email}</p>
        </>
      }
    >
      <span
        aria-hidden="true"
        class="flex size-7 shrink-0 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent-ink"
      >
        {initialsOf(name())}
      </span>
      <span class="min-w-0 flex-1">
        <span class="block truncate text-sm font-medium text-ink">{name()}</span>
        <span class="block truncate text-xs text-subtle">{props.user.email}</span>
      </span>
      <ChevronsUpDown class="size-4 shrink-0 text-subtle" aria-hidden="true" />
    </DropdownMenu>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/[\s.@_-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0]?.[0], words[1]?.[0]] : [name[0]];
  return letters.join("").toUpperCase();
}
