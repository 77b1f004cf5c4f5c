import Ban from "lucide-solid/icons/ban";
import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import CircleDashed from "lucide-solid/icons/circle-dashed";
import CirclePause from "lucide-solid/icons/circle-pause";
import LoaderCircle from "lucide-solid/icons/loader-circle";
import type { FleetRun, FleetSchoolState } from "../../../data/fleet.ts";
import { useText } from "../../../i18n/i18n.tsx";
import type { Tone } from "../../../ui/alert.tsx";
import { Badge } from "../../../ui/badge.tsx";
import type { Icon } from "../../../ui/icon.ts";

type Look = { tone: Tone; icon: Icon };

const RUN: Record<FleetRun["state"], Look> = {
  running: { tone: "accent", icon: LoaderCircle },
  paused: { tone: "warning", icon: CirclePause },
  done: { tone: "success", icon: CircleCheck },
  failed: { tone: "danger", icon: CircleAlert },
  cancelled: { tone: "neutral", icon: Ban },
};

const SCHOOL: Record<FleetSchoolState, Look> = {
  pending: { tone: "neutral", icon: CircleDashed },
  running: { tone: "accent", icon: LoaderCircle },
  done: { tone: "success", icon: CircleCheck },
  failed: { tone: "danger", icon: CircleAlert },
  skipped: { tone: "neutral", icon: Ban },
};

export function RunBadge(props: { state: FleetRun["state"] }) {
  const t = useText("migrations");
  return (
    <Badge {...RUN[props.state]} spinning={props.state === "running"}>
      {t(`state.${props.state}`)}
    </Badge>
  );
}

/** Where one school stands in a run. */
export function RunSchoolBadge(props: { state: FleetSchoolState }) {
  const t = useText("migrations");
  return (
    <Badge {...SCHOOL[props.state]} spinning={props.state === "running"}>
      {t(`school.${props.state}`)}
    </Badge>
  );
}
