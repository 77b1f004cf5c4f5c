import { Show } from "solid-js";
import { Members } from "../../../features/impersonation/members.tsx";
import { Stays } from "../../../features/impersonation/stays.tsx";
import { useText } from "../../../i18n/i18n.tsx";
import { useTitle } from "../../../navigation/title.tsx";
import { Alert } from "../../../ui/alert.tsx";
import { schoolHref } from "./frame/addresses.ts";
import { useSchool } from "./frame/school-context.tsx";

/** A school's users, and entering it in the place of one of them. */
export default function People() {
  const t = useText("impersonation");
  const school = useSchool();
  useTitle(() => t("tab"));
  return (
    <Show when={school().provisionedAt} fallback={<Alert>{t("members.closed")}</Alert>}>
      <div class="flex flex-col gap-6">
        <div class="flex flex-col gap-4">
          <div class="flex flex-col gap-0.5">
            <h2 class="text-base font-semibold text-ink">{t("members.title")}</h2>
            <p class="max-w-prose text-sm text-muted">{t("members.about")}</p>
          </div>
          <Members school={school().id} path={schoolHref(school().id, "people")} isActive={school().isActive} />
        </div>
        <Stays school={school().id} />
      </div>
    </Show>
  );
}
