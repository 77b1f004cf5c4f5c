import { DEMO_ACCOUNTS, demoEmail } from "../schools.ts";
import type { Frame } from "./frame.ts";

export type Person = {
  id: string;
  firstName: string;
  lastName: string;
  username: string;
  email: string;
  phone: string;
};

type Named = Omit<Person, "id">;

export type Contacts = {
  /** A teacher or a pupil, with an address of the school's. `local` for the accounts to remember. */
  member(firstName: string, lastName: string, local?: string): Named;
  /** Somebody of a family, with an address of their own. */
  outsider(firstName: string, lastName: string, local?: string): Named;
};

/** Hands out user names, addresses and telephone numbers, each once. */
export function createContacts({ school, random }: Pick<Frame, "school" | "random">): Contacts {
  const taken = new Set<string>(DEMO_ACCOUNTS.map(({ local }) => local));
  // 06 39 98 is one of the ranges kept for fiction (ARCEP, numbering plan); the step visits each number once.
  let number = random("phones").int(0, 9_999);
  const nextPhone = () => {
    number = (number + 2_731) % 10_000;
    return `063998${String(number).padStart(4, "0")}`;
  };

  const make = (firstName: string, lastName: string, local: string | undefined, domain?: string): Named => {
    const username = local ?? free(taken, `${plain(firstName)}.${plain(lastName)}`);
    const email = local || !domain ? demoEmail(school, username) : `${username}@${domain}`;
    return { firstName, lastName, username, email, phone: nextPhone() };
  };
  return {
    member: (firstName, lastName, local) => make(firstName, lastName, local),
    // RFC 2606 keeps .example out of everybody's hands: no mail of a demo reaches anyone.
    outsider: (firstName, lastName, local) => make(firstName, lastName, local, "famille.example"),
  };
}

function free(taken: Set<string>, wanted: string): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}${count}`;
  taken.add(name);
  return name;
}

/** «N'Diaye» → «n-diaye», «Éloïse» → «eloise». */
function plain(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z]+/g, "-");
}
