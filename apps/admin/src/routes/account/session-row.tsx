import type { SessionView } from "@pepro/contracts";
import Monitor from "lucide-solid/icons/monitor";
import Smartphone from "lucide-solid/icons/smartphone";
import Terminal from "lucide-solid/icons/terminal";
import { Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { useFormat, useText } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import type { Icon } from "../../ui/icon.ts";
import { Time } from "../../ui/time.tsx";

const PHONES: readonly (string | null)[] = ["iOS", "Android"];

/** One session: on what, from where, since when. The one that shows the page cannot be ended here. */
export function SessionRow(props: { session: SessionView; isEnding: boolean; onEnd: () => void }) {
  const t = useText("account");
  const format = useFormat();
  const device = () => {
    const { browser, system } = props.session.device;
    if (browser && system) return t("sessions.on", { browser, system });
    return browser ?? system ?? t("sessions.unknown");
  };
  const address = () => props.session.ipAddress ?? t("sessions.noAddress");
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-3 px-5 py-3.5">
      <Dynamic component={iconOf(props.session)} class="size-5 shrink-0 text-subtle" aria-hidden="true" />
      <div class="min-w-0 flex-1 basis-48 text-sm">
        <p class="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span class="font-medium text-ink">{device()}</span>
          <Show when={props.session.isCurrent}>
            <Badge tone="success">{t("sessions.current")}</Badge>
          </Show>
          <Show when={props.session.kind === "token"}>
            <Badge>{t("sessions.token")}</Badge>
          </Show>
        </p>
        <p class="text-muted">
          <span class="break-all">{address()}</span>
          {" · "}
          {t("sessions.used")} <Time at={props.session.lastUsedAt} />
        </p>
        <p class="text-xs text-subtle">{t("sessions.opened", { date: format.dateTime(props.session.createdAt) })}</p>
      </div>
      <Show when={!props.session.isCurrent}>
        <Button
          size="sm"
          loading={props.isEnding}
          aria-label={t("sessions.endOf", { device: device(), address: address() })}
          onClick={() => props.onEnd()}
        >
          {t("sessions.end")}
        </Button>
      </Show>
    </li>
  );
}

function iconOf({ kind, device }: SessionView): Icon {
  if (kind === "token") return Terminal;
  return PHONES.includes(device.system) ? Smartphone : Monitor;
}
