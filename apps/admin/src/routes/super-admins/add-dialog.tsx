import { addSuperAdminInput } from "@pepro/contracts";
import { createSignal } from "solid-js";
import { addSuperAdmin } from "../../data/super-admins.ts";
import { OnceDialog, Secret } from "../../features/shown-once/index.ts";
import { useText } from "../../i18n/i18n.tsx";
import { createForm } from "../../ui/form/index.ts";
import { TextField } from "../../ui/text-field.tsx";

const EMPTY = { email: "", firstName: "", lastName: "" };

/** Lets one more person look after the platform, and shows their first password, once. */
export function AddDialog(props: { open: boolean; onClose: () => void }) {
  const t = useText("super-admins");
  const [made, setMade] = createSignal<{ email: string; password: string }>();
  const form = createForm({
    schema: addSuperAdminInput,
    initial: EMPTY,
    submit: async (input) => setMade({ email: input.email, password: await addSuperAdmin(input) }),
  });
  return (
    <OnceDialog
      open={props.open}
      onOpen={() => {
        setMade(undefined);
        form.reset(EMPTY);
      }}
      onClose={props.onClose}
      title={t("create.title")}
      description={t("create.about")}
      form={form}
      action={t("create.action")}
      isShown={made() !== undefined}
      shown={() => (
        <dl class="flex flex-col gap-3 text-sm">
          <div class="flex flex-col gap-1">
            <dt class="text-muted">{t("password.email")}</dt>
            <dd>
              <Secret text={made()?.email ?? ""} what={t("password.copyEmail")} />
            </dd>
          </div>
          <div class="flex flex-col gap-1">
            <dt class="text-muted">{t("password.password")}</dt>
            <dd>
              <Secret text={made()?.password ?? ""} what={t("password.copyPassword")} />
            </dd>
          </div>
        </dl>
      )}
      once={{
        title: t("password.title"),
        warning: t("password.warning"),
        kept: t("password.kept"),
        keepFirst: t("password.keepFirst"),
        done: t("password.done"),
      }}
    >
      <div class="grid grid-cols-1 items-start gap-5 sm:grid-cols-2">
        <TextField {...form.field("firstName")} label={t("create.firstName")} />
        <TextField {...form.field("lastName")} label={t("create.lastName")} />
      </div>
      <TextField {...form.field("email")} label={t("create.email")} type="email" inputmode="email" />
    </OnceDialog>
  );
}
