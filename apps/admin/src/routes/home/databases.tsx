import { revalidate } from "@solidjs/router";
import { Show } from "solid-js";
import { createKept } from "../../data/kept.ts";
import { databases } from "../../data/monitoring.ts";
import { useFormat, useText } from "../../i18n/i18n.tsx";
import { Section } from "../../ui/card.tsx";
import { Link } from "../../ui/link.tsx";
import { Part } from "../../ui/part.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";

const QUESTION = { needsAttention: true, pageSize: 1 } as const;

/** What all schools' tables take together, and how many of them need somebody. */
export function Databases() {
  const t = useText("home");
  const format = useFormat();
  const found = createKept(
    () => QUESTION,
    (question) => databases(question),
  );
  return (
    <Section
      title={t("databases.title")}
      actions={
        <Link href="/databases" class="text-sm">
          {t("databases.all")}
        </Link>
      }
    >
      <Part
        of={found}
        failed={t("databases.failed")}
        onRetry={() => revalidate(databases.keyFor(QUESTION))}
        waiting={<Skeleton class="h-5" />}
      >
        {(answer) => (
          <p class="text-sm text-muted">
            <Show when={answer().sampledAt} fallback={t("databases.none")}>
              {t("databases.size", { size: format.bytes(answer().totals.totalBytes) })}{" "}
              <Show when={answer().totals.needingAttention} fallback={t("databases.fine")}>
                {(count) => (
                  <Link href="/databases?reason=attention" class="text-warning-ink">
                    {t("databases.attention", { count: count() })}
                  </Link>
                )}
              </Show>
            </Show>
          </p>
        )}
      </Part>
    </Section>
  );
}
