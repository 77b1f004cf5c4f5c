import type { ApiKeyView } from "@pepro/contracts";
import { revalidate, useAction } from "@solidjs/router";
import Plus from "lucide-solid/icons/plus";
import { createSignal, Show } from "solid-js";
import { listApiKeys, revokeApiKey } from "../data/api-keys.ts";
import { createKept } from "../data/kept.ts";
import { useText } from "../i18n/i18n.tsx";
import { useTitle } from "../navigation/title.tsx";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { Part } from "../ui/part.tsx";
import { toast } from "../ui/toast.tsx";
import { CreateDialog } from "./api-keys/create-dialog.tsx";
import { KeyTable } from "./api-keys/key-table.tsx";

/** What programs come in with: the keys of the platform. */
export default function ApiKeys() {
  const t = useText("api-keys");
  const keys = createKept(
    () => null,
    () => listApiKeys(),
  );
  const revoke = useAction(revokeApiKey);
  const [isCreating, setCreating] = createSignal(false);
  const [revoking, setRevoking] = createSignal<ApiKeyView>();
  const [isAsking, setAsking] = createSignal(false);
  useTitle(() => t("title"));

  const create = () => (
    <Button variant="primary" icon={Plus} onClick={() => setCreating(true)}>
      {t("create.action")}
    </Button>
  );
  const name = () => revoking()?.name ?? "";

  return (
    <>
      <PageHeader title={t("title")} description={t("about")} actions={create()} />
      <Part
        of={keys}
        failed={t("failed")}
        onRetry={() => revalidate(listApiKeys.key)}
        waiting={<KeyTable caption={t("active")} keys={undefined} />}
      >
        {(answer) => {
          const active = () => answer().keys.filter(({ state }) => state === "active");
          const past = () => answer().keys.filter(({ state }) => state !== "active");
          return (
            <div class="flex flex-col gap-8">
              <KeyTable
                caption={t("active")}
                keys={active()}
                empty={{ title: t("none.title"), text: t("none.text") }}
                onRevoke={(key) => {
                  setRevoking(key);
                  setAsking(true);
                }}
              />
              <Show when={past().length > 0}>
                <section class="flex flex-col gap-3">
                  <h2 class="text-base font-semibold text-ink">{t("past")}</h2>
                  <KeyTable caption={t("past")} keys={past()} past />
                </section>
              </Show>
              <CreateDialog open={isCreating()} scopes={answer().scopes} onClose={() => setCreating(false)} />
            </div>
          );
        }}
      </Part>
      <ConfirmDialog
        open={isAsking()}
        title={t("revoke.ask", { name: name() })}
        description={t("revoke.about")}
        action={t("revoke.action")}
        onCancel={() => setAsking(false)}
        onConfirm={async () => {
          await revoke(revoking()?.id ?? "");
          setAsking(false);
          toast.success(t("revoke.done", { name: name() }));
        }}
      />
    </>
  );
}
