import {
  DEFAULT_PRIMARY_COLOR,
  DEFAULT_SECONDARY_COLOR,
  type UpdateTenantInput,
  updateTenantInput,
} from "@pepro/contracts";
import RotateCcw from "lucide-solid/icons/rotate-ccw";
import { ContrastReport, ThemePreview } from "../../../../features/theme-preview/index.ts";
import { useText } from "../../../../i18n/i18n.tsx";
import { Button } from "../../../../ui/button.tsx";
import { Section } from "../../../../ui/card.tsx";
import { ColorField } from "../../../../ui/color-field.tsx";
import { createForm, Form } from "../../../../ui/form/index.ts";
import { UnsavedChanges } from "../../../../ui/form/unsaved-changes.tsx";
import { TextField } from "../../../../ui/text-field.tsx";
import { changesOf } from "../editing/changes.ts";
import { followServer } from "../editing/follow-server.ts";
import { SaveBar } from "../editing/save-bar.tsx";

export type Theme = Required<Pick<UpdateTenantInput, "primaryColor" | "secondaryColor" | "logoUrl" | "faviconUrl">>;

const schema = updateTenantInput
  .pick({ primaryColor: true, secondaryColor: true, logoUrl: true, faviconUrl: true })
  .required();

const DEFAULTS = { primaryColor: DEFAULT_PRIMARY_COLOR, secondaryColor: DEFAULT_SECONDARY_COLOR };

/** A school's colours and images, beside the page they make. `onSave` gets what was changed. */
export function ThemeForm(props: {
  theme: Theme;
  schoolName: string;
  host: string;
  onSave: (changes: Partial<Theme>) => Promise<unknown>;
}) {
  const t = useText("school-theme");
  const form = createForm({
    schema,
    initial: props.theme,
    submit: (theme) => props.onSave(changesOf(props.theme, theme)),
  });
  followServer(form, () => props.theme);
  const colors = () => ({ primaryColor: form.values.primaryColor, secondaryColor: form.values.secondaryColor });
  const isDefault = () =>
    form.values.primaryColor.toUpperCase() === DEFAULTS.primaryColor &&
    form.values.secondaryColor.toUpperCase() === DEFAULTS.secondaryColor;
  const resetColors = () => {
    form.set("primaryColor", DEFAULTS.primaryColor);
    form.set("secondaryColor", DEFAULTS.secondaryColor);
  };

  return (
    <Form form={form} label={t("title")}>
      <UnsavedChanges form={form} />
      <div class="grid grid-cols-1 items-start gap-5 [&_:is(input,button)]:scroll-mb-24 max-sm:[&_:is(input,button)]:scroll-mb-36 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <Section
          title={t("colors")}
          description={t("colors.about")}
          actions={
            <Button size="sm" icon={RotateCcw} disabled={isDefault()} onClick={resetColors}>
              {t("colors.reset")}
            </Button>
          }
        >
          <div class="grid grid-cols-1 gap-x-6 gap-y-5 sm:grid-cols-2">
            <ColorField {...form.field("primaryColor")} label={t("primary")} hint={t("primary.hint")} />
            <ColorField {...form.field("secondaryColor")} label={t("secondary")} hint={t("secondary.hint")} />
          </div>
          <div class="mt-5 border-t border-line pt-4">
            <ContrastReport {...colors()} onFix={(field, color) => form.set(field, color)} />
          </div>
        </Section>
        <div class="grid min-w-0 grid-cols-1 gap-3 sm:max-lg:grid-cols-2 lg:sticky lg:top-6 lg:row-span-2">
          <h2 class="text-sm font-medium text-muted col-span-full">{t("preview")}</h2>
          <ThemePreview {...preview()} scheme="light" />
          <ThemePreview {...preview()} scheme="dark" />
        </div>
        <Section title={t("images")} description={t("images.about")}>
          <div class="flex flex-col gap-5">
            <TextField
              {...form.field("logoUrl")}
              label={t("logo")}
              hint={t("logo.hint")}
              type="url"
              inputmode="url"
              placeholder="https://"
              optional
            />
            <TextField
              {...form.field("faviconUrl")}
              label={t("favicon")}
              hint={t("favicon.hint")}
              type="url"
              inputmode="url"
              placeholder="https://"
              optional
            />
          </div>
        </Section>
      </div>
      <SaveBar form={form} count={Object.keys(changesOf(props.theme, form.values)).length} action={t("save")} />
    </Form>
  );

  function preview() {
    const { logoUrl } = form.values;
    const isShown = schema.shape.logoUrl.safeParse(logoUrl).success && logoUrl.startsWith("https:");
    return {
      ...colors(),
      schoolName: props.schoolName,
      host: props.host,
      logoUrl: isShown ? logoUrl : undefined,
    };
  }
}
