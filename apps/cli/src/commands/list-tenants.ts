import type { TenantView } from "@pepro/contracts";
import { type Core, execute, listTenants } from "@pepro/core";
import { csv } from "../output/csv.ts";
import type { Cli } from "../program/cli.ts";
import { defineCommand } from "../program/command.ts";
import { csvColumns, schoolsInDetail, schoolsTable } from "../tenants-output.ts";

type Flags = { detailed?: boolean; activeOnly?: boolean; format?: "table" | "csv" | "json" };

export const listTenantsCommand = defineCommand<Flags>({
  name: "list-tenants",
  summary: { fr: "lister les établissements", en: "list the schools" },
  options: [
    { flags: "--detailed", text: { fr: "tout ce qu'on en sait", en: "all that is known of each" } },
    { flags: "--active-only", text: { fr: "les établissements actifs seulement", en: "active schools only" } },
    {
      flags: "--format <format>",
      text: { fr: "forme du résultat", en: "form of the result" },
      choices: ["table", "csv", "json"],
      default: "table",
    },
  ],
  run: async (cli, { detailed = false, activeOnly = false, format }) => {
    const items = await allTenants(cli, await cli.core(), activeOnly);
    const data = { count: items.length, items };
    if (format === "csv") return { data, text: csv(items, csvColumns(detailed)) };
    const text = detailed ? schoolsInDetail(cli, items) : schoolsTable(cli, items);
    return { data, text: [text, summary(cli, items)].filter(Boolean).join("\n\n") };
  },
});

const LARGEST_PAGE = 200;

async function allTenants(cli: Cli, core: Core, activeOnly: boolean): Promise<TenantView[]> {
  const items: TenantView[] = [];
  for (let page = 1; ; page++) {
    const input = { page, pageSize: LARGEST_PAGE, ...(activeOnly && { isActive: true }) };
    const found = await execute(core, listTenants, cli.call, input);
    items.push(...found.items);
    if (items.length >= found.count || found.items.length === 0) return items;
  }
}

function summary(cli: Cli, items: readonly TenantView[]): string {
  const { plural } = cli.formats;
  const none = {
    fr: "Aucun établissement. Pour en ouvrir un : pepro create-tenant --help",
    en: "No school. To open one: pepro create-tenant --help",
  };
  if (items.length === 0) return cli.say(none);
  const schools = plural(items.length, { fr: "établissement", en: "school" }, { fr: "établissements", en: "schools" });
  const active = items.filter(({ isActive, state }) => isActive && state === "ready").length;
  const actives = plural(active, { fr: "actif", en: "active" }, { fr: "actifs", en: "active" });
  return cli.palette.dim(`${schools}, ${actives}.`);
}
