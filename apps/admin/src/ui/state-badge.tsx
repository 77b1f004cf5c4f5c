import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import CircleDashed from "lucide-solid/icons/circle-dashed";
import CirclePause from "lucide-solid/icons/circle-pause";
import LoaderCircle from "lucide-solid/icons/loader-circle";
import { useText } from "../i18n/i18n.tsx";
import type { Tone } from "./alert.tsx";
import { Badge } from "./badge.tsx";
import type { Icon } from "./icon.ts";

/** The states of a school, and a ready one that was switched off. */
export type SchoolState = "created" | "provisioning" | "ready" | "failed" | "inactive";

const LOOKS: Record<SchoolState, { tone: Tone; icon: Icon }> = {
  created: { tone: "neutral", icon: CircleDashed },
  provisioning: { tone: "accent", icon: LoaderCircle },
  ready: { tone: "success", icon: CircleCheck },
  failed: { tone: "danger", icon: CircleAlert },
  inactive: { tone: "warning", icon: CirclePause },
};

export function StateBadge(props: { state: SchoolState }) {
  const t = useText("common");
  return (
    <Badge tone={LOOKS[props.state].tone} icon={LOOKS[props.state].icon} spinning={props.state === "provisioning"}>
      {t(`state.${props.state}`)}
    </Badge>
  );
}

/** What a school shows: whether it is switched off counts only once it can be reached. */
export function stateOf(school: { state: Exclude<SchoolState, "inactive">; isActive: boolean }): SchoolState {
  return school.state === "ready" && !school.isActive ? "inactive" : school.state;
}
