import { PURGE_AFTER_DAYS, type TenantView } from "@pepro/contracts";
import Trash from "lucide-solid/icons/trash";
import { createSignal } from "solid-js";
import { useFormat, useText } from "../../../../i18n/i18n.tsx";
import { Button } from "../../../../ui/button.tsx";
import { Section } from "../../../../ui/card.tsx";
import { ConfirmDialog } from "../../../../ui/confirm-dialog.tsx";

const DAY_MS = 86_400_000;

/** Deletes a school, once its subdomain was typed. `onDelete` leads away. */
export function DeletionSection(props: { school: TenantView; onDelete: () => Promise<unknown> }) {
  const t = useText("school-danger");
  const format = useFormat();
  const [isAsking, setAsking] = createSignal(false);
  const subdomain = () => props.school.school.subdomain;
  const purge = () => format.date(Date.now() + PURGE_AFTER_DAYS * DAY_MS);
  const consequences = () => [
    t("delete.hosts", {
      hosts: [props.school.domainUrl, ...props.school.domains.map(({ domain }) => domain)].join(", "),
    }),
    ...(props.school.provisionedAt
      ? [
          t("delete.students", { count: props.school.studentCount }),
          t("delete.data", { schema: props.school.schemaName, size: format.bytes(props.school.storageUsedBytes) }),
        ]
      : []),
    t("delete.names", { subdomain: subdomain(), schema: props.school.schemaName }),
  ];
  return (
    <>
      <Section
        tone="danger"
        title={t("delete.title")}
        description={t("delete.about", { days: PURGE_AFTER_DAYS })}
        actions={
          <Button variant="danger" icon={Trash} onClick={() => setAsking(true)}>
            {t("delete.action")}
          </Button>
        }
      />
      <ConfirmDialog
        open={isAsking()}
        title={t("delete.ask", { name: props.school.school.name })}
        description={t("delete.at", { date: purge() })}
        consequences={consequences()}
        typed={subdomain()}
        action={t("delete.action")}
        onCancel={() => setAsking(false)}
        onConfirm={() => props.onDelete()}
      />
    </>
  );
}
