import type { UserView } from "@pepro/contracts";
import { type Credentials, checkCredentials, refused } from "../credentials/check.ts";
import { type AuthMeta, type AuthScope, storeOf } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { noteSignIn } from "../users/view.ts";
import { sessionMs } from "./policy.ts";

export type SignedIn = { user: UserView; sessionToken: string; expiresAt: Date };

export async function signIn(
  services: AuthServices,
  scope: AuthScope,
  credentials: Credentials,
  meta: AuthMeta,
): Promise<SignedIn> {
  const userId = await checkCredentials(services, scope, credentials);
  const now = meta.now ?? services.clock();
  const expiresAt = new Date(now.getTime() + sessionMs(scope));
  const { ipAddress, userAgent } = meta;

  // The origin is given whole (`overrideAll`): the library would read headers, and cut an IPv6 address to its /64.
  const session = await services.library.use(scope, ({ internalAdapter }) =>
    internalAdapter.createSession(
      userId,
      false,
      { ipAddress, userAgent, expiresAt, createdAt: now, updatedAt: now },
      true,
    ),
  );
  const user = await noteSignIn(storeOf(services.db, scope), userId, now);
  if (!user) throw refused();
  return { user, sessionToken: session.token, expiresAt };
}
