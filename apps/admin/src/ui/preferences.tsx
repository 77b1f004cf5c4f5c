import type { Language } from "@pepro/contracts";
import Monitor from "lucide-solid/icons/monitor";
import Moon from "lucide-solid/icons/moon";
import Sun from "lucide-solid/icons/sun";
import { createSignal, For, type JSX } from "solid-js";
import { Dynamic } from "solid-js/web";
import { LANGUAGES, useI18n, useText } from "../i18n/i18n.tsx";
import { chooseTheme, chosenTheme, THEMES, type Theme } from "../theme/theme.ts";
import { cx } from "./cx.ts";
import type { Icon } from "./icon.ts";

export const THEME_ICONS: Record<Theme, Icon> = { system: Monitor, light: Sun, dark: Moon };
export const LANGUAGE_NAMES: Record<Language, string> = { fr: "Français", en: "English" };

/** Language and theme as two small groups of buttons, where there is no user menu. */
export function Preferences() {
  const t = useText("common");
  const { language, setLanguage } = useI18n();
  const [theme, setTheme] = createSignal(chosenTheme());
  return (
    <div class="flex items-center gap-3">
      <Group label={t("preferences.language")}>
        <For each={LANGUAGES}>
          {(code) => (
            <Choice
              chosen={language() === code}
              label={LANGUAGE_NAMES[code]}
              lang={code}
              onChoose={() => setLanguage(code)}
            >
              {LANGUAGE_NAMES[code]}
            </Choice>
          )}
        </For>
      </Group>
      <Group label={t("preferences.theme")}>
        <For each={THEMES}>
          {(name) => (
            <Choice
              chosen={theme() === name}
              label={t(`theme.${name}`)}
              onChoose={() => {
                chooseTheme(name);
                setTheme(name);
              }}
            >
              <Dynamic component={THEME_ICONS[name]} class="size-3.5" aria-hidden="true" />
            </Choice>
          )}
        </For>
      </Group>
    </div>
  );
}

function Group(props: { label: string; children: JSX.Element }) {
  return (
    <fieldset class="flex rounded-md border border-line bg-surface p-0.5">
      <legend class="sr-only">{props.label}</legend>
      {props.children}
    </fieldset>
  );
}

function Choice(props: { chosen: boolean; label: string; lang?: string; onChoose: () => void; children: JSX.Element }) {
  return (
    <button
      type="button"
      lang={props.lang}
      aria-pressed={props.chosen}
      aria-label={props.label}
      title={props.label}
      class={cx(
        "flex h-6 min-w-6 items-center justify-center rounded-sm px-1.5 text-xs transition-colors pointer-coarse:h-8 pointer-coarse:min-w-8",
        props.chosen ? "bg-pressed font-medium text-ink" : "text-subtle hover:text-ink",
      )}
      onClick={() => props.onChoose()}
    >
      {props.children}
    </button>
  );
}
