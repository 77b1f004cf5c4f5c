import * as z from "zod";
import type { Core } from "../core.ts";
import { type Call, defineUseCase, execute, superAdmin } from "../executor/index.ts";
import { type Opening, openDemoSchool } from "./open.ts";
import { lockSeeding } from "./queries.ts";
import { DEMO_ACCOUNTS, demoEmail } from "./schools.ts";
import { setDemoPassword } from "./set-password.ts";
import { type Surveyed, surveyAll } from "./survey.ts";

export type SeedOptions = {
  /** What every demo account of a school opened now signs in with. 8 to 128 characters. */
  password: string;
  /** Told of each school once it is there; what it throws stops the seeding, which another call finishes. */
  onProgress?: (line: string) => void;
};

const seeded = z.object({
  opened: z.array(z.object({ schoolName: z.string(), subdomain: z.string(), domainUrl: z.string() })),
  accounts: z.array(z.object({ subdomain: z.string(), role: z.string(), email: z.string() })),
});
export type Seeded = z.infer<typeof seeded>;

export const openDemo = defineUseCase({
  name: "demo.seed",
  permission: superAdmin,
  access: "composed",
  on: "platform",
  input: z.object({
    password: z.string().min(8).max(128),
    onProgress: z.custom<(line: string) => void>((value) => typeof value === "function").optional(),
  }),
  output: seeded,
  run: async ({ core, tx, actor, meta, now }, { password, onProgress }) => {
    await tx.query(lockSeeding());
    const call: Call = { actor, meta, now, tenant: undefined };
    const found = await surveyAll(core, call);
    const missing = found.filter(({ stage }) => ["absent", "registered", "empty"].includes(stage));
    if (missing.length === 0) return { opened: [], accounts: found.flatMap(accountsOf) };

    const opening = { password, passwordHash: core.auth.passwords.hash(password) };
    await adoptUnused(core, call, found, opening);
    const opened: Seeded["opened"] = [];
    for (const school of missing) {
      const { schoolName, subdomain, domainUrl } = await openDemoSchool(core, call, school, opening);
      opened.push({ schoolName, subdomain, domainUrl });
      onProgress?.(`${schoolName} · ${domainUrl}`);
    }
    return { opened, accounts: (await surveyAll(core, call)).flatMap(accountsOf) };
  },
});

/**
 * Opens the demo schools that are missing. Safe to run again, and by two processes at once; killed anywhere, running it
 * again finishes. A school that only has the name of one of the demo's is left alone, and so is one deleted on purpose.
 *
 * @returns the schools opened now, and the accounts to remember of every demo school that is there. Schools that were
 * complete keep their password, unless an earlier run was cut off and nobody has signed in there since.
 * @throws PeproError `validation_failed` for a password out of bounds; those of opening a school
 */
export async function seedDemo(core: Core, call: Call, options: SeedOptions): Promise<Seeded> {
  return execute(core, openDemo, call, options);
}

/** What a run that was cut off has opened takes this run's password: nobody was ever told the other one. */
async function adoptUnused(core: Core, call: Call, found: readonly Surveyed[], opening: Opening): Promise<void> {
  for (const school of found) {
    if (school.stage !== "filled" || school.isUsed) continue;
    const passwordHash = await opening.passwordHash;
    await execute(core, setDemoPassword, { ...call, tenant: school.tenant }, { passwordHash });
  }
}

function accountsOf(found: Surveyed): Seeded["accounts"] {
  if (found.stage !== "filled" || !found.row.isActive) return [];
  const { school, emails } = found;
  return DEMO_ACCOUNTS.map(({ local, role }) => ({
    subdomain: school.subdomain,
    role,
    email: demoEmail(school, local),
  })).filter(({ email }) => emails.includes(email));
}
