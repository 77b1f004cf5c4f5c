import { DEFAULT_PRIMARY_COLOR, DEFAULT_SECONDARY_COLOR } from "@pepro/contracts";
import { For, Show } from "solid-js";
import { useText } from "../../i18n/i18n.tsx";
import type { ThemeColors } from "./checks.ts";
import { inkOn, isColor } from "./contrast.ts";
import { PAGE, type Scheme } from "./page-colors.ts";

export type ThemePreviewProps = ThemeColors & {
  schoolName: string;
  scheme: Scheme;
  /** The address the page will be read at. */
  host?: string | undefined;
  logoUrl?: string | undefined;
};

/** A school's page in its colours, as a picture: nothing in it can be pressed or is read word by word. */
export function ThemePreview(props: ThemePreviewProps) {
  const t = useText("theme-preview");
  const page = () => PAGE[props.scheme];
  // Half-typed colours leave the page as it was at first.
  const primary = () => (isColor(props.primaryColor) ? props.primaryColor : DEFAULT_PRIMARY_COLOR);
  const secondary = () => (isColor(props.secondaryColor) ? props.secondaryColor : DEFAULT_SECONDARY_COLOR);
  const name = () => props.schoolName.trim() || t("name");
  return (
    <div
      role="img"
      aria-label={t(`label.${props.scheme}`, { name: name() })}
      class="overflow-hidden rounded-lg border border-line-strong select-none"
      style={{ "background-color": page().ground, color: page().ink }}
    >
      <div
        class="flex h-7 items-center gap-1 border-b px-2.5"
        style={{ "background-color": page().card, "border-color": page().line }}
      >
        <For each={[0, 1, 2]}>{() => <i class="size-1.5 rounded-full" style={{ background: page().line }} />}</For>
        <span
          class="mx-auto max-w-[75%] truncate rounded-sm px-2 text-2xs"
          style={{ "background-color": page().ground, color: page().soft }}
        >
          {props.host || "…"}
        </span>
      </div>
      <div
        class="flex items-center justify-between gap-3 px-3.5 py-2"
        style={{ "background-color": primary(), color: inkOn(primary()) }}
      >
        <span class="flex min-w-0 items-center gap-2 text-xs font-semibold">
          <Show when={props.logoUrl}>
            {(logo) => <img src={logo()} alt="" class="h-5 max-w-16 rounded-sm object-contain" />}
          </Show>
          <span class="truncate">{name()}</span>
        </span>
        <span class="shrink-0 rounded-md border border-current px-1.5 py-0.5 text-2xs font-semibold">
          {t("signIn")}
        </span>
      </div>
      <div class="flex flex-col gap-2.5 px-3.5 pt-3 pb-3.5">
        <p class="truncate text-lg leading-tight font-semibold">{name()}</p>
        <p class="flex flex-wrap items-center gap-2 text-xs" style={{ color: page().soft }}>
          <span
            class="rounded-full px-2 py-px text-2xs font-medium"
            style={{ "background-color": secondary(), color: inkOn(secondary()) }}
          >
            {t("news")}
          </span>
          {t("lead")}
        </p>
        <div class="grid grid-cols-2 gap-2">
          <For each={[t("module.timetable"), t("module.grades")]}>
            {(module) => (
              <span
                class="flex min-w-0 items-center gap-2 rounded-md border p-2 text-xs font-medium"
                style={{ "background-color": page().card, "border-color": page().line }}
              >
                <span
                  class="flex size-6 shrink-0 items-center justify-center rounded-sm text-xs font-semibold"
                  style={{ "background-color": primary(), color: inkOn(primary()) }}
                >
                  {module.charAt(0)}
                </span>
                <span class="truncate">{module}</span>
              </span>
            )}
          </For>
        </div>
      </div>
    </div>
  );
}
