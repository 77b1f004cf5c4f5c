import Ban from "lucide-solid/icons/ban";
import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import CircleDashed from "lucide-solid/icons/circle-dashed";
import CirclePause from "lucide-solid/icons/circle-pause";
import LoaderCircle from "lucide-solid/icons/loader-circle";
import type { OpeningJob, OpeningRowState } from "../../../data/imports.ts";
import { useText } from "../../../i18n/i18n.tsx";
import type { Tone } from "../../../ui/alert.tsx";
import { Badge } from "../../../ui/badge.tsx";
import type { Icon } from "../../../ui/icon.ts";

type Look = { tone: Tone; icon: Icon };

const JOB: Record<OpeningJob["state"], Look> = {
  running: { tone: "accent", icon: LoaderCircle },
  paused: { tone: "warning", icon: CirclePause },
  done: { tone: "success", icon: CircleCheck },
  failed: { tone: "danger", icon: CircleAlert },
  cancelled: { tone: "neutral", icon: Ban },
};

const ROW: Record<OpeningRowState, Look> = {
  pending: { tone: "neutral", icon: CircleDashed },
  running: { tone: "accent", icon: LoaderCircle },
  done: { tone: "success", icon: CircleCheck },
  present: { tone: "neutral", icon: CircleCheck },
  different: { tone: "warning", icon: CircleAlert },
  failed: { tone: "danger", icon: CircleAlert },
  skipped: { tone: "neutral", icon: Ban },
};

export function JobBadge(props: { state: OpeningJob["state"] }) {
  const t = useText("imports");
  return (
    <Badge {...JOB[props.state]} spinning={props.state === "running"}>
      {t(`state.${props.state}`)}
    </Badge>
  );
}

/** What became of one line of the file. */
export function RowBadge(props: { state: OpeningRowState }) {
  const t = useText("imports");
  return (
    <Badge {...ROW[props.state]} spinning={props.state === "running"}>
      {t(`row.${props.state}`)}
    </Badge>
  );
}
