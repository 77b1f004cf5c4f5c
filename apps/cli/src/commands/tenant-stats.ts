import { MODULES, type TenantStats } from "@pepro/contracts";
import { execute, getTenantStats } from "@pepro/core";
import { LABELS } from "../labels.ts";
import { record } from "../output/record.ts";
import type { Cli } from "../program/cli.ts";
import { defineCommand, SCHOOL } from "../program/command.ts";
import { findSchool } from "../school.ts";

export const tenantStatsCommand = defineCommand({
  name: "tenant-stats",
  summary: { fr: "voir ce qu'un établissement utilise", en: "see what a school uses" },
  argument: SCHOOL,
  options: [],
  run: async (cli, _flags, name) => {
    const school = await findSchool(cli, name);
    const data = await execute(await cli.core(), getTenantStats, cli.call, { id: school.id });
    const title = cli.palette.bold(school.schoolName);
    return { data, text: [title, "", record(fieldsOf(cli, data))].join("\n") };
  },
});

function fieldsOf(cli: Cli, stats: TenantStats): (readonly [string, string])[] {
  const { number, size } = cli.formats;
  const percent = cli.formats.percent(stats.storageUsedBytes / stats.storageLimitBytes);
  const of = { fr: "{used} sur {limit} ({percent})", en: "{used} of {limit} ({percent})" };
  const storage = { used: size(stats.storageUsedBytes), limit: size(stats.storageLimitBytes), percent };
  const state = stats.isActive ? { fr: "actif", en: "active" } : { fr: "désactivé", en: "deactivated" };
  return [
    [cli.say(LABELS.host), stats.domainUrl],
    [cli.say(LABELS.state), cli.say(state)],
    [cli.say({ fr: "Comptes", en: "Accounts" }), number(stats.totalUsers)],
    [cli.say(LABELS.students), number(stats.studentCount)],
    [cli.say({ fr: "Enseignants", en: "Teachers" }), number(stats.teacherCount)],
    [cli.say({ fr: "Parents", en: "Parents" }), number(stats.parentCount)],
    [cli.say({ fr: "Administrateurs", en: "Administrators" }), number(stats.adminCount)],
    [cli.say(LABELS.storage), cli.say(of, storage)],
    [cli.say(LABELS.lastAccess), cli.formats.date(stats.lastAccessedAt)],
    [
      cli.say({ fr: "Modules actifs", en: "Modules on" }),
      MODULES.filter((name) => stats.activeModules.includes(name)).join(", ") || "—",
    ],
    [
      cli.say({ fr: "Modules inactifs", en: "Modules off" }),
      MODULES.filter((name) => stats.inactiveModules.includes(name)).join(", ") || "—",
    ],
  ];
}
