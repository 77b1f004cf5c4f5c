import { useAction } from "@solidjs/router";
import { updateSchool } from "../../../data/school.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { useTitle } from "../../../navigation/title.tsx";
import { toast } from "../../../ui/toast.tsx";
import { useSchool } from "./frame/school-context.tsx";
import { ThemeForm } from "./theme/theme-form.tsx";

export default function Theme() {
  const t = useText("school-theme");
  const school = useSchool();
  const update = useAction(updateSchool);
  useTitle(() => t("title"));
  return (
    <ThemeForm
      theme={themeOf(school())}
      schoolName={school().school.name}
      host={school().domainUrl}
      onSave={async (changes) => {
        await update({ id: school().id, ...changes });
        toast.success(t("saved"));
      }}
    />
  );
}

function themeOf({ primaryColor, secondaryColor, logoUrl, faviconUrl }: ReturnType<ReturnType<typeof useSchool>>) {
  return { primaryColor, secondaryColor, logoUrl, faviconUrl };
}
