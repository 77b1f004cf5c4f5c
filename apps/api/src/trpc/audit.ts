import { listAudit, listChains, verifyAudit } from "@pepro/core";
import { queryOf, router } from "./procedure.ts";

/** The audit trails, for super-admins; `/api/audit/export` is their download. */
export const audit = router({
  list: queryOf(listAudit),
  /** What `verify` can be asked of, one by one. */
  chains: queryOf(listChains),
  verify: queryOf(verifyAudit),
});
