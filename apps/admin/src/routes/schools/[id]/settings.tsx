import { useAction } from "@solidjs/router";
import { updateSchoolSettings } from "../../../data/school.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { useTitle } from "../../../navigation/title.tsx";
import { toast } from "../../../ui/toast.tsx";
import { useSchool } from "./frame/school-context.tsx";
import { SettingsForm } from "./settings/settings-form.tsx";

export default function Settings() {
  const t = useText("school-settings");
  const school = useSchool();
  const update = useAction(updateSchoolSettings);
  useTitle(() => t("title"));
  return (
    <SettingsForm
      settings={school().settings}
      onSave={async (changes) => {
        await update(school().id, changes);
        toast.success(t("saved"));
      }}
    />
  );
}
