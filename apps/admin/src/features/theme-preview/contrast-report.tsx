import Check from "lucide-solid/icons/check";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { For, Show } from "solid-js";
import { useFormat, useText } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { type ThemeCheck, type ThemeColors, themeChecks } from "./checks.ts";
import { inkOn, isColor } from "./contrast.ts";

export type ContrastReportProps = ThemeColors & {
  /** Takes the shade that passes; without it the shade is only named. */
  onFix?: (field: keyof ThemeColors, color: string) => void;
};

/** Whether the school's pages can be read in these colours (WCAG, AA), line by line, with the shade that would do. */
export function ContrastReport(props: ContrastReportProps) {
  const t = useText("theme-preview");
  const checks = () =>
    isColor(props.primaryColor) && isColor(props.secondaryColor)
      ? themeChecks({ primaryColor: props.primaryColor, secondaryColor: props.secondaryColor })
      : [];
  const failing = () => checks().filter(({ passes }) => !passes).length;
  return (
    <div class="flex flex-col gap-2">
      <p role="status" class="text-sm font-medium text-ink">
        {checks().length === 0 ? t("unknown") : failing() === 0 ? t("pass") : t("fail", { count: failing() })}
      </p>
      <ul class="flex flex-col divide-y divide-line text-sm">
        <For each={checks()}>{(check) => <Line check={check} onFix={props.onFix} />}</For>
      </ul>
    </div>
  );
}

function Line(props: { check: ThemeCheck; onFix: ContrastReportProps["onFix"] }) {
  const t = useText("theme-preview");
  const format = useFormat();
  return (
    <li class="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1.5 py-1.5">
      <span
        class="flex size-5 shrink-0 items-center justify-center rounded-sm border border-line-strong text-2xs font-bold"
        style={{ "background-color": props.check.ground, color: props.check.color }}
        aria-hidden="true"
      >
        <Show when={isInk(props.check)} fallback={<i class="size-2.5 rounded-full bg-current" />}>
          A
        </Show>
      </span>
      <span class="min-w-0 flex-1 text-muted">
        {t(`check.${props.check.id}`, {
          ink: inkOn(props.check.ground) === "#000000" ? t("ink.black") : t("ink.white"),
        })}
      </span>
      <span
        class={cx(
          "flex items-center gap-1 text-xs font-medium whitespace-nowrap tabular-nums",
          props.check.passes ? "text-success-ink" : "text-warning-ink",
        )}
      >
        <Show when={props.check.passes} fallback={<TriangleAlert class="size-3.5" aria-hidden="true" />}>
          <Check class="size-3.5" aria-hidden="true" />
        </Show>
        {t(props.check.passes ? "ratio.pass" : "ratio.fail", {
          ratio: format.number(props.check.ratio),
          least: format.number(props.check.least),
        })}
      </span>
      <Show when={props.check.fix}>
        {(fix) => (
          <div class="flex w-full justify-end sm:w-auto">
            <Show
              when={props.onFix}
              fallback={<span class="text-xs text-muted">{t("fix.name", { color: fix() })}</span>}
            >
              {(onFix) => (
                <Button size="sm" onClick={() => onFix()(props.check.field, fix())}>
                  <i
                    class="size-3 rounded-full border border-line-strong"
                    style={{ "background-color": fix() }}
                    aria-hidden="true"
                  />
                  {t("fix.use", { color: fix() })}
                </Button>
              )}
            </Show>
          </div>
        )}
      </Show>
    </li>
  );
}

function isInk({ id }: ThemeCheck): boolean {
  return id === "onPrimary" || id === "onSecondary";
}
