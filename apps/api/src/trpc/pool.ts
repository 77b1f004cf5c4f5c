import { getPoolStatus } from "@pepro/core";
import { queryOf, router } from "./procedure.ts";

/** Schools made ahead of need, for super-admins. */
export const pool = router({ status: queryOf(getPoolStatus) });
