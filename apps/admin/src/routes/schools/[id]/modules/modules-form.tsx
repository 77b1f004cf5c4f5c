import { MODULE_GROUPS, MODULES, type ModuleName } from "@pepro/contracts";
import { For } from "solid-js";
import * as z from "zod";
import { useText } from "../../../../i18n/i18n.tsx";
import { Section } from "../../../../ui/card.tsx";
import { createForm, Form } from "../../../../ui/form/index.ts";
import { UnsavedChanges } from "../../../../ui/form/unsaved-changes.tsx";
import { Switch } from "../../../../ui/switch.tsx";
import { changesOf } from "../editing/changes.ts";
import { followServer } from "../editing/follow-server.ts";
import { SaveBar } from "../editing/save-bar.tsx";
import { modulesOf } from "./module-groups.ts";

type Modules = Record<ModuleName, boolean>;

/** Every module, those left out of the map too. */
function valuesOf(map: Readonly<Record<string, boolean>>): { modulesEnabled: Modules } {
  return { modulesEnabled: Object.fromEntries(MODULES.map((name) => [name, map[name] === true])) as Modules };
}

const schema = z.object({ modulesEnabled: z.record(z.enum(MODULES), z.boolean()) });

/**
 * A school's modules as switches.
 *
 * @param props.onSave gets the whole map, for that is what the server replaces.
 */
export function ModulesForm(props: {
  modules: Readonly<Record<string, boolean>>;
  onSave: (modules: Modules) => Promise<unknown>;
}) {
  const t = useText("school-modules");
  const terms = useText("terms");
  const current = () => valuesOf(props.modules);
  const form = createForm({
    schema,
    initial: current(),
    submit: ({ modulesEnabled }) => props.onSave(modulesEnabled),
  });
  followServer(form, current);
  const isOn = (name: ModuleName) => form.values.modulesEnabled[name];
  const changed = () => Object.keys(changesOf(current().modulesEnabled, form.values.modulesEnabled)).length;

  return (
    <Form form={form} label={t("title")}>
      <UnsavedChanges form={form} />
      <For each={MODULE_GROUPS}>
        {(group) => (
          <Section
            title={t(`group.${group}`)}
            description={t(`groupAbout.${group}`)}
            actions={
              <span class="text-sm text-muted tabular-nums">
                {t("on", { count: modulesOf(group).filter(isOn).length, total: modulesOf(group).length })}
              </span>
            }
            flush
          >
            <div class="divide-y divide-line">
              <For each={modulesOf(group)}>
                {(name) => (
                  <Switch
                    {...form.field(`modulesEnabled.${name}`)}
                    label={terms(`module.${name}`)}
                    hint={terms(`moduleAbout.${name}`)}
                    class="scroll-mb-24 px-5 py-3"
                  />
                )}
              </For>
            </div>
          </Section>
        )}
      </For>
      <SaveBar form={form} count={changed()} action={t("save")} />
    </Form>
  );
}
