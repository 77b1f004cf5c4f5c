import { PeproError, type ValidationIssue } from "@pepro/contracts";
import type { AuthScope } from "../scope.ts";
import { policyOf } from "../sessions/policy.ts";
import { isCommon } from "./common.ts";

/** Whose password it is to be. */
export type PasswordOwner = { email: string; username: string; firstName: string; lastName: string };

/** Shorter names are part of too many words. */
const SHORTEST_NAME = 4;

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
  // Characters as people count them.
  if (Array.from(password.normalize("NFKC")).length < minimum)
    return { rule: "password_too_short", params: { minimum } };
  if (isPersonal(scope, password, owner)) return { rule: "password_personal" };
  return (await isCommon(password)) ? { rule: "password_common" } : undefined;
}

function isPersonal(scope: AuthScope, password: string, owner: PasswordOwner): boolean {
  const words = [owner.email.split("@", 1)[0], owner.username, owner.firstName, owner.lastName, ...placeWords(scope)];
  const plain = lettersOf(password);
  return words
    .map((word) => lettersOf(word ?? ""))
    .some((word) => word.length >= SHORTEST_NAME && plain.includes(word) && plain.length - word.length < SHORTEST_NAME);
}

function placeWords(scope: AuthScope): string[] {
  if (scope.kind === "platform") return ["peproscolaire"];
  const { schoolName, subdomain } = scope.tenant;
  return ["peproscolaire", schoolName, subdomain];
}

/** Letters alone, without accents: «Lycée Victor Hugo» is `lyceevictorhugo`. */
function lettersOf(text: string): string {
  return text
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^\p{L}]/gu, "");
}
