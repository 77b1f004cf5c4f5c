import { useAction, useNavigate } from "@solidjs/router";
import { deleteSchool, switchSchool } from "../../../data/school.ts";
import { useFormat, useText } from "../../../i18n/i18n.tsx";
import { useTitle } from "../../../navigation/title.tsx";
import { toast } from "../../../ui/toast.tsx";
import { ActivationSection } from "./danger/activation-section.tsx";
import { DeletionSection } from "./danger/deletion-section.tsx";
import { useSchool } from "./frame/school-context.tsx";

export default function Danger() {
  const t = useText("school-danger");
  const format = useFormat();
  const navigate = useNavigate();
  const school = useSchool();
  const turn = useAction(switchSchool);
  const remove = useAction(deleteSchool);
  useTitle(() => t("title"));
  return (
    <div class="flex flex-col gap-5">
      <ActivationSection
        school={school()}
        onSwitch={async (isActive) => {
          await turn(school().id, isActive);
          toast.success(t(isActive ? "activated" : "deactivated", { name: school().school.name }));
        }}
      />
      <DeletionSection
        school={school()}
        onDelete={async () => {
          const { name } = school().school;
          const { purgeAfter } = await remove(school().id);
          toast.success(t("deleted", { name }), { detail: t("deleted.until", { date: format.date(purgeAfter) }) });
          navigate("/schools");
        }}
      />
    </div>
  );
}
