import type { KeyScope } from "@pepro/contracts";
import { For } from "solid-js";
import { useText } from "../../i18n/i18n.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { createFieldIds, FieldNotes, type FieldProps, LABEL } from "../../ui/field.tsx";

/** What a key may do: any of the rights there are. */
export function ScopesField(props: FieldProps<KeyScope[]> & { scopes: readonly KeyScope[] }) {
  const t = useText("api-keys");
  const ids = createFieldIds(props);
  const toggle = (scope: KeyScope, isOn: boolean) =>
    props.onChange?.(props.scopes.filter((one) => (one === scope ? isOn : props.value.includes(one))));
  return (
    <fieldset
      class="flex flex-col gap-3"
      aria-describedby={ids.describedBy()}
      data-invalid-field={props.error ? "" : undefined}
    >
      <legend class={`${LABEL} mb-2`}>{props.label}</legend>
      <For each={props.scopes}>
        {(scope) => (
          <Checkbox
            name={scope}
            label={t(`scope.${scope}`)}
            hint={t(`scopeHint.${scope}`)}
            value={props.value.includes(scope)}
            onChange={(isOn) => toggle(scope, isOn)}
          />
        )}
      </For>
      <FieldNotes ids={ids} error={props.error} />
    </fieldset>
  );
}
