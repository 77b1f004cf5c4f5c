import type { TenantView } from "@pepro/contracts";
import { Show } from "solid-js";
import { useText } from "../../../../i18n/i18n.tsx";
import { Alert, type Tone } from "../../../../ui/alert.tsx";
import { ButtonLink } from "../../../../ui/button.tsx";
import { type SchoolState, stateOf } from "../../../../ui/state-badge.tsx";
import { schoolHref } from "./addresses.ts";

type Unusual = Exclude<SchoolState, "ready">;

const NOTICES: Record<Unusual, { tone: Tone; leadsTo: "opening" | "danger" }> = {
  created: { tone: "neutral", leadsTo: "opening" },
  provisioning: { tone: "accent", leadsTo: "opening" },
  failed: { tone: "danger", leadsTo: "opening" },
  inactive: { tone: "warning", leadsTo: "danger" },
};

/** Above the tabs: what keeps a school from answering, and where that is mended. */
export function SchoolNotice(props: { school: TenantView }) {
  const t = useText("school");
  const unusual = (): Unusual | undefined => {
    const state = stateOf(props.school);
    return state === "ready" ? undefined : state;
  };
  return (
    <Show when={unusual()}>
      {(state) => (
        <Alert tone={NOTICES[state()].tone} title={t(`notice.${state()}`)} class="mb-6">
          <p>{t(`noticeAbout.${state()}`)}</p>
          <div class="mt-2.5 mb-0.5">
            <ButtonLink size="sm" href={schoolHref(props.school.id, NOTICES[state()].leadsTo)}>
              {t(`noticeAction.${state()}`)}
            </ButtonLink>
          </div>
        </Alert>
      )}
    </Show>
  );
}
