/** Whose password it is to be. */
export type PasswordOwner = { email: string; username: string; firstName: string; lastName: string };

/** Shorter names are part of too many words. */
const SHORTEST_NAME = 4;

/** Whether a password has as many characters, as people count them, as the policy asks for. */
export function isLongEnough(password: string, minimum: number): boolean {
  return Array.from(password.normalize("NFKC")).length >= minimum;
}

/**
 * Whether a password is little more than a name: its owner's, with the address whole or in part, the product's, or one of
 * its place (a school's).
 *
 * @param places names and subdomains; none for the platform.
 */
export function isPersonal(password: string, owner: PasswordOwner, places: readonly string[] = []): boolean {
  const { email, username, firstName, lastName } = owner;
  const names = [firstName, lastName, firstName + lastName, lastName + firstName];
  const words = [email, email.split("@", 1)[0], username, ...names, "peproscolaire", ...places];
  const plain = lettersOf(password);
  return words
    .map((word) => lettersOf(word ?? ""))
    .some((word) => word.length >= SHORTEST_NAME && plain.includes(word) && plain.length - word.length < SHORTEST_NAME);
}

/** Letters alone, without accents: «Lycée Victor Hugo» is `lyceevictorhugo`. */
function lettersOf(text: string): string {
  return text
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^\p{L}]/gu, "");
}
