import { useAction } from "@solidjs/router";
import { updateSchoolModules } from "../../../data/school.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { useTitle } from "../../../navigation/title.tsx";
import { toast } from "../../../ui/toast.tsx";
import { useSchool } from "./frame/school-context.tsx";
import { ModulesForm } from "./modules/modules-form.tsx";

export default function Modules() {
  const t = useText("school-modules");
  const school = useSchool();
  const update = useAction(updateSchoolModules);
  useTitle(() => t("title"));
  return (
    <ModulesForm
      modules={school().modulesEnabled}
      onSave={async (modules) => {
        await update(school().id, modules);
        toast.success(t("saved"));
      }}
    />
  );
}
