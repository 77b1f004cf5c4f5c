import { createApiKeyInput, type KeyScope } from "@pepro/contracts";
import { createSignal } from "solid-js";
import * as z from "zod";
import { createApiKey } from "../../data/api-keys.ts";
import { OnceDialog, Secret } from "../../features/shown-once/index.ts";
import { useText } from "../../i18n/i18n.tsx";
import { createForm } from "../../ui/form/index.ts";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { ScopesField } from "./scopes-field.tsx";

const DAYS = ["30", "90", "365", "never"] as const;
type Days = (typeof DAYS)[number];

const { name, scopes } = createApiKeyInput.shape;
const schema = z.object({
  name,
  scopes,
  days: z.enum(DAYS).transform((days) => (days === "never" ? null : Number(days))),
});

type Values = { name: string; scopes: KeyScope[]; days: Days };
const EMPTY: Values = { name: "", scopes: [], days: "365" };

/** Makes a key and shows it, once. `scopes` are the rights that keys of this place may have. */
export function CreateDialog(props: { open: boolean; scopes: readonly KeyScope[]; onClose: () => void }) {
  const t = useText("api-keys");
  const [secret, setSecret] = createSignal<string>();
  const form = createForm({
    schema,
    initial: EMPTY,
    submit: async (input) => setSecret(await createApiKey(input)),
  });
  return (
    <OnceDialog
      open={props.open}
      onOpen={() => {
        setSecret(undefined);
        form.reset(EMPTY);
      }}
      onClose={props.onClose}
      title={t("create.title")}
      form={form}
      action={t("create.action")}
      isShown={secret() !== undefined}
      shown={() => (
        <>
          <Secret text={secret() ?? ""} what={t("secret.copy")} />
          <p class="text-sm text-muted">
            {t("secret.use")}
            <code class="mt-1 block break-all text-xs">Authorization: Bearer {secret()?.slice(0, 21)}…</code>
          </p>
        </>
      )}
      once={{
        title: t("secret.title"),
        warning: t("secret.warning"),
        kept: t("secret.kept"),
        keepFirst: t("secret.keepFirst"),
        done: t("secret.done"),
      }}
    >
      <TextField {...form.field("name")} label={t("create.name")} hint={t("create.nameHint")} />
      <ScopesField {...form.field("scopes")} label={t("create.scopes")} scopes={props.scopes} />
      <Select
        {...form.field("days")}
        label={t("create.expiry")}
        options={DAYS.map((days) => ({
          value: days,
          label: t(`days.${days}`),
          ...(days === "never" ? { hint: t("days.neverHint") } : {}),
        }))}
      />
    </OnceDialog>
  );
}
