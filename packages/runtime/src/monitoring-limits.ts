import { type MonitoringLimits, monitoringLimits } from "@pepro/contracts";

/** `0.4`, `40%`, `400000000`, `50GB`: binary units, as sizes are shown. */
const QUANTITY = /^(\d+(?:\.\d+)?)\s*(%|[KMGT]B)?$/i;
const UNITS: Readonly<Record<string, number>> = {
  "%": 0.01,
  KB: 1024,
  MB: 1024 ** 2,
  GB: 1024 ** 3,
  TB: 1024 ** 4,
};

export const LIMIT_NAMES = Object.keys(monitoringLimits.shape) as (keyof MonitoringLimits)[];

/** Reads `deadShare=40%,schoolBytes=50GB`. @returns undefined where it is no such list */
export function parseMonitoringLimits(text: string): Partial<MonitoringLimits> | undefined {
  const limits: Partial<MonitoringLimits> = {};
  for (const part of text.split(",")) {
    const [name = "", value = "", ...rest] = part.split("=").map((word) => word.trim());
    const [, number, unit = ""] = QUANTITY.exec(value) ?? [];
    const known = LIMIT_NAMES.find((each) => each === name);
    if (!known || number === undefined || Number(number) === 0 || rest.length > 0) return undefined;
    limits[known] = Number(number) * (UNITS[unit.toUpperCase()] ?? 1);
  }
  return limits;
}
