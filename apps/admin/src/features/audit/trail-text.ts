import type { ActivityEntry, AuditEntryView } from "@pepro/contracts";
import { useText } from "../../i18n/i18n.tsx";

/** Actions whose fields say more than the action itself. */
const TELLING = ["tenants.update", "settings.update", "auth.updateProfile"];

type Entry = Pick<ActivityEntry | AuditEntryView, "action"> & { actor: { kind: string; label: string } };

/** The words for a trail's entries. What has none of ours is shown by its own name. */
export function useTrailText() {
  const t = useText("school-activity");
  /** A key that may have no text, since actions and fields grow with the server. */
  const known = (key: string) => t(key as "action.tenants.create") || undefined;
  /** Who has no account: the server as it starts, or who runs commands on it («cli:camille»). */
  const operator = (label: string) => {
    if (label === "server") return t("operator.server");
    const account = /^cli:(.+)$/.exec(label)?.[1];
    return account ? t("operator.account", { account }) : t("operator.other");
  };
  const kindOf = (kind: string) => known(`actor.${kind}`) ?? kind;
  const field = (name: string) => known(`field.${name}`) ?? name;
  return {
    action: ({ action }: Pick<Entry, "action">) => known(`action.${action}`) ?? action,
    actor: ({ actor }: Pick<Entry, "actor">) => {
      if (actor.kind === "operator") return operator(actor.label);
      const kind = kindOf(actor.kind);
      return actor.label === "" ? kind : t("actor", { label: actor.label, kind });
    },
    /** The same in two parts, for where a line has no room for both. */
    actorParts: ({ actor }: Pick<Entry, "actor">): { name: string; kind: string } => {
      if (actor.kind === "operator") return { name: operator(actor.label), kind: "" };
      const kind = kindOf(actor.kind);
      return actor.label === "" ? { name: kind, kind: "" } : { name: actor.label, kind };
    },
    field,
    fields: ({ action, fields }: ActivityEntry) => (TELLING.includes(action) ? fields.map(field).join(", ") : ""),
  };
}
