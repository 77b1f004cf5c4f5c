import { LAST_NAMES, MEN, STREETS, WOMEN } from "../lists/index.ts";
import type { Random } from "../random.ts";
import type { Contacts, Person } from "./contacts.ts";
import type { Frame } from "./frame.ts";

export type Guardian = Person & {
  relationship: "mother" | "father" | "grandparent";
  /** Their account is a parent's; without one the school only writes and telephones. */
  hasAccount: boolean;
  address: string;
  livesWithPupil: boolean;
};

export type Family = { lastName: string; address: string; guardians: Guardian[] };

/** One or two people responsible for one pupil or more; the first always has an account. */
export function planFamily(frame: Frame, contacts: Contacts, random: Random, isFirst: boolean): Family {
  const lastName = random.pick(LAST_NAMES);
  const address = streetAddress(random);
  const motherFirst = isFirst || random.chance(0.6);
  const isGrandparent = !isFirst && random.chance(0.03);
  const guardian = (isMother: boolean, facts: Pick<Guardian, "hasAccount" | "address" | "livesWithPupil">) => {
    const own = isMother && random.chance(0.4) ? random.pick(LAST_NAMES) : lastName;
    const firstName = random.pick(isMother ? WOMEN : MEN);
    const local = isFirst && isMother ? "parent" : undefined;
    const relationship = isGrandparent
      ? ("grandparent" as const)
      : isMother
        ? ("mother" as const)
        : ("father" as const);
    return { ...contacts.outsider(firstName, own, local), id: frame.id(), relationship, ...facts };
  };
  const guardians = [guardian(motherFirst, { hasAccount: true, address, livesWithPupil: true })];
  if (!isGrandparent && random.chance(0.75)) {
    const together = random.chance(0.7);
    const other = together ? address : streetAddress(random);
    guardians.push(
      guardian(!motherFirst, { hasAccount: random.chance(0.6), address: other, livesWithPupil: together }),
    );
  }
  return { lastName, address, guardians };
}

function streetAddress(random: Random): string {
  return `${random.int(1, 98)} ${random.pick(STREETS)}`;
}
