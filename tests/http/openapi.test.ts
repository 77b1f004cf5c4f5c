import { endpoints } from "@pepro/api";
import type { TenantView } from "@pepro/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, PASSWORD, schoolBody, type TestPlatform } from "../harness/index.ts";
import { watchedApp } from "./support/app.ts";
import { faultsOf, type Schema } from "./support/json-schema.ts";
import { ROOT } from "./support/typed-client.ts";

type Json = Record<string, unknown>;

let platform: TestPlatform;
let school: TenantView;
let document: Json & { paths: Record<string, Json>; components: Record<string, Record<string, Json>> };
beforeAll(async () => {
  platform = await openPlatform();
  school = await platform.openSchool();
  await platform.addMember(school, "prof@example.fr", "teacher");
  document = await platform.fetch(BASE_DOMAIN, "/openapi.json").then((response) => response.json());
});
afterAll(() => platform.close());

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** Every operation, with its path and the parameters of the path. */
function operations() {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([key]) => METHODS.includes(key))
      .map(([method, operation]) => {
        const own = (operation as Json).parameters ?? [];
        return {
          name: `${method.toUpperCase()} ${path}`,
          path,
          operation: operation as Json & { responses: Record<string, Json>; requestBody?: Json },
          parameters: [...((item.parameters ?? []) as Json[]), ...(own as Json[])],
        };
      }),
  );
}

/** Every object in the document, with where it is. */
function* objects(node: unknown, at = "#"): Generator<[string, Json]> {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) yield [at, node as Json];
  for (const [key, value] of Object.entries(node)) yield* objects(value, `${at}/${key}`);
}

/** The schemas of bodies and answers. */
function schemas(): [string, Schema][] {
  return [...objects(document)].flatMap(([at, node]) => ("schema" in node ? [[at, node.schema as Schema]] : []));
}

test("is OpenAPI 3.1 with a title, a version and the server it was asked on", async () => {
  expect(document).toMatchObject({
    openapi: expect.stringMatching(/^3\.1\.\d$/),
    info: { title: "PeproScolaire Tenants", version: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
    servers: [{ url: `http://${BASE_DOMAIN}` }],
  });
  expect(Object.keys(document).sort()).toEqual(["components", "info", "openapi", "paths", "servers"]);
  const own = await platform.fetch(`${school.domainUrl}:8000`, "/openapi.json").then((response) => response.json());
  expect(own.servers).toEqual([{ url: `http://${school.domainUrl}:8000` }]);
});

test("has every endpoint with every method, and nothing else", () => {
  const served = endpoints.flatMap(({ path, methods }) =>
    Object.keys(methods).map((method) => `${method} /api/v1/${path}/`),
  );
  expect(
    operations()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(served.sort());
});

test("every operation is described, tagged, and answers", () => {
  for (const { name, operation } of operations()) {
    expect(operation.summary, name).toMatch(/\S/);
    expect(operation.tags, name).toHaveLength(1);
    const statuses = Object.keys(operation.responses);
    expect(
      statuses.filter((status) => /^2\d\d$/.test(status)),
      name,
    ).toHaveLength(1);
    expect(
      statuses.every((status) => /^[2-5]\d\d$/.test(status)),
      name,
    ).toBe(true);
    for (const answer of Object.values(operation.responses)) {
      expect("$ref" in answer || typeof answer.description === "string", name).toBe(true);
    }
  }
});

test("every parameter of a path is declared, required and used, and no parameter is there twice", () => {
  for (const { name, path, parameters } of operations()) {
    const declared = parameters.filter((parameter) => parameter.in === "path");
    expect(declared.map((parameter) => parameter.name).sort(), name).toEqual(
      [...path.matchAll(/\{(\w+)\}/g)].map(([, inner]) => inner).sort(),
    );
    expect(
      declared.every(({ required }) => required === true),
      name,
    ).toBe(true);
    const keys = parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
    expect(new Set(keys).size, name).toBe(keys.length);
    expect(
      parameters.every(({ schema }) => typeof schema === "object"),
      name,
    ).toBe(true);
  }
});

test("every $ref leads somewhere in the document", () => {
  const refs = [...objects(document)].flatMap(([at, { $ref }]) => ($ref === undefined ? [] : [[at, String($ref)]]));
  expect(refs.length).toBeGreaterThan(10);
  for (const [at, ref = ""] of refs) {
    expect(ref, at).toMatch(/^#\//);
    const found = ref
      .slice(2)
      .split("/")
      .reduce<unknown>(
        (node, key) => (node as Json | undefined)?.[key.replace(/~1/g, "/").replace(/~0/g, "~")],
        document,
      );
    expect(found, `${at} → ${ref}`).toBeTypeOf("object");
  }
});

test("every security requirement names a scheme, and what anybody may do asks for none", () => {
  const schemes = Object.keys(document.components.securitySchemes ?? {});
  for (const { name, operation } of operations()) {
    for (const requirement of (operation.security ?? []) as Json[]) {
      for (const scheme of Object.keys(requirement)) expect(schemes, name).toContain(scheme);
    }
  }
  const open = operations().filter(({ operation }) => operation.security === undefined);
  expect(open.map(({ name }) => name).sort()).toEqual([
    "GET /api/v1/auth/health/",
    "GET /api/v1/auth/verify/",
    "GET /api/v1/current-tenant/modules/",
    "GET /api/v1/current-tenant/theme/",
    "POST /api/v1/auth/login/",
    "POST /api/v1/auth/token/refresh/",
    "POST /api/v1/auth/token/verify/",
  ]);
});

describe("every schema", () => {
  const TYPES = ["string", "number", "integer", "boolean", "object", "array", "null"];

  test("is JSON Schema 2020-12: known types, real patterns, required names that are there", () => {
    expect(schemas().length).toBeGreaterThan(40);
    for (const [at, schema] of schemas()) {
      for (const [inner, node] of objects(schema, at) as Generator<[string, Schema]>) {
        if (/\/(properties|enum|default|examples)$/.test(inner)) continue;
        const types = node.type === undefined ? [] : [node.type].flat();
        for (const type of types) expect(TYPES, inner).toContain(type);
        if (typeof node.pattern === "string") expect(() => new RegExp(node.pattern ?? "", "u"), inner).not.toThrow();
        for (const name of node.required ?? []) expect(Object.keys(node.properties ?? {}), inner).toContain(name);
        expect(node, inner).not.toHaveProperty("nullable");
      }
    }
  });

  test("speaks in the names of the wire", () => {
    for (const [at, schema] of schemas()) {
      for (const [inner, node] of objects(schema, at) as Generator<[string, Schema]>) {
        for (const name of Object.keys(node.properties ?? {})) expect(name, inner).toMatch(/^[a-z][a-z0-9_]*$/);
      }
    }
  });
});

describe("says of an answer what the service answers, member by member", () => {
  const email = "prof@example.fr";
  const login = { email, password: PASSWORD };
  const school_ = () => `/api/v1/tenants/${school.id}`;

  type Exchange = [
    operation: string,
    status: string,
    path: () => string,
    who: "root" | "member" | "nobody",
    body?: unknown,
  ];
  const EXCHANGES: Exchange[] = [
    ["POST /api/v1/auth/login/", "200", () => "/api/v1/auth/login/", "nobody", login],
    ["GET /api/v1/auth/profile/", "200", () => "/api/v1/auth/profile/", "member"],
    ["PATCH /api/v1/auth/profile/", "200", () => "/api/v1/auth/profile/", "member", { first_name: "Zoé" }],
    ["GET /api/v1/auth/verify/", "200", () => "/api/v1/auth/verify/", "member"],
    ["GET /api/v1/auth/health/", "200", () => "/api/v1/auth/health/", "nobody"],
    ["POST /api/v1/auth/logout/", "200", () => "/api/v1/auth/logout/", "member", {}],
    ["GET /api/v1/current-tenant/info/", "200", () => "/api/v1/current-tenant/info/", "member"],
    ["GET /api/v1/current-tenant/theme/", "200", () => "/api/v1/current-tenant/theme/", "nobody"],
    ["GET /api/v1/current-tenant/modules/", "200", () => "/api/v1/current-tenant/modules/", "nobody"],
    ["POST /api/v1/tenants/", "201", () => "/api/v1/tenants/", "root", schoolBody()],
    ["GET /api/v1/tenants/", "200", () => "/api/v1/tenants/?page_size=1", "root"],
    ["GET /api/v1/tenants/{id}/", "200", () => `${school_()}/`, "root"],
    ["PATCH /api/v1/tenants/{id}/", "200", () => `${school_()}/`, "root", { max_students: 12 }],
    ["GET /api/v1/tenants/{id}/stats/", "200", () => `${school_()}/stats/`, "root"],
    ["GET /api/v1/tenants/{id}/settings/", "200", () => `${school_()}/settings/`, "root"],
    ["PATCH /api/v1/tenants/{id}/settings/", "200", () => `${school_()}/settings/`, "root", { language: "en" }],
    [
      "POST /api/v1/tenants/{id}/add_domain/",
      "201",
      () => `${school_()}/add_domain/`,
      "root",
      { domain: "a.exemple.fr" },
    ],
    [
      "POST /api/v1/tenants/{id}/update_modules/",
      "200",
      () => `${school_()}/update_modules/`,
      "root",
      { modules_enabled: {} },
    ],
    ["POST /api/v1/tenants/{id}/activate/", "200", () => `${school_()}/activate/`, "root"],
  ];

  test.each(EXCHANGES)("%s", async (operation, status, path, who, body) => {
    const host = school.domainUrl;
    const token = who === "root" ? await platform.tokenOf(BASE_DOMAIN, ROOT) : await platform.tokenOf(host, email);
    const response = await platform.fetch(host, path(), {
      method: operation.split(" ")[0] ?? "GET",
      headers: { "Content-Type": "application/json", ...(who !== "nobody" && { Authorization: `Bearer ${token}` }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    expect(String(response.status)).toBe(status);
    expect(faultsOf(await response.json(), answerOf(operation, status))).toEqual([]);
  });
});

test("asks of a new school what the service asks", () => {
  const body = operations().find(({ name }) => name === "POST /api/v1/tenants/")?.operation.requestBody;
  const schema = (body as { content: Record<string, { schema: Schema }> }).content["application/json"]?.schema;
  expect(schema?.required).toEqual(
    expect.arrayContaining([
      "school_name",
      "school_type",
      "address",
      "postal_code",
      "city",
      "phone",
      "email",
      "subdomain",
    ]),
  );
  expect(schema?.properties).toMatchObject({
    school_type: { enum: ["college", "lycee", "lycee_pro"] },
    primary_color: { default: "#1976D2" },
    max_students: { type: "integer", minimum: 1, default: 1000 },
    provision_now: { type: "boolean", default: false },
  });
});

function answerOf(name: string, status: string): Schema {
  const answer = operations().find((operation) => operation.name === name)?.operation.responses[status];
  const content = answer?.content as Record<string, { schema: Schema }> | undefined;
  return content?.["application/json"]?.schema ?? {};
}

test("/docs loads its assets from here, each of the right type", async () => {
  const app = watchedApp(platform);
  const page = await app.fetch(school.domainUrl, "/docs").then((response) => response.text());
  const links = [...page.matchAll(/<(?:script|link)[^>]* (?:src|href)="([^"]+)"/g)].map(([, link = ""]) => link);
  expect(links).toEqual(["/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js", "/docs/start.js"]);
  for (const link of links) {
    const response = await app.fetch(school.domainUrl, link);
    expect(response.status, link).toBe(200);
    expect(response.headers.get("content-type"), link).toMatch(
      link.endsWith(".css") ? /^text\/css/ : /^text\/javascript/,
    );
    expect((await response.text()).length).toBeGreaterThan(50);
  }
  expect(await app.fetch(school.domainUrl, "/docs/start.js").then((response) => response.text())).toContain(
    "/openapi.json?lang=",
  );
  expect(page).not.toMatch(/<script>|https?:\/\//);
});

test("/docs and /static serve nothing but their own files", async () => {
  const app = watchedApp(platform);
  const paths = [
    "/docs/package.json",
    "/docs/..%2fpackage.json",
    "/static/..%2f..%2fpackage.json",
    "/static/%2e%2e/x.js",
    "/docs/swagger-ui.css%00.js",
    "/docs/index.html",
  ];
  for (const path of paths) expect((await app.fetch(school.domainUrl, path)).status, path).toBe(404);
  for (const path of ["/static/img/default-logo.png", "/static/img/favicon.ico"]) {
    const response = await app.fetch(school.domainUrl, path);
    expect(response.headers.get("content-type"), path).toMatch(/^image\//);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(50);
  }
});
