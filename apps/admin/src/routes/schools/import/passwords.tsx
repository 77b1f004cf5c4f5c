import { createSignal } from "solid-js";
import { type OpeningJob, takePasswords } from "../../../data/imports.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { Alert } from "../../../ui/alert.tsx";
import { Button } from "../../../ui/button.tsx";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { toast } from "../../../ui/toast.tsx";
import { csvOf, save } from "./files.ts";

/** First passwords that the server made up and nobody has fetched: once, as a file. */
export function Passwords(props: { job: OpeningJob }) {
  const t = useText("imports");
  const [isAsking, setAsking] = createSignal(false);
  const [isTaken, setTaken] = createSignal(false);
  const download = async () => {
    const admins = await takePasswords(props.job.id);
    const lines = admins.map(({ schoolName, host, email, password }) => [schoolName, host, email, password]);
    save(
      `${t("passwords.file")}-${props.job.createdAt.slice(0, 10)}.csv`,
      csvOf([t("passwords.headings").split(";"), ...lines]),
    );
    setTaken(true);
    setAsking(false);
    toast.success(t("passwords.done", { count: admins.length }));
  };
  return (
    <div classList={{ hidden: isTaken() }}>
      <Alert
        tone="warning"
        title={t("passwords.title", { count: props.job.passwords })}
        class="items-center"
        action={<Button onClick={() => setAsking(true)}>{t("passwords.action")}</Button>}
      >
        {t("passwords.about")}
      </Alert>
      <ConfirmDialog
        open={isAsking()}
        tone="neutral"
        title={t("passwords.ask")}
        description={t("passwords.askAbout")}
        action={t("passwords.action")}
        onCancel={() => setAsking(false)}
        onConfirm={download}
      />
    </div>
  );
}
