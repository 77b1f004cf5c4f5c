import { SCHOOL_TYPES, schoolFields, type TenantView } from "@pepro/contracts";
import { useAction } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import * as z from "zod";
import { updateSchool } from "../../../../data/school.ts";
import { useText } from "../../../../i18n/i18n.tsx";
import { Button } from "../../../../ui/button.tsx";
import { Section } from "../../../../ui/card.tsx";
import { DefinitionList } from "../../../../ui/definition-list.tsx";
import { Link } from "../../../../ui/link.tsx";
import { Select } from "../../../../ui/select.tsx";
import { TextArea } from "../../../../ui/text-area.tsx";
import { TextField } from "../../../../ui/text-field.tsx";
import { toast } from "../../../../ui/toast.tsx";
import { plainPhone } from "../../plain-phone.ts";
import { changesOf } from "../editing/changes.ts";
import { EditDialog } from "../editing/edit-dialog.tsx";

/** `updateTenantInput` takes the school's fields under this name: what it refuses lands on its field. */
const schema = z.object({ school: z.object(schoolFields) });

/** Name, type, address and how the school is reached, with the dialog that changes them. */
export function Contact(props: { school: TenantView }) {
  const t = useText("school-overview");
  const terms = useText("terms");
  const update = useAction(updateSchool);
  const [isEditing, setEditing] = createSignal(false);
  const now = () => {
    const { name, schoolType, address, postalCode, city, phone, email, website } = props.school.school;
    return { schoolName: name, schoolType, address, postalCode, city, phone, email, website };
  };
  return (
    <Section
      title={t("contact")}
      actions={
        <Button size="sm" onClick={() => setEditing(true)}>
          {t("contact.edit")}
        </Button>
      }
    >
      <DefinitionList
        items={[
          { term: t("field.schoolType"), value: terms(`type.${now().schoolType}`) },
          {
            term: t("field.address"),
            value: (
              <address class="whitespace-pre-line not-italic">
                {now().address}
                <br />
                {now().postalCode} {now().city}
              </address>
            ),
          },
          {
            term: t("field.phone"),
            value: (
              <a href={`tel:${now().phone}`} class={PLAIN_LINK}>
                {inPairs(now().phone)}
              </a>
            ),
          },
          {
            term: t("field.email"),
            value: (
              <a href={`mailto:${now().email}`} class={PLAIN_LINK}>
                {now().email}
              </a>
            ),
          },
          {
            term: t("field.website"),
            value: (
              <Show when={now().website} fallback={<span class="text-muted">{t("website.none")}</span>}>
                {(website) => (
                  <Link href={website()} external class="break-all">
                    {website().replace(/^https?:\/\/|\/$/g, "")}
                  </Link>
                )}
              </Show>
            ),
          },
        ]}
      />
      <EditDialog
        open={isEditing()}
        onClose={() => setEditing(false)}
        title={t("contact.edit")}
        action={t("contact.save")}
        schema={schema}
        values={{ school: now() }}
        save={async ({ school }) => {
          await update({ id: props.school.id, school: changesOf(now(), school) });
          toast.success(t("contact.saved"));
        }}
      >
        {(form) => (
          <>
            <TextField {...form.field("school.schoolName")} label={t("field.schoolName")} maxLength={200} />
            <Select
              {...form.field("school.schoolType")}
              label={t("field.schoolType")}
              options={SCHOOL_TYPES.map((value) => ({ value, label: terms(`type.${value}`) }))}
            />
            <TextArea {...form.field("school.address")} label={t("field.address")} rows={2} />
            <div class="grid grid-cols-[8rem_minmax(0,1fr)] items-start gap-4">
              <TextField
                {...form.field("school.postalCode")}
                label={t("field.postalCode")}
                inputmode="numeric"
                maxLength={5}
              />
              <TextField {...form.field("school.city")} label={t("field.city")} maxLength={100} />
            </div>
            <div class="grid grid-cols-1 items-start gap-x-4 gap-y-5 sm:grid-cols-2">
              <TextField
                {...form.field("school.phone")}
                onBlur={() => {
                  form.set("school.phone", plainPhone(form.values.school.phone));
                  form.field("school.phone").onBlur();
                }}
                label={t("field.phone")}
                hint={t("phone.hint")}
                type="tel"
                inputmode="tel"
              />
              <TextField {...form.field("school.email")} label={t("field.email")} type="email" inputmode="email" />
            </div>
            <TextField
              {...form.field("school.website")}
              label={t("field.website")}
              type="url"
              inputmode="url"
              placeholder="https://"
              optional
            />
          </>
        )}
      </EditDialog>
    </Section>
  );
}

const PLAIN_LINK = "rounded-sm break-all underline-offset-3 hover:underline";

/** «01 42 68 53 00», as French numbers are read. */
function inPairs(phone: string): string {
  return phone.replace(/(\d{2})(?=\d)/g, "$1\u00a0");
}
