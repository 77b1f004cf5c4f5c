import { ContrastReport, ThemePreview } from "../../../features/theme-preview/index.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { Section } from "../../../ui/card.tsx";
import { ColorField } from "../../../ui/color-field.tsx";
import type { FormState } from "../../../ui/form/index.ts";
import type { NewSchool } from "./values.ts";

/** Two colours, what the school's page looks like in them, and whether it can be read. */
export function ThemeSection(props: { form: FormState<NewSchool>; host: string }) {
  const t = useText("new-school");
  const page = () => ({
    primaryColor: props.form.values.primaryColor,
    secondaryColor: props.form.values.secondaryColor,
    schoolName: props.form.values.schoolName,
    host: props.host,
  });
  return (
    <Section title={t("theme")} description={t("theme.description")}>
      <div class="flex flex-col gap-5">
        <div class="grid grid-cols-1 gap-5 sm:grid-cols-2">
          <ColorField {...props.form.field("primaryColor")} label={t("primaryColor")} />
          <ColorField {...props.form.field("secondaryColor")} label={t("secondaryColor")} />
        </div>
        <div class="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <ThemePreview {...page()} scheme="light" />
          <ThemePreview {...page()} scheme="dark" />
        </div>
        <ContrastReport
          primaryColor={page().primaryColor}
          secondaryColor={page().secondaryColor}
          onFix={(field, color) => props.form.set(field, color)}
        />
      </div>
    </Section>
  );
}
