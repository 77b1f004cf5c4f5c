import type { TokenPair, UserView } from "@pepro/contracts";
import { newId } from "../../ids.ts";
import { type Credentials, checkCredentials, refused } from "../credentials/check.ts";
import { type AuthMeta, type AuthScope, storeOf } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { noteSignIn } from "../users/view.ts";
import { signPair } from "./pair.ts";
import { openFamily } from "./queries.ts";

export async function logIn(
  services: AuthServices,
  scope: AuthScope,
  credentials: Credentials,
  meta: AuthMeta,
): Promise<{ user: UserView; tokens: TokenPair }> {
  const userId = await checkCredentials(services, scope, credentials);
  const now = meta.now ?? services.clock();
  const { ipAddress, userAgent } = meta;
  const familyId = newId();
  const issue = { tokenId: newId(), now, expiresAt: new Date(now.getTime() + services.refreshMs) };

  const store = storeOf(services.db, scope);
  await store.execute(openFamily({ id: familyId, userId, ipAddress, userAgent }, issue));
  const user = await noteSignIn(store, userId, now);
  if (!user) throw refused();
  return { user, tokens: await signPair(services, scope, { userId, familyId }, issue) };
}
