import { PeproError } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import type { AuthScope } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { putSecret } from "./queries.ts";
import { newSecret, otpauthUri } from "./totp.ts";

/** Gives a user a new secret to set an authenticator up with. @throws PeproError `forbidden` while one is in use */
export async function beginTwoFactor(
  { sealer, clock }: Pick<AuthServices, "sealer" | "clock">,
  scope: AuthScope,
  tx: Tx,
  user: { id: string; email: string },
): Promise<{ uri: string; secret: string }> {
  const secret = newSecret();
  const put = await tx.first(putSecret(user.id, await sealer.seal(scope, user.id, secret), clock()));
  if (!put) throw new PeproError("forbidden", {});
  const issuer = scope.kind === "tenant" ? scope.tenant.schoolName : "PeproScolaire";
  const uri = otpauthUri(secret, issuer, user.email);
  return { uri, secret: new URL(uri).searchParams.get("secret") ?? "" };
}
