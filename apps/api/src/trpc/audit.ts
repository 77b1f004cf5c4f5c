import { listAudit, verifyAudit } from "@pepro/core";
import { queryOf, router } from "./procedure.ts";

/** The audit trails, for super-admins; `/api/audit/export` is their download. */
export const audit = router({
  list: queryOf(listAudit),
  verify: queryOf(verifyAudit),
});
