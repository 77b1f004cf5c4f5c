import {
  cancelOpening,
  checkOpening,
  getOpening,
  listOpenings,
  resumeOpening,
  startOpening,
  takeOpeningPasswords,
  watchOpening,
} from "@pepro/core";
import { mutationOf, queryOf, router, subscriptionOf } from "./procedure.ts";

/** Many schools opened by one file, for super-admins. What is started here runs in this server, behind the answer. */
export const opening = router({
  // A file is too long for an address.
  check: mutationOf(checkOpening),
  start: mutationOf(startOpening),
  jobs: queryOf(listOpenings),
  job: queryOf(getOpening),
  watch: subscriptionOf(watchOpening),
  resume: mutationOf(resumeOpening),
  cancel: mutationOf(cancelOpening),
  passwords: mutationOf(takeOpeningPasswords),
});
