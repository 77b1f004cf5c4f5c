import type { FirstAdmin } from "../../../data/provisioning.ts";

/** Letters and digits that are not mistaken for one another. */
const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

/**
 * Whom a school is opened with: the person who was named, else the school's own address. The password is made here and
 * not by the server, so that a page loaded anew in the middle of an opening can still show it at the end.
 */
export function firstAdminOf(
  school: { email: string; schoolName: string },
  person?: Omit<FirstAdmin, "password">,
): FirstAdmin {
  const named = person ?? {
    email: school.email,
    firstName: "Administration",
    // Not cut through a character of two halves.
    lastName: school.schoolName
      .slice(0, 150)
      .replace(/[\ud800-\udbff]$/, "")
      .trim(),
  };
  return { ...named, password: makePassword() };
}

/** 20 of 32 characters: 100 bits. */
function makePassword(): string {
  const letters = Array.from(crypto.getRandomValues(new Uint8Array(20)), (byte) => ALPHABET[byte % ALPHABET.length]);
  return [0, 5, 10, 15].map((start) => letters.slice(start, start + 5).join("")).join("-");
}
