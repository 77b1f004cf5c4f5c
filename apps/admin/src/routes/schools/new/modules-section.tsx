import { MODULES } from "@pepro/contracts";
import { For } from "solid-js";
import { useText } from "../../../i18n/i18n.tsx";
import { Section } from "../../../ui/card.tsx";
import type { FormState } from "../../../ui/form/index.ts";
import { Switch } from "../../../ui/switch.tsx";
import type { NewSchool } from "./values.ts";

export function ModulesSection(props: { form: FormState<NewSchool> }) {
  const t = useText("new-school");
  const terms = useText("terms");
  return (
    <Section title={t("modules")} description={t("modules.description")}>
      <div class="grid grid-cols-1 gap-x-10 gap-y-4 sm:grid-cols-2">
        <For each={MODULES}>
          {(module) => (
            <Switch
              {...props.form.field(`modulesEnabled.${module}`)}
              label={terms(`module.${module}`)}
              hint={terms(`moduleAbout.${module}`)}
            />
          )}
        </For>
      </div>
    </Section>
  );
}
