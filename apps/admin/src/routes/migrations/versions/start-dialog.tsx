import { createEffect, on, Show } from "solid-js";
import { type FleetRun, type FleetStatus, startRun } from "../../../data/fleet.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { FormDialog } from "../../../ui/form/form-dialog.tsx";
import { createForm } from "../../../ui/form/index.ts";
import { NumberField } from "../../../ui/number-field.tsx";
import { RadioGroup } from "../../../ui/radio-group.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { PlanView } from "./plan-view.tsx";
import { CANARIES, START, startForm, startOf } from "./start-form.ts";

export type StartDialogProps = {
  open: boolean;
  status: FleetStatus | undefined;
  onClose: () => void;
  onStarted: (run: FleetRun) => void;
};

/** Asks how schools are to be migrated, and shows what will be run, before anything is. */
export function StartDialog(props: StartDialogProps) {
  const t = useText("migrations");
  const form = createForm({
    schema: startForm,
    initial: START,
    submit: async (values) => props.onStarted(await startRun(startOf(values))),
    fieldOf: { not_found: "schools" },
  });
  createEffect(
    on(
      () => props.open,
      (isOpen) => isOpen && form.reset(START),
      { defer: true },
    ),
  );
  return (
    <FormDialog
      open={props.open}
      onClose={props.onClose}
      size="lg"
      title={t("start.title")}
      description={t("start.about", { count: props.status?.behind ?? 0, latest: props.status?.latest ?? 0 })}
      form={form}
      action={t("start.action")}
    >
      <RadioGroup
        {...form.field("canary")}
        cards
        label={t("start.canary")}
        options={CANARIES.map((value) => ({
          value,
          label: t(`start.canary.${value}`),
          hint: t(`start.canary.${value}Hint`),
        }))}
      />
      <Show when={form.values.canary === "count"}>
        <NumberField {...form.field("count")} label={t("start.howMany")} min={1} />
      </Show>
      <Show when={form.values.canary === "percent"}>
        <NumberField
          {...form.field("percent")}
          label={t("start.howMuch")}
          min={1}
          max={100}
          unit={t("start.percent")}
        />
      </Show>
      <Show when={form.values.canary === "schools"}>
        <TextField {...form.field("schools")} label={t("start.names")} mono />
      </Show>
      <details class="group/more">
        <summary class="w-fit cursor-pointer rounded-sm text-sm font-medium text-muted hover:text-ink">
          {t("start.more")}
        </summary>
        <div class="mt-4 grid grid-cols-1 items-start gap-5 sm:grid-cols-2">
          <NumberField {...form.field("concurrency")} label={t("start.concurrency")} min={1} max={32} />
          <NumberField {...form.field("batch")} optional label={t("start.batch")} hint={t("start.batchHint")} min={1} />
          <NumberField
            {...form.field("lockTimeoutMs")}
            label={t("start.lockTimeout")}
            hint={t("start.lockTimeoutHint")}
            min={1}
            max={600_000}
            step={500}
            unit={t("start.milliseconds")}
          />
          <NumberField {...form.field("budget")} optional label={t("start.budget")} hint={t("start.budgetHint")} />
        </div>
      </details>
      <Show when={props.open}>
        <PlanView />
      </Show>
    </FormDialog>
  );
}
