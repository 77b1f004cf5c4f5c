import Ban from "lucide-solid/icons/ban";
import Check from "lucide-solid/icons/check";
import X from "lucide-solid/icons/x";
import { Show } from "solid-js";
import { useText } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/badge.tsx";
import type { Outcome } from "./audit-address.ts";

const LOOKS = {
  done: { tone: "success", icon: Check },
  refused: { tone: "warning", icon: Ban },
  failed: { tone: "danger", icon: X },
} as const;

/** How it ended. In a list `quiet` says nothing of what simply went through. */
export function OutcomeBadge(props: { outcome: Outcome; quiet?: boolean }) {
  const t = useText("audit");
  return (
    <Show when={!props.quiet || props.outcome !== "done"}>
      <Badge tone={LOOKS[props.outcome].tone} icon={LOOKS[props.outcome].icon}>
        {t(`outcome.${props.outcome}`)}
      </Badge>
    </Show>
  );
}
