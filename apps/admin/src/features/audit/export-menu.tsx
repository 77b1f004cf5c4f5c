import Download from "lucide-solid/icons/download";
import FileJson from "lucide-solid/icons/file-braces";
import Sheet from "lucide-solid/icons/file-spreadsheet";
import { type AuditFormat, type AuditQuestion, exportHref } from "../../data/audit.ts";
import { useText } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { DropdownMenu } from "../../ui/dropdown-menu.tsx";
import { toast } from "../../ui/toast.tsx";

/** Downloads what the filters leave: the browser's own download, of any length. */
export function ExportMenu(props: { question: AuditQuestion }) {
  const t = useText("audit");
  const download = (format: AuditFormat) => {
    const link = document.createElement("a");
    link.href = exportHref(props.question, format);
    link.download = "";
    document.body.append(link);
    link.click();
    link.remove();
    toast.info(t("export.begun"), { detail: t("export.about") });
  };
  return (
    <DropdownMenu
      trigger={Button}
      triggerProps={{ icon: Download }}
      items={[
        { label: t("export.csv"), icon: Sheet, onSelect: () => download("csv") },
        { label: t("export.jsonl"), icon: FileJson, onSelect: () => download("jsonl") },
      ]}
    >
      {t("export")}
    </DropdownMenu>
  );
}
