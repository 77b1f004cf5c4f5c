import { refused } from "../credentials/check.ts";
import type { AuthMeta, AuthScope } from "../scope.ts";
import { storeOf } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { noteSignIn } from "../users/view.ts";
import { sessionMs } from "./policy.ts";
import type { SignedIn } from "./sign-in.ts";

/** Opens a browser session for a user who has shown all that was asked. @throws PeproError `invalid_credentials` */
export async function openSession(
  services: AuthServices,
  scope: AuthScope,
  userId: string,
  meta: AuthMeta,
): Promise<SignedIn> {
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
