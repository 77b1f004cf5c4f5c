import type { DriftSchool } from "@pepro/contracts";
import { type Pool, transaction } from "@pepro/db";
import type { Core } from "../core.ts";
import { latestVersion } from "../migrations/index.ts";
import { compare } from "./compare.ts";
import {
  type Fingerprint,
  looking,
  readFingerprints,
  readParts,
  readVersions,
  type SchoolPart,
} from "./fingerprint-queries.ts";
import { type Pristine, readPristine } from "./pristine.ts";
import type { ProvisionedSchool } from "./queries.ts";
import { repair } from "./repair/index.ts";

/** Schools whose details are read in one statement. */
const AT_A_TIME = 100;

type Models = (version: number) => Promise<Pristine>;
type Suspect = { school: ProvisionedSchool; fingerprint: Fingerprint; model: Pristine };

/** The schools of one cluster, each compared with a new one of its version. */
export async function examineCluster(
  core: Core,
  clusterId: string,
  schools: readonly ProvisionedSchool[],
): Promise<DriftSchool[]> {
  const owner = core.db.owner(clusterId);
  const latest = latestVersion(core.migrations.tenant);
  const models = modelsOf(core, owner, clusterId);
  // Having looked at every table of a thousand schools, PostgreSQL's process holds some 800 MB.
  const rows = await transaction(owner, looking(), (tx) => readFingerprints(tx, schools.map(namesOf)), { once: true });
  const fingerprints = new Map(rows.map((row) => [row.schema, row]));
  const judged: DriftSchool[] = [];
  const suspects: Suspect[] = [];
  for (const school of schools) {
    const fingerprint = fingerprints.get(school.schemaName);
    if (!fingerprint) judged.push(verdict(school, "missing"));
    else if (school.schemaVersion > latest) judged.push(verdict(school, "ahead"));
    else {
      const model = await models(school.schemaVersion);
      if (model.digest === fingerprint.digest) judged.push(verdict(school, "same"));
      else suspects.push({ school, fingerprint, model });
    }
  }
  for (let at = 0; at < suspects.length; at += AT_A_TIME) {
    judged.push(...(await examineClosely(core, owner, models, suspects.slice(at, at + AT_A_TIME))));
  }
  return judged;
}

/** A new school of each version, made when it is first asked for. */
function modelsOf(core: Core, owner: Pool, clusterId: string): Models {
  const made = new Map<number, Promise<Pristine>>();
  return (version) => {
    const known = made.get(version) ?? readPristine(core, owner, clusterId, version);
    made.set(version, known);
    return known;
  };
}

/**
 * What of these schools differs. Their own ledgers say which version they are: the control plane hears of it a moment
 * later, and one that is migrated meanwhile is no other school.
 */
async function examineClosely(
  core: Core,
  owner: Pool,
  models: Models,
  suspects: readonly Suspect[],
): Promise<DriftSchool[]> {
  const { versions, parts } = await transaction(owner, looking(), async (tx) => {
    const versions = await readVersions(
      tx,
      suspects
        .filter(({ fingerprint }) => "migration_ledger" in fingerprint.tables)
        .map(({ school }) => school.schemaName),
    );
    const isAsThought = ({ school }: Suspect) =>
      (versions.get(school.schemaName) ?? school.schemaVersion) === school.schemaVersion;
    const [known, others] = [suspects.filter(isAsThought), suspects.filter((each) => !isAsThought(each))];
    const wanted = known.flatMap(({ school, fingerprint, model }) =>
      tablesThatDiffer(fingerprint.tables, model.tables).map((table) => ({ schema: school.schemaName, table })),
    );
    const names = (all: readonly Suspect[]) => all.map(({ school }) => namesOf(school));
    const details = known.length > 0 ? await readParts(tx, names(known), wanted) : [];
    const whole = others.length > 0 ? await readParts(tx, names(others)) : [];
    return { versions, parts: bySchema([...details, ...whole]) };
  });
  const judged: DriftSchool[] = [];
  for (const suspect of suspects) {
    const { schemaName, schemaVersion } = suspect.school;
    const version = versions.get(schemaName) ?? schemaVersion;
    const school = { ...suspect.school, schemaVersion: version };
    const its = parts.get(schemaName) ?? [];
    if (version > latestVersion(core.migrations.tenant)) judged.push(verdict(school, "ahead"));
    else if (version === schemaVersion) judged.push(judge(core, { ...suspect, school }, its, true));
    else judged.push(judge(core, { ...suspect, school, model: await models(version) }, its, false));
  }
  return judged;
}

/** `isPartial`: the details are those of tables whose digests differ. */
function judge(
  core: Core,
  { school, fingerprint, model }: Suspect,
  parts: readonly SchoolPart[],
  isPartial: boolean,
): DriftSchool {
  const differing = new Set(tablesThatDiffer(fingerprint.tables, model.tables));
  const expected = isPartial ? model.parts.filter(({ table }) => differing.has(table)) : model.parts;
  const deltas = compare(expected, parts);
  if (deltas.length === 0) return verdict(school, "same");
  const { roles, runtimeRole } = core.installation;
  const logins = [...new Set([roles.runtime, runtimeRole])];
  const lostRole = fingerprint.hasRole ? undefined : { tenants: roles.tenants, logins };
  return {
    ...verdict(school, "different"),
    ...repair(deltas, { place: namesOf(school), parts: model.parts, lostRole }),
  };
}

function bySchema(parts: readonly SchoolPart[]): ReadonlyMap<string, readonly SchoolPart[]> {
  const found = new Map<string, SchoolPart[]>();
  for (const part of parts) {
    const its = found.get(part.schema);
    if (its) its.push(part);
    else found.set(part.schema, [part]);
  }
  return found;
}

function tablesThatDiffer(a: Fingerprint["tables"], b: Fingerprint["tables"]): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((table) => a[table] !== b[table]);
}

function verdict(school: ProvisionedSchool, state: DriftSchool["state"]): DriftSchool {
  const { id, schemaName, schoolName, schemaVersion } = school;
  const named = { tenantId: id, schema: schemaName, name: schoolName, version: schemaVersion };
  return { ...named, state, differences: [], repair: [] };
}

const namesOf = ({ schemaName, roleName }: ProvisionedSchool) => ({ schema: schemaName, role: roleName });
