import { For, Show } from "solid-js";
import type { FleetMonitoring } from "../../data/monitoring.ts";
import { useFormat, useText } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/card.tsx";
import { Link } from "../../ui/link.tsx";

/** All schools together, as they were last measured. */
export function Totals(props: { answer: FleetMonitoring; attentionHref: string }) {
  const t = useText("databases");
  const format = useFormat();
  const totals = () => props.answer.totals;
  const facts = () => [
    { name: t("total.size"), value: format.bytes(totals().totalBytes), href: undefined },
    { name: t("total.rows"), value: format.number(totals().rows), href: undefined },
    { name: t("total.grown"), value: signed(totals().grownBytes, format.bytes), href: undefined },
    { name: t("total.attention"), value: format.number(totals().needingAttention), href: props.attentionHref },
  ];
  return (
    <Card>
      <dl class="grid grid-cols-2 gap-x-6 gap-y-4 px-5 py-4 lg:grid-cols-4">
        <For each={facts()}>
          {(fact) => (
            <div class="flex flex-col gap-0.5">
              <dt class="text-sm text-muted">{fact.name}</dt>
              <dd class="text-xl font-semibold tracking-tight text-ink tabular-nums">
                <Show when={totals().needingAttention > 0 && fact.href} fallback={fact.value}>
                  {(href) => (
                    <Link href={href()} quiet class="underline decoration-line-control">
                      {fact.value}
                    </Link>
                  )}
                </Show>
              </dd>
            </div>
          )}
        </For>
      </dl>
    </Card>
  );
}

/** «+1,2 Mo», «−300 Ko». */
export function signed(bytes: number, written: (count: number) => string): string {
  return bytes === 0 ? written(0) : `${bytes > 0 ? "+" : "\u2212"}${written(Math.abs(bytes))}`;
}
