import { LANGUAGES, type Language, type TenantSettings, tenantSettings } from "@pepro/contracts";
import { Show } from "solid-js";
import * as z from "zod";
import { useI18n, useText } from "../../../../i18n/i18n.tsx";
import { Section } from "../../../../ui/card.tsx";
import { Combobox } from "../../../../ui/combobox.tsx";
import { createForm, Form } from "../../../../ui/form/index.ts";
import { UnsavedChanges } from "../../../../ui/form/unsaved-changes.tsx";
import { NumberField } from "../../../../ui/number-field.tsx";
import { LANGUAGE_NAMES } from "../../../../ui/preferences.tsx";
import { Select } from "../../../../ui/select.tsx";
import { Switch } from "../../../../ui/switch.tsx";
import { TextField } from "../../../../ui/text-field.tsx";
import { changesOf } from "../editing/changes.ts";
import { followServer } from "../editing/follow-server.ts";
import { SaveBar } from "../editing/save-bar.tsx";
import { spellMinutes } from "./spell-minutes.ts";
import { strftime } from "./strftime.ts";

/** Under the name the server's input has, so that what it refuses lands on its field. */
const schema = z.object({ settings: tenantSettings });

const TWO_COLUMNS = "grid grid-cols-1 items-start gap-x-6 gap-y-5 sm:grid-cols-2";

/** Everything of `tenantSettings`, by what it is about. `onSave` gets what was changed. */
export function SettingsForm(props: {
  settings: TenantSettings;
  onSave: (changes: Partial<TenantSettings>) => Promise<unknown>;
}) {
  const t = useText("school-settings");
  const { language } = useI18n();
  const form = createForm({
    schema,
    initial: { settings: props.settings },
    submit: ({ settings }) => props.onSave(changesOf(props.settings, settings)),
  });
  followServer(form, () => ({ settings: props.settings }));
  const values = () => form.values.settings;
  const example = (written: string) => {
    const zone = form.field("settings.timezone");
    if (zone.error || !tenantSettings.shape.timezone.safeParse(zone.value).success) return "…";
    return strftime(written, new Date(), values().language as Language, values().timezone);
  };
  const timeout = () => values().sessionTimeoutMinutes;

  return (
    <Form form={form} label={t("title")} class="[&_input]:scroll-mb-24 [&_button]:scroll-mb-24">
      <UnsavedChanges form={form} />
      <Section title={t("security")} description={t("security.about")}>
        <div class={TWO_COLUMNS}>
          <NumberField
            {...form.field("settings.passwordMinLength")}
            label={t("passwordMinLength")}
            hint={t("passwordMinLength.hint")}
            unit={t("passwordMinLength.unit")}
            min={1}
            max={128}
          />
          <NumberField
            {...form.field("settings.sessionTimeoutMinutes")}
            label={t("sessionTimeoutMinutes")}
            hint={
              <>
                {t("sessionTimeoutMinutes.hint")}
                <Show when={timeout() > 60}>
                  {" "}
                  {t("sessionTimeoutMinutes.that", { duration: spellMinutes(timeout(), language()) })}
                </Show>
              </>
            }
            unit={t("sessionTimeoutMinutes.unit")}
            min={1}
            max={43_200}
          />
        </div>
      </Section>
      <Section title={t("region")} description={t("region.about")}>
        <div class={TWO_COLUMNS}>
          <Select
            {...form.field("settings.language")}
            label={t("language")}
            hint={t("language.hint")}
            options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          />
          <Combobox
            {...form.field("settings.timezone")}
            label={t("timezone")}
            hint={t("timezone.hint")}
            options={zonesWith(values().timezone)}
          />
          <TextField
            {...form.field("settings.dateFormat")}
            label={t("dateFormat")}
            hint={t("dateFormat.hint")}
            suffix={<Example text={example(values().dateFormat)} />}
            maxLength={20}
            mono
          />
          <TextField
            {...form.field("settings.timeFormat")}
            label={t("timeFormat")}
            hint={t("timeFormat.hint")}
            suffix={<Example text={example(values().timeFormat)} />}
            maxLength={20}
            mono
          />
        </div>
      </Section>
      <Section title={t("notifications")} description={t("notifications.about")} flush>
        <div class="divide-y divide-line">
          <Switch
            {...form.field("settings.enableEmailNotifications")}
            label={t("enableEmailNotifications")}
            hint={t("enableEmailNotifications.hint")}
            class="px-5 py-3"
          />
          <Switch
            {...form.field("settings.enableSmsNotifications")}
            label={t("enableSmsNotifications")}
            hint={t("enableSmsNotifications.hint")}
            class="px-5 py-3"
          />
        </div>
      </Section>
      <SaveBar form={form} count={Object.keys(changesOf(props.settings, values())).length} action={t("save")} />
    </Form>
  );
}

function Example(props: { text: string }) {
  return <span class="max-w-44 truncate text-sm">{props.text}</span>;
}

/** Those the browser knows, and the one that is set should it know it by another name. */
function zonesWith(current: string): { value: string; label: string }[] {
  const known = Intl.supportedValuesOf("timeZone");
  const zones = known.includes(current) || current === "" ? known : [current, ...known];
  return zones.map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
