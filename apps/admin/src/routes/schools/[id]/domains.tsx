import type { TenantDomain } from "@pepro/contracts";
import { useAction } from "@solidjs/router";
import { createSignal } from "solid-js";
import { addSchoolDomain, removeSchoolDomain } from "../../../data/school.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { useTitle } from "../../../navigation/title.tsx";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { toast } from "../../../ui/toast.tsx";
import { AddDomainForm } from "./domains/add-domain-form.tsx";
import { DomainTable } from "./domains/domain-table.tsx";
import { useSchool } from "./frame/school-context.tsx";

export default function Domains() {
  const t = useText("school-domains");
  const school = useSchool();
  const add = useAction(addSchoolDomain);
  const remove = useAction(removeSchoolDomain);
  const [removing, setRemoving] = createSignal<TenantDomain>();
  const [isAsking, setAsking] = createSignal(false);
  useTitle(() => t("title"));
  const hosts = () => [school().domainUrl, ...school().domains.map(({ domain }) => domain)];
  const name = () => removing()?.domain ?? "";

  return (
    <div class="flex flex-col gap-5">
      <div class="flex flex-col gap-3">
        <p class="max-w-3xl text-sm text-muted">{t("about")}</p>
        <DomainTable
          school={school()}
          onRemove={(domain) => {
            setRemoving(domain);
            setAsking(true);
          }}
        />
      </div>
      <AddDomainForm
        hosts={hosts()}
        onAdd={async (input) => {
          await add({ tenantId: school().id, ...input });
          toast.success(t("added", { domain: input.domain }));
        }}
      />
      <ConfirmDialog
        open={isAsking()}
        title={t("removing.title", { domain: name() })}
        description={t("removing.about")}
        action={t("removing.action")}
        onCancel={() => setAsking(false)}
        onConfirm={async () => {
          const { id, domain } = removing() ?? {};
          if (!id || !domain) return;
          await remove({ tenantId: school().id, id });
          setAsking(false);
          toast.success(t("removed", { domain }));
        }}
      />
    </div>
  );
}
