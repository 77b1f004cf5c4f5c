import { Show } from "solid-js";
import { useText } from "../../../i18n/i18n.tsx";
import { Section } from "../../../ui/card.tsx";
import type { FormState } from "../../../ui/form/index.ts";
import { RadioGroup } from "../../../ui/radio-group.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import type { NewSchool } from "./values.ts";

/** Who will sign in first: the school's own address unless a person is named. */
export function AdminSection(props: { form: FormState<NewSchool> }) {
  const t = useText("new-school");
  return (
    <Section title={t("admin")} description={t("admin.description")}>
      <div class="flex flex-col gap-5">
        <RadioGroup
          {...props.form.field("adminIs")}
          cards
          label={t("admin.who")}
          options={[
            {
              value: "school" as const,
              label: t("admin.school"),
              hint: props.form.values.email.trim() || t("admin.schoolHint"),
            },
            { value: "person" as const, label: t("admin.person"), hint: t("admin.personHint") },
          ]}
        />
        <Show when={props.form.values.adminIs === "person"}>
          <div class="grid grid-cols-1 gap-5 sm:grid-cols-2">
            <TextField {...props.form.field("admin.firstName")} label={t("admin.firstName")} maxLength={150} />
            <TextField {...props.form.field("admin.lastName")} label={t("admin.lastName")} maxLength={150} />
            <TextField
              {...props.form.field("admin.email")}
              class="sm:col-span-2"
              label={t("admin.email")}
              type="email"
              inputmode="email"
            />
          </div>
        </Show>
      </div>
    </Section>
  );
}
