import { openingTemplate } from "@pepro/contracts";
import { useNavigate } from "@solidjs/router";
import Download from "lucide-solid/icons/download";
import { createSignal, Match, Show, Switch } from "solid-js";
import { checkImport, type OpeningCheck, type SchoolsFile, startImport } from "../../data/imports.ts";
import { useErrorText } from "../../i18n/error-text.ts";
import { useFormat, useText } from "../../i18n/i18n.tsx";
import { useTitle } from "../../navigation/title.tsx";
import { Alert } from "../../ui/alert.tsx";
import { Button } from "../../ui/button.tsx";
import { MoreOfError } from "../../ui/error-details.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ColumnList } from "./import/column-list.tsx";
import { EarlierImports } from "./import/earlier.tsx";
import { FaultList } from "./import/fault-list.tsx";
import { FilePicker } from "./import/file-picker.tsx";
import { MOST_BYTES, readText, save } from "./import/files.ts";
import { PlannedRows } from "./import/planned-rows.tsx";

/** Opens many schools by one file: chosen, checked whole, looked at, then begun. */
export default function ImportSchools() {
  const t = useText("imports");
  const format = useFormat();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const [file, setFile] = createSignal<SchoolsFile>();
  const [check, setCheck] = createSignal<OpeningCheck>();
  const [fault, setFault] = createSignal<string>();
  const [error, setError] = createSignal<unknown>();
  const [isStarting, setStarting] = createSignal(false);
  useTitle(() => t("title"));

  let turn = 0;
  const choose = async (chosen: File) => {
    turn += 1;
    const own = turn;
    setFile(undefined);
    setCheck(undefined);
    setFault(undefined);
    setError(undefined);
    if (chosen.size > MOST_BYTES) return setFault(t("tooLarge", { limit: format.bytes(MOST_BYTES) }));
    const csv = await readText(chosen).catch(() => undefined);
    if (own !== turn) return;
    if (csv === undefined) return setFault(t("unreadable"));
    const next = { csv, fileName: chosen.name };
    setFile(next);
    try {
      const found = await checkImport(next);
      if (own === turn) setCheck(found);
    } catch (cause) {
      if (own === turn) setError(() => cause);
    }
  };
  const start = async () => {
    const sent = file();
    if (!sent || isStarting()) return;
    setStarting(true);
    try {
      const job = await startImport(sent);
      navigate(`/schools/import/${job.id}`);
    } catch (cause) {
      setError(() => cause);
    } finally {
      setStarting(false);
    }
  };
  const toOpen = () => check()?.rows.filter(({ outcome }) => outcome === "open").length ?? 0;

  return (
    <>
      <PageHeader
        crumbs={[{ href: "/schools", label: t("crumb") }]}
        title={t("title")}
        description={t("about")}
        actions={
          <Button icon={Download} onClick={() => save("etablissements.csv", openingTemplate())}>
            {t("template")}
          </Button>
        }
      />
      <div class="flex flex-col gap-6">
        <FilePicker name={file()?.fileName} onPick={(chosen) => void choose(chosen)} />
        <Show when={fault()}>{(said) => <Alert tone="danger">{said()}</Alert>}</Show>
        <Show when={error()}>
          {(cause) => (
            <Alert tone="danger" title={t("checkFailed")}>
              {errorText(cause()).message}
              <MoreOfError text={errorText(cause())} />
            </Alert>
          )}
        </Show>
        <Switch fallback={<ColumnList />}>
          <Match when={file() && !check() && !error()}>
            <p class="sr-only" role="status">
              {t("checking")}
            </p>
            <Skeleton class="h-64" />
          </Match>
          <Match when={check()?.faults.length ? check() : undefined}>
            {(found) => <FaultList faults={found().faults} />}
          </Match>
          <Match when={check()}>
            {(found) => (
              <PlannedRows rows={found().rows}>
                <Show when={toOpen() > 0}>
                  <Button variant="primary" loading={isStarting()} onClick={() => void start()}>
                    {t("start", { count: toOpen() })}
                  </Button>
                </Show>
              </PlannedRows>
            )}
          </Match>
        </Switch>
        <EarlierImports />
      </div>
    </>
  );
}
