/** Beginnings of SQLSTATE, the longer first (PostgreSQL, appendix A), and what they come to for who opens schools. */
const CAUSES = [
  ["53100", "disk"],
  ["57014", "busy"],
  ["42501", "rights"],
  ["42P06", "nameTaken"],
  ["53", "resources"],
  ["08", "connection"],
  ["57", "connection"],
  ["40", "busy"],
  ["55", "busy"],
] as const;

/** Why a step of an opening failed, as far as somebody can mend it; undefined for an error of another kind. */
export function causeOf({ code, fields }: { code: string; fields: Readonly<Record<string, unknown>> }) {
  if (code !== "provisioning_failed") return undefined;
  const sqlstate = String(fields.sqlstate ?? "");
  const known = CAUSES.find(([beginning]) => sqlstate.startsWith(beginning));
  return known?.[1] ?? (fields.step === "files" ? "files" : "other");
}
