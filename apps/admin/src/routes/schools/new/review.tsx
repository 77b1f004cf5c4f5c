import { type Language, MODULES, messageFor, PROVISIONING_STEPS, schemaNameOf } from "@pepro/contracts";
import { For, type JSX, Show } from "solid-js";
import { isColor } from "../../../features/theme-preview/index.ts";
import { useI18n, useText } from "../../../i18n/i18n.tsx";
import type { NewSchool } from "./values.ts";

/** What will be made, in a word each, beside what is typed; what makes it stands at its foot. */
export function Review(props: { values: NewSchool; host: string; children: JSX.Element }) {
  const t = useText("new-school");
  const terms = useText("terms");
  const { language } = useI18n();
  const count = () => MODULES.filter((module) => props.values.modulesEnabled[module]).length;
  const admin = () => (props.values.adminIs === "person" ? props.values.admin.email : props.values.email);
  const facts = (): readonly { term: string; value: string; mono?: boolean }[] => [
    { term: t("name"), value: props.values.schoolName },
    { term: t("type"), value: terms(`type.${props.values.schoolType}`) },
    { term: t("city"), value: [props.values.postalCode, props.values.city].filter(Boolean).join(" ") },
    { term: t("review.host"), value: props.host, mono: true },
    { term: t("review.schema"), value: schemaNameOf(props.values.subdomain), mono: true },
    { term: t("modules"), value: t("review.modules", { count: count(), total: MODULES.length }) },
    { term: t("admin"), value: admin() },
  ];
  return (
    <div class="max-lg:contents lg:sticky lg:top-[calc(var(--sticky-top)+1.5rem)] lg:flex lg:min-w-0 lg:flex-col lg:gap-4 lg:rounded-lg lg:border lg:border-line lg:bg-surface lg:p-5">
      <section
        aria-labelledby="review"
        class="flex min-w-0 flex-col gap-4 max-lg:rounded-lg max-lg:border max-lg:border-line max-lg:bg-surface max-lg:p-5"
      >
        <h2 id="review" class="flex items-center justify-between gap-3 text-base font-semibold">
          {t("review")}
          <span class="flex gap-1" aria-hidden="true">
            <For each={[props.values.primaryColor, props.values.secondaryColor]}>
              {(color) => (
                <i
                  class="size-4 rounded-full border border-line-strong"
                  style={{ "background-color": isColor(color) ? color : undefined }}
                />
              )}
            </For>
          </span>
        </h2>
        <dl class="flex flex-col gap-2.5 text-sm">
          <For each={facts()}>
            {({ term, value, mono }) => (
              <div class="min-w-0">
                <dt class="text-xs text-subtle">{term}</dt>
                <dd class={mono && value ? "font-mono text-xs leading-5 break-all" : "break-words"}>
                  <Show when={value.trim()} fallback={<span class="text-subtle">—</span>}>
                    {value}
                  </Show>
                </dd>
              </div>
            )}
          </For>
        </dl>
        <p class="border-t border-line pt-4 text-xs text-muted">
          {t("review.steps", { steps: stepNames(language()) })}
        </p>
      </section>
      {/* On a narrow screen at the foot of the window: the form is long. */}
      <div class="flex flex-col gap-2 max-lg:sticky max-lg:bottom-4 max-lg:z-20 max-lg:rounded-lg max-lg:bg-raised max-lg:p-3 max-lg:shadow-md">
        {props.children}
      </div>
    </div>
  );
}

/** «réservation de l'établissement, schéma et droits, …» */
function stepNames(language: Language): string {
  return PROVISIONING_STEPS.map((step) => messageFor(`step_${step}`, language) ?? step)
    .map((name) => name.charAt(0).toLowerCase() + name.slice(1))
    .join(", ");
}
