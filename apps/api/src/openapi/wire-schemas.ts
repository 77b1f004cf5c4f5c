import { tenantStats, tenantView } from "@pepro/contracts";
import * as z from "zod";

/** Where the old service's answers are more than the contract's under other names. */
const OLD_FORMS = new Map<z.core.$ZodType, z.ZodType>([
  [
    tenantView,
    tenantView
      .omit({ state: true, schemaVersion: true, createdAt: true, storageUsedBytes: true })
      .extend({ createdOn: z.iso.date(), storageUsageGb: z.number() }),
  ],
  [
    tenantStats,
    tenantStats
      .omit({ storageUsedBytes: true, storageLimitBytes: true, lastAccessedAt: true })
      .omit({ schemaVersion: true, latestVersion: true, firstAdmin: true })
      .extend({
        storageUsedGb: z.number(),
        storageLimitGb: z.number(),
        storagePercentage: z.number(),
        lastAccessed: z.iso.datetime().nullable(),
      }),
  ],
]);

type Json = Record<string, unknown>;

/** An answer's schema as JSON Schema 2020-12, in the forms and with the names of the wire. */
export function wireSchema(schema: z.ZodType): unknown {
  return snakeCased(jsonSchemaOf(schema));
}

function jsonSchemaOf(schema: z.ZodType): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      const old = OLD_FORMS.get(zodSchema);
      if (old) {
        for (const key of Object.keys(jsonSchema)) delete (jsonSchema as Json)[key];
        Object.assign(jsonSchema, jsonSchemaOf(old));
      }
      // Moments carry the offset of Paris on the wire; the format says all there is to say.
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  });
  return rest;
}

function snakeCased(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(snakeCased);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (key === "properties") return [key, mapKeys(value as Json, snake)];
      if (key === "required" && Array.isArray(value)) return [key, value.map((name) => snake(String(name)))];
      return [key, snakeCased(value)];
    }),
  );
}

function mapKeys(properties: Json, rename: (name: string) => string): Json {
  return Object.fromEntries(Object.entries(properties).map(([name, inner]) => [rename(name), snakeCased(inner)]));
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
