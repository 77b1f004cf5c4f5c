import type { Core } from "../core.ts";
import { readExposure } from "../installation/index.ts";
import { CHECKS, type Check, type Finding } from "./finding.ts";
import { inspections, lookingOnly, namesOf, readVersionDifferences } from "./queries.ts";

/** What only a superuser closes: elsewhere it stays possible. */
const OF_THE_SERVER: readonly Check[] = ["functions", "languages", "limits"];

/** Everything that can be found out about the installation by looking, without changing anything. */
export function lookAt({ db, installation }: Pick<Core, "db" | "installation">): Promise<Finding[]> {
  const { runtimeRole: runtime, roles, id } = installation;
  const { tenants } = roles;
  return lookingOnly(db.owner(installation.controlClusterId), async (tx) => {
    const { isOurs, functions, languages } = await readExposure(tx);
    const items = new Map<Check, readonly string[]>([
      ["functions", functions],
      ["languages", languages],
    ]);
    for (const [check, inspection] of Object.entries(inspections({ runtime, tenants, prefix: `pepro_${id}_` }))) {
      items.set(check as Check, await namesOf(tx, inspection));
    }
    items.set("versions", await readVersionDifferences(tx));
    return CHECKS.map((check): Finding => {
      const found = [...(items.get(check) ?? [])].sort();
      const open = !isOurs && OF_THE_SERVER.includes(check) ? "possible" : "broken";
      return { check, verdict: found.length === 0 ? "sound" : open, items: found };
    });
  });
}
