import { endpoints } from "@pepro/api";
import * as core from "@pepro/core";
import { type Actor, type Call, execute, isConnectionError, subscribe } from "@pepro/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { openTwoSchools, type School, type TwoSchools } from "./two-schools.ts";

let world: TwoSchools;
let theirs: string[];
beforeAll(async () => {
  world = await openTwoSchools();
  theirs = await world.idsOf(world.b);
});
afterAll(() => world?.close());

type Schema = {
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  pattern?: string;
};
// biome-ignore lint/suspicious/noExplicitAny: every use case there is, whatever its types
type AnyUseCase = core.UseCase<any, any, any>;

const exported = Object.values(core as Record<string, unknown>);
const isDeclared = (value: unknown): value is AnyUseCase & { event?: unknown } =>
  typeof value === "object" && value !== null && "permission" in value && "input" in value && "run" in value;
const useCases = exported.filter(isDeclared);

const schemaOf = ({ input }: AnyUseCase) => z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as Schema;

/** Whatever is an id by its form, or by its name where the form is free. */
const isId = (name: string, { format, type }: Schema) =>
  format === "uuid" || (type === "string" && /(^id|Id|^schema|^name)$/.test(name));

/** The places of ids in an input, at any depth. */
function idPlaces(schema: Schema, name = ""): number {
  if (isId(name, schema)) return 1;
  const below = [
    ...Object.entries(schema.properties ?? {}).map(([key, value]) => idPlaces(value, key)),
    ...(schema.anyOf ?? []).map((each) => idPlaces(each, name)),
    schema.items ? idPlaces(schema.items, name) : 0,
  ];
  return below.reduce((sum, count) => sum + count, 0);
}

/** An input that fits, with this id at every place of one. */
function inputWith(schema: Schema, id: string, name = ""): unknown {
  if (isId(name, schema)) return id;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf)
    return inputWith(schema.anyOf.find((each) => idPlaces(each, name) > 0) ?? schema.anyOf[0] ?? {}, id, name);
  if (schema.type === "array") return schema.items ? [inputWith(schema.items, id, name)] : [];
  if (schema.properties) {
    const wanted = Object.entries(schema.properties).filter(
      ([key, value]) => schema.required?.includes(key) || idPlaces(value, key) > 0,
    );
    return Object.fromEntries(wanted.map(([key, value]) => [key, inputWith(value, id, key)]));
  }
  if (schema.type === "boolean") return true;
  if (schema.type === "number" || schema.type === "integer") return 1;
  if (schema.format === "email") return "x@example.fr";
  if (schema.format === "date-time") return "2026-01-01T00:00:00.000Z";
  return "Valeur!2026";
}

const META = { requestId: "hostile", ipAddress: null, userAgent: null };

function callBy(school: School, role: "admin" | "teacher" | "student" | "parent", host: School): Call {
  const actor: Actor = {
    kind: "member",
    tenantId: school.tenant.id,
    userId: school.userId,
    email: school.email,
    role,
    sessionId: school.userId,
  };
  return { actor, tenant: host.tenant, meta: META };
}

/** Runs one, and answers what came of it as text; anything but an error of ours is a fault. */
async function run(useCase: AnyUseCase & { event?: unknown }, call: Call, input: unknown): Promise<string> {
  try {
    if (!("event" in useCase)) return JSON.stringify(await execute(world.platform.core, useCase, call, input)) ?? "";
    const ended = AbortSignal.timeout(50);
    const stream = subscribe(world.platform.core, useCase as never, call, input, ended);
    return JSON.stringify(await stream.next()) ?? "";
  } catch (error) {
    const { name, code, message } = error as Error & { code?: string };
    expect(isConnectionError(error), message).toBe(false);
    // Refusals are ours, or PostgreSQL's where an id is no id; nothing else may come out.
    expect(name === "PeproError" || name === "ZodError", `${useCase.name}: ${name} ${code} ${message}`).toBe(true);
    return `${name} ${code}`;
  }
}

describe("an id of another school", () => {
  test("is known in every form the enumeration relies on", () => {
    expect(theirs.length).toBeGreaterThan(5);
    expect(useCases.length).toBeGreaterThan(30);
    expect(useCases.filter((useCase) => idPlaces(schemaOf(useCase)) > 0).length).toBeGreaterThan(15);
  });

  test.each(useCases.map((useCase) => [useCase.name, useCase] as const))(
    "opens nothing to a member of this one: %s",
    async (name, useCase) => {
      const schema = schemaOf(useCase);
      const ids = idPlaces(schema) > 0 ? [...theirs, world.b.tenant.schema, world.b.host] : [theirs[0] ?? ""];
      const before = await world.stateOf(world.b);
      for (const role of ["admin", "student"] as const) {
        for (const id of ids) {
          const said = await run(useCase, callBy(world.a, role, world.a), inputWith(schema, id));
          expect(said, `${name} with ${id}`).not.toContain(world.b.word);
        }
      }
      // The same person on the other school's host is nobody there.
      const elsewhere = await run(useCase, callBy(world.a, "admin", world.b), inputWith(schema, theirs[0] ?? ""));
      expect(elsewhere).not.toContain(world.b.email);
      expect(await world.stateOf(world.b)).toEqual(before);
    },
  );
});

describe("over REST", () => {
  const operations = endpoints.flatMap(({ path, methods }) =>
    Object.keys(methods).map((method) => [method, path] as const),
  );

  test.each(operations)(
    "%s %s with another school's id and this one's token changes and shows nothing of it",
    async (method, path) => {
      const before = await world.stateOf(world.b);
      const headers = { Authorization: `Bearer ${world.a.tokens.access}`, "Content-Type": "application/json" };
      const ids = path.includes("{id}") ? theirs : [theirs[0] ?? ""];
      for (const id of ids) {
        const body = JSON.stringify({
          id,
          tenant: id,
          tenant_id: id,
          user: id,
          user_id: id,
          refresh: world.b.tokens.access,
          school_name: "x",
        });
        const response = await world.platform.fetch(world.a.host, `/api/v1/${path.replace("{id}", id)}/`, {
          method,
          headers,
          ...(method !== "GET" && { body }),
        });
        expect(response.status).toBeLessThan(500);
        expect(await response.text()).not.toContain(world.b.word);
      }
      expect(await world.stateOf(world.b)).toEqual(before);
    },
  );
});
