import { type TenantView, updateTenantInput } from "@pepro/contracts";
import { useAction } from "@solidjs/router";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { createSignal, Show } from "solid-js";
import { updateSchool } from "../../../../data/school.ts";
import { useFormat, useText } from "../../../../i18n/i18n.tsx";
import { Button } from "../../../../ui/button.tsx";
import { Section } from "../../../../ui/card.tsx";
import { cx } from "../../../../ui/cx.ts";
import { Meter } from "../../../../ui/meter.tsx";
import { NumberField } from "../../../../ui/number-field.tsx";
import { toast } from "../../../../ui/toast.tsx";
import { changesOf } from "../editing/changes.ts";
import { EditDialog } from "../editing/edit-dialog.tsx";
import { quotaLevel } from "./quota-level.ts";

const GIB = 1024 ** 3;

const schema = updateTenantInput.pick({ maxStudents: true, maxStorageGb: true }).required();

/** How much of what a school may hold is used, and the dialog that changes how much it may. */
export function Quotas(props: { school: TenantView }) {
  const t = useText("school-overview");
  const format = useFormat();
  const update = useAction(updateSchool);
  const [isEditing, setEditing] = createSignal(false);
  const limits = () => ({ maxStudents: props.school.maxStudents, maxStorageGb: props.school.maxStorageGb });
  const storageLimit = () => props.school.maxStorageGb * GIB;
  return (
    <Section
      title={t("quotas")}
      actions={
        <Button size="sm" onClick={() => setEditing(true)}>
          {t("quotas.edit")}
        </Button>
      }
    >
      <div class="flex flex-col gap-4">
        <Quota
          label={t("quota.students")}
          used={props.school.studentCount}
          limit={props.school.maxStudents}
          write={format.number}
        />
        <Quota
          label={t("quota.storage")}
          used={props.school.storageUsedBytes}
          limit={storageLimit()}
          write={format.bytes}
        />
      </div>
      <EditDialog
        open={isEditing()}
        onClose={() => setEditing(false)}
        title={t("quotas.edit")}
        description={t("quotas.about")}
        action={t("quotas.save")}
        schema={schema}
        values={limits()}
        save={async (wanted) => {
          await update({ id: props.school.id, ...changesOf(limits(), wanted) });
          toast.success(t("quotas.saved"));
        }}
      >
        {(form) => (
          <>
            <NumberField
              {...form.field("maxStudents")}
              label={t("quota.students")}
              hint={t("quota.students.hint", { count: props.school.studentCount })}
              min={1}
            />
            <NumberField
              {...form.field("maxStorageGb")}
              label={t("quota.storage")}
              hint={t("quota.storage.hint", { used: format.bytes(props.school.storageUsedBytes) })}
              unit={t("quota.storage.unit")}
              min={1}
            />
          </>
        )}
      </EditDialog>
    </Section>
  );
}

function Quota(props: { label: string; used: number; limit: number; write: (value: number) => string }) {
  const t = useText("school-overview");
  const level = () => quotaLevel(props.used, props.limit);
  return (
    <div class="flex flex-col gap-1.5">
      <Meter
        label={props.label}
        used={props.used}
        limit={props.limit}
        text={t("quota.used", { used: props.write(props.used), limit: props.write(props.limit) })}
      />
      <Show when={level() !== "fine"}>
        <p
          class={cx(
            "flex items-center gap-1.5 text-xs font-medium",
            level() === "high" ? "text-warning-ink" : "text-danger-ink",
          )}
        >
          <TriangleAlert class="size-3.5 shrink-0" aria-hidden="true" />
          {level() === "full" ? t("quota.full") : t("quota.left", { left: props.write(props.limit - props.used) })}
        </p>
      </Show>
    </div>
  );
}
