import type { Core } from "../../core.ts";
import { areaName } from "../../storage/index.ts";
import type { Planted } from "./plant.ts";
import { GotThrough, type Probe } from "./probe.ts";

/** Areas of files: apart, and reached by a school's id alone. */
export function fileProbes({ storage }: Core, a: Planted, b: Planted): Probe[] {
  const [own, other] = [areaName(a.tenant.id), areaName(b.tenant.id)];
  const hostile: readonly (readonly [string, string])[] = [
    ["parent", `${a.tenant.id}/../${other}`],
    ["above", "../../doctor"],
    ["null", `${a.tenant.id}\u0000`],
    ["empty", ""],
  ];
  return [
    {
      layer: "files",
      name: "apart",
      attempt: async () => {
        if (own === other || own.startsWith(`${other}/`) || other.startsWith(`${own}/`)) throw new GotThrough(own);
      },
    },
    ...hostile.map(
      ([name, id]): Probe => ({
        layer: "files",
        name,
        attempt: async () => {
          await storage.ensureArea(id);
          throw new GotThrough(id);
        },
      }),
    ),
  ];
}
