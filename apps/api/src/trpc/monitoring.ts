import { getFleetMonitoring, getSchoolMonitoring, sampleMonitoring } from "@pepro/core";
import { mutationOf, queryOf, router } from "./procedure.ts";

/** What schools' tables take and how they are used, for super-admins. */
export const monitoring = router({
  fleet: queryOf(getFleetMonitoring),
  school: queryOf(getSchoolMonitoring),
  sample: mutationOf(sampleMonitoring),
});
