import { createMemo, For, Match, Show, Switch } from "solid-js";
import { useFormat, useText } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/badge.tsx";
import { cx } from "../../ui/cx.ts";
import { type Change, changesOf } from "./changes.ts";
import { useTrailText } from "./trail-text.ts";

const CELL = "border-t border-line px-3 py-2 text-left align-top break-words first:pl-0 last:pr-0";

/** What changed, field by field: before beside after, and below them what was said besides. */
export function ChangesTable(props: { changes: Readonly<Record<string, unknown>> | null }) {
  const t = useText("audit");
  const all = createMemo(() => changesOf(props.changes ?? {}));
  const changed = () => all().filter((change) => change.kind === "changed");
  const noted = () => all().filter((change) => change.kind === "noted");
  return (
    <Show when={all().length > 0} fallback={<p class="text-sm text-muted">{t("sheet.noChanges")}</p>}>
      <div class="flex flex-col gap-4">
        <Show when={changed().length > 0}>
          <Lines headers={[t("change.field"), t("change.before"), t("change.after")]} lines={changed()} />
        </Show>
        <Show when={noted().length > 0}>
          <Lines headers={[t("change.field"), t("change.value")]} lines={noted()} />
        </Show>
      </div>
    </Show>
  );
}

function Lines(props: { headers: readonly string[]; lines: readonly Change[] }) {
  const t = useText("audit");
  const trail = useTrailText();
  const nameOf = ({ path }: Change) => path.map((part, at) => (at === 0 ? trail.field(part) : part)).join(" · ");
  return (
    <table class="w-full table-fixed border-separate border-spacing-0 text-sm">
      <caption class="sr-only">{t("sheet.changes")}</caption>
      <thead>
        <tr>
          <For each={props.headers}>
            {(header) => (
              <th scope="col" class="px-3 pb-1.5 text-left text-xs font-medium text-subtle first:pl-0 last:pr-0">
                {header}
              </th>
            )}
          </For>
        </tr>
      </thead>
      <tbody>
        <For each={props.lines}>
          {(line) => (
            <tr>
              <th scope="row" class={cx(CELL, "font-medium text-ink")} title={line.path.join(".")}>
                {nameOf(line)}
              </th>
              <Switch>
                <Match when={line.kind === "changed" && line}>
                  {(change) => (
                    <>
                      <td class={cx(CELL, "text-muted")}>
                        <Value of={change().from} />
                      </td>
                      <td class={cx(CELL, "text-ink")}>
                        <Value of={change().to} />
                      </td>
                    </>
                  )}
                </Match>
                <Match when={line.kind === "noted" && line}>
                  {(note) => (
                    <td class={cx(CELL, "text-ink")}>
                      <Value of={note().value} />
                    </td>
                  )}
                </Match>
              </Switch>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

function Value(props: { of: unknown }) {
  const t = useText("audit");
  const format = useFormat();
  const isEmpty = () => props.of === null || props.of === undefined || props.of === "";
  const isColor = () => typeof props.of === "string" && /^#[0-9a-f]{6}$/i.test(props.of);
  const text = () => {
    const { of } = props;
    if (typeof of === "number") return format.number(of);
    if (typeof of === "boolean") return t(of ? "value.true" : "value.false");
    if (Array.isArray(of) && of.every((part) => typeof part !== "object")) return of.join(", ");
    return typeof of === "object" ? JSON.stringify(of) : String(of);
  };
  return (
    <Switch fallback={text()}>
      <Match when={isEmpty()}>
        <span class="text-subtle italic">{t("value.none")}</span>
      </Match>
      <Match when={props.of === "***"}>
        <Badge>{t("value.masked")}</Badge>
      </Match>
      <Match when={isColor()}>
        <span class="inline-flex items-center gap-1.5">
          <span
            class="size-3.5 shrink-0 rounded-sm border border-line-strong"
            style={{ "background-color": String(props.of) }}
            aria-hidden="true"
          />
          {String(props.of)}
        </span>
      </Match>
    </Switch>
  );
}
