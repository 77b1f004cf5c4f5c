import type { PoolStatus } from "@pepro/contracts";
import { record } from "../../output/record.ts";
import type { Cli } from "../../program/cli.ts";
import type { Group } from "../../program/command.ts";

export const POOL: Group = {
  name: "pool",
  summary: { fr: "établissements préparés d'avance", en: "schools made ahead of need" },
};

const LABELS = {
  ready: { fr: "Prêts", en: "Ready" },
  behind: { fr: "D'une version antérieure, utilisables", en: "At an earlier version, usable" },
  foreign: { fr: "D'un programme plus récent", en: "Of a newer program" },
  building: { fr: "Commencés", en: "Begun" },
  unusable: { fr: "Inutilisables, à supprimer", en: "Unusable, to be removed" },
} as const;

export function statusText(cli: Cli, status: PoolStatus): string {
  const fields = Object.entries(LABELS).filter(([name]) => name === "ready" || status[name as keyof PoolStatus] > 0);
  return record(fields.map(([name, label]) => [cli.say(label), String(status[name as keyof PoolStatus])]));
}
