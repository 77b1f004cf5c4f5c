import { findDrift } from "@pepro/core";
import { queryOf, router } from "./procedure.ts";

/** Schools whose tables are not what their version says, for super-admins. */
export const drift = router({ find: queryOf(findDrift) });
