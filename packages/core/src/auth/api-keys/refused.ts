import { addressKey } from "../attempts/address.ts";
import { KEY_RATE } from "../attempts/limits.ts";
import { takeOne } from "../attempts/take.ts";
import type { AuthMeta, AuthScope } from "../scope.ts";
import type { AuthServices } from "../services.ts";

/** Counts a key that opens nothing against its address. @throws PeproError `too_many_attempts` */
export function countWrongKey(services: AuthServices, scope: AuthScope, meta: AuthMeta): Promise<void> {
  return takeOne(services, scope, `api-key:${addressKey(meta.ipAddress)}`, KEY_RATE);
}
