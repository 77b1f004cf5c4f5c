import { createAsync } from "@solidjs/router";
import { Suspense } from "solid-js";
import { schoolName } from "../../data/audit.ts";
import { useText } from "../../i18n/i18n.tsx";

/** A school by its id: its name, and of one that is gone the beginning of the id. */
export function SchoolName(props: { id: string }) {
  return (
    <Suspense fallback={<span class="skeleton inline-block h-3 w-24" aria-hidden="true" />}>
      <Name id={props.id} />
    </Suspense>
  );
}

function Name(props: { id: string }) {
  const t = useText("audit");
  const name = createAsync(() => schoolName(props.id));
  const shown = () => name() ?? (name() === null ? t("filter.schoolGone", { id: props.id.slice(0, 8) }) : "");
  return <span title={shown()}>{shown()}</span>;
}
