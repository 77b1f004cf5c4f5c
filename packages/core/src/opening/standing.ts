import {
  domainUrl,
  everyModule,
  hasModule,
  type OpeningColumnName,
  type OpeningFault,
  schemaNameOf,
} from "@pepro/contracts";
import type { CoreConfig } from "../core.ts";
import type { PlatformReader } from "../tenants/reader.ts";
import { COLUMN_OF } from "./file/cells.ts";
import { type FileRow, fault } from "./file/rows.ts";
import { type KnownSchool, readKnown } from "./queries.ts";

/** What is at a row's names: nothing, the school itself, or somebody else. */
export type Standing =
  | { kind: "free" }
  | { kind: "there"; id: string; isProvisioned: boolean; differences: readonly OpeningColumnName[] }
  | { kind: "refused"; fault: OpeningFault };

type Row = Pick<FileRow, "line" | "given" | "input">;

/** Where each of several rows stands, by one statement. */
export async function standingsOf(
  reader: PlatformReader,
  { baseDomain, mainHosts }: Pick<CoreConfig, "baseDomain" | "mainHosts">,
  rows: readonly Row[],
): Promise<Standing[]> {
  const subdomains = rows.map(({ input }) => input.subdomain);
  const hostOf = (subdomain: string) => `${subdomain}.${baseDomain}`;
  const names = { subdomains, schemas: subdomains.map(schemaNameOf), hosts: subdomains.map(hostOf) };
  const known = rows.length > 0 ? await reader.query<KnownSchool>(readKnown(names)) : [];
  const by = (keysOf: (school: KnownSchool) => readonly string[]) =>
    new Map(known.flatMap((school) => keysOf(school).map((key) => [key, school] as const)));
  const [bySubdomain, bySchema, byHost] = [
    by(({ subdomain }) => [subdomain]),
    by(({ schemaName }) => [schemaName]),
    by(({ hosts }) => hosts),
  ];
  return rows.map((row): Standing => {
    const { subdomain } = row.input;
    const refused = (rule: string, params = {}): Standing => ({
      kind: "refused",
      fault: fault(row.line, "subdomain", rule, { subdomain, ...params }),
    });
    const [host, schemaName] = [hostOf(subdomain), schemaNameOf(subdomain)];
    const school = bySubdomain.get(subdomain);
    if (school?.isDeleted) return refused("subdomain_deleted");
    if (school) {
      const { id, isProvisioned } = school;
      return { kind: "there", id, isProvisioned, differences: differencesOf(row, school) };
    }
    if (!domainUrl.safeParse(host).success) return refused("subdomain_too_long");
    if (mainHosts.includes(host) || byHost.has(host)) return refused("subdomain_taken");
    if (bySchema.has(schemaName)) return refused("schema_taken", { schemaName });
    return { kind: "free" };
  });
}

/** Columns that the row fills in and that the school has otherwise. Who administers a school is its own affair. */
function differencesOf({ given, input }: Row, school: KnownSchool): OpeningColumnName[] {
  const wanted: Readonly<Record<string, unknown>> = { ...input, modulesEnabled: switched(input.modulesEnabled ?? {}) };
  const there: Readonly<Record<string, unknown>> = { ...school, modulesEnabled: switched(school.modulesEnabled) };
  return Object.entries(COLUMN_OF).flatMap(([field, column]) => {
    const isCompared = given.includes(column) && field in there;
    return isCompared && String(wanted[field]) !== String(there[field]) ? [column] : [];
  });
}

function switched(modules: KnownSchool["modulesEnabled"]): string {
  return JSON.stringify(everyModule((_, name) => hasModule(modules, name)));
}
