import { SCHOOL_TYPES, type SchoolType } from "@pepro/contracts";
import { useText } from "../../../i18n/i18n.tsx";
import { Section } from "../../../ui/card.tsx";
import type { FormState } from "../../../ui/form/index.ts";
import { RadioGroup } from "../../../ui/radio-group.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { plainPhone } from "../plain-phone.ts";
import { SubdomainField, type SubdomainFieldProps } from "./subdomain-field.tsx";
import type { NewSchool } from "./values.ts";

type Part = { form: FormState<NewSchool> };

export function IdentitySection(
  props: Part & { nameRef: (input: HTMLInputElement) => void; onType: (type: SchoolType) => void },
) {
  const t = useText("new-school");
  const terms = useText("terms");
  return (
    <Section title={t("identity")}>
      <div class="flex flex-col gap-5">
        <TextField
          {...props.form.field("schoolName")}
          ref={props.nameRef}
          label={t("name")}
          placeholder={t("name.example")}
          maxLength={200}
        />
        <RadioGroup
          {...props.form.field("schoolType")}
          cards
          label={t("type")}
          options={SCHOOL_TYPES.map((value) => ({ value, label: terms(`type.${value}`) }))}
          onChange={props.onType}
        />
      </div>
    </Section>
  );
}

export function AddressSection(props: Part) {
  const t = useText("new-school");
  return (
    <Section title={t("address.title")}>
      <div class="grid grid-cols-1 gap-5 sm:grid-cols-[8rem_minmax(0,1fr)]">
        <TextField {...props.form.field("address")} class="sm:col-span-2" label={t("address")} />
        <TextField {...props.form.field("postalCode")} label={t("postalCode")} inputmode="numeric" maxLength={5} />
        <TextField {...props.form.field("city")} label={t("city")} maxLength={100} />
      </div>
    </Section>
  );
}

export function ContactSection(props: Part) {
  const t = useText("new-school");
  const phone = props.form.field("phone");
  return (
    <Section title={t("contact")}>
      <div class="grid grid-cols-1 gap-5 sm:grid-cols-2">
        <TextField {...props.form.field("email")} label={t("email")} type="email" inputmode="email" />
        <TextField
          {...phone}
          label={t("phone")}
          type="tel"
          inputmode="tel"
          hint={t("phone.hint")}
          onBlur={() => {
            props.form.set("phone", plainPhone(props.form.values.phone));
            phone.onBlur();
          }}
        />
        <TextField
          {...props.form.field("website")}
          class="sm:col-span-2"
          label={t("website")}
          type="url"
          inputmode="url"
          placeholder="https://"
          maxLength={200}
          optional
        />
      </div>
    </Section>
  );
}

export function HostSection(props: Part & Omit<SubdomainFieldProps, "binding">) {
  const t = useText("new-school");
  return (
    <Section title={t("host")} description={t("host.description")}>
      <SubdomainField {...props} binding={props.form.field("subdomain")} />
    </Section>
  );
}
