import { createApiKey, listApiKeys, revokeApiKey } from "@pepro/core";
import { mutationOf, queryOf, router } from "./procedure.ts";

/** Keys of integrations: this host's school's, or on the main host the platform's. */
export const apiKeys = router({
  list: queryOf(listApiKeys),
  create: mutationOf(createApiKey),
  revoke: mutationOf(revokeApiKey),
});
