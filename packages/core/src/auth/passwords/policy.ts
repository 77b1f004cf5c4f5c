import { isLongEnough, isPersonal, type PasswordOwner, PeproError, type ValidationIssue } from "@pepro/contracts";
import type { AuthScope } from "../scope.ts";
import { policyOf } from "../sessions/policy.ts";
import { isCommon } from "./common.ts";
import { isPattern } from "./pattern.ts";

export type { PasswordOwner };

/**
 * Refuses a new password that the school's policy, or anybody's guess, is against (NIST SP 800-63B, 5.1.1.2: a list of
 * common ones and words of the context; no rule about kinds of characters).
 * @param path where the password is in the input
 * @throws PeproError `validation_failed`
 */
export async function requireGoodPassword(
  scope: AuthScope,
  password: string,
  owner: PasswordOwner,
  path: string = "newPassword",
): Promise<void> {
  const issue = await faultOf(scope, password, owner);
  if (issue) throw new PeproError("validation_failed", { issues: [{ path: [path], ...issue }] });
}

async function faultOf(
  scope: AuthScope,
  password: string,
  owner: PasswordOwner,
): Promise<Omit<ValidationIssue, "path"> | undefined> {
  const minimum = policyOf(scope).passwordMinLength;
  if (!isLongEnough(password, minimum)) return { rule: "password_too_short", params: { minimum } };
  if (isPersonal(password, owner, placeWords(scope))) return { rule: "password_personal" };
  return isPattern(password) || (await isCommon(password)) ? { rule: "password_common" } : undefined;
}

function placeWords(scope: AuthScope): string[] {
  return scope.kind === "platform" ? [] : [scope.tenant.schoolName, scope.tenant.subdomain];
}
