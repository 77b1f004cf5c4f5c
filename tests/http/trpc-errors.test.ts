import type { Core } from "@pepro/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, PASSWORD, schoolInput, type TestPlatform } from "../harness/index.ts";
import { watchedApp } from "./support/app.ts";
import { ROOT, refusalOf, rootClient, type TypedClient, typedClient } from "./support/typed-client.ts";

let platform: TestPlatform;
let token: string;
let root: TypedClient;
beforeAll(async () => {
  platform = await openPlatform();
  token = await platform.tokenOf(BASE_DOMAIN, ROOT);
  root = await rootClient(platform);
});
afterAll(() => platform.close());

type Body = { error: { message: string; code: number; data: Record<string, unknown> } };

/** Sends what no typed client would. */
async function raw(path: string, init: RequestInit = {}, language = "fr") {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json", "Accept-Language": language };
  const response = await platform.fetch(BASE_DOMAIN, `/trpc/${path}`, {
    ...init,
    headers: { ...headers, ...(init.headers as Record<string, string>) },
  });
  const text = await response.text();
  expect(text).not.toMatch(/node_modules|\.ts:|"stack"/);
  const answers = JSON.parse(text) as Body | Body[];
  const [first] = Array.isArray(answers) ? answers : [answers];
  return { status: response.status, headers: response.headers, error: first?.error };
}

describe("an error of the product", () => {
  test("carries its code, its fields, the status and the request's id", async () => {
    await root.tenants.create.mutate(schoolInput("lycee-pris"));
    const { message, data } = await refusalOf(root.tenants.create.mutate(schoolInput("lycee-pris")));
    expect(message).toBe("Le sous-domaine lycee-pris est déjà utilisé");
    expect(data).toEqual({
      code: "CONFLICT",
      httpStatus: 400,
      requestId: expect.stringMatching(/^[\w-]{17,}$/),
      pepro: { code: "subdomain_taken", fields: { subdomain: "lycee-pris" } },
    });
    // The code narrows the fields for the type checker too.
    const { pepro } = data;
    expect(pepro.code === "subdomain_taken" && pepro.fields.subdomain.toUpperCase()).toBe("LYCEE-PRIS");
  });

  test("has the id of the answer's X-Request-Id", async () => {
    const { headers, error } = await raw("tenants.get?input=%7B%7D");
    expect(error?.data.requestId).toBe(headers.get("x-request-id"));
  });

  test("speaks the language that is asked for", async () => {
    const english = typedClient(platform.fetch, BASE_DOMAIN, { "Accept-Language": "en-GB,en;q=0.9" });
    expect((await refusalOf(english.tenants.list.query({}))).message).toBe("Sign in to continue.");
    const french = typedClient(platform.fetch, BASE_DOMAIN, { "Accept-Language": "de" });
    expect((await refusalOf(french.tenants.list.query({}))).message).toBe("Connectez-vous pour continuer.");
  });

  test("of one call of a batch leaves the others alone", async () => {
    const calls = [root.tenants.list.query({}), root.tenants.checkSubdomain.query({ subdomain: "libre" })] as const;
    const id = "00000000-0000-4000-8000-000000000000";
    const missing = refusalOf(root.tenants.get.query({ id }));
    expect((await Promise.all(calls))[1]).toMatchObject({ available: true, rule: null });
    expect((await missing).data.pepro).toEqual({ code: "not_found", fields: { entity: "tenant", id } });
  });

  test.each([
    ["unknown", "nulle-part.peproscolaire.fr", "tenant_not_found", "Établissement non trouvé"],
    ["not even a name", "a..b", "tenant_not_found", "Établissement non trouvé"],
  ])("comes in the same form from a host that is %s", async (_, host, code, text) => {
    const { message, data } = await refusalOf(
      typedClient((_host, path, init) => platform.fetch(host, path, init), BASE_DOMAIN).currentTenant.theme.query(),
    );
    expect(message).toBe(text);
    expect(data).toMatchObject({ httpStatus: 404, pepro: { code } });
  });
});

describe("an input that breaks rules", () => {
  const input = { ...schoolInput(), schoolName: " ", postalCode: "7500", maxStudents: 0, maxStorageGb: "beaucoup" };
  const wrong = { ...input, city: "x".repeat(101), schoolType: "maternelle", subdomain: "admin", phone: undefined };

  async function messages(language: string) {
    const { status, error } = await raw("tenants.create", { method: "POST", body: JSON.stringify(wrong) }, language);
    expect(status).toBe(400);
    expect(error?.data.code).toBe("BAD_REQUEST");
    const pepro = error?.data.pepro as { code: string; fields: { issues: Record<string, unknown>[] } } | undefined;
    expect(pepro?.code).toBe("validation_failed");
    return Object.fromEntries(
      pepro?.fields.issues.map(({ path, message }) => [(path as string[]).join("."), message]) ?? [],
    );
  }

  test("is told of all its faults at once, each with its place and its sentence in French", async () => {
    expect(await messages("fr")).toEqual({
      schoolName: "Ce champ ne peut être vide.",
      schoolType: "Valeurs possibles : college, lycee, lycee_pro.",
      postalCode: "Code postal invalide",
      city: "100 caractères au plus.",
      phone: "Ce champ est obligatoire.",
      subdomain: "Le sous-domaine admin est réservé",
      maxStudents: "Il faut au moins 1.",
      maxStorageGb: "Un nombre entier est attendu.",
    });
  });

  test("and in English", async () => {
    expect(await messages("en")).toEqual({
      schoolName: "This field may not be blank.",
      schoolType: "Possible values: college, lycee, lycee_pro.",
      postalCode: "Invalid postal code",
      city: "100 characters at most.",
      phone: "This field is required.",
      subdomain: "The subdomain admin is reserved",
      maxStudents: "At least 1 is needed.",
      maxStorageGb: "A whole number is expected.",
    });
  });

  test("never has a value that was sent repeated in what it breaks", async () => {
    const body = JSON.stringify({ email: "a@b.fr", password: { secret: "s3cret-inside" } });
    const { error } = await raw("auth.signIn", { method: "POST", body });
    expect(error?.data.pepro).toMatchObject({ code: "validation_failed" });
    expect(JSON.stringify(error)).not.toContain("s3cret-inside");
  });
});

describe("an error that nobody foresaw", () => {
  const failing = (fault: () => unknown) => (core: Core) => {
    const signIn = async () => {
      throw fault();
    };
    return { ...core, auth: { ...core.auth, beginSignIn: signIn } };
  };

  test("is masked with an id for the client, and logged whole under it", async () => {
    const cause = Object.assign(new Error('relation "secrets" does not exist'), { code: "42P01", hint: "look there" });
    const fault = () => new Error("could not read the school's secrets", { cause });
    const app = watchedApp(platform, { core: failing(fault) });
    const { auth } = typedClient(app.fetch, BASE_DOMAIN);
    const { message, data } = await refusalOf(auth.signIn.mutate({ email: ROOT, password: PASSWORD }));

    expect(data.pepro).toEqual({ code: "internal", fields: { id: data.requestId } });
    expect(data).toMatchObject({ code: "INTERNAL_SERVER_ERROR", httpStatus: 500 });
    expect(message).toBe(`Une erreur inattendue s'est produite. Référence : ${data.requestId}.`);
    expect(JSON.stringify(data)).not.toMatch(/secrets|42P01|hint/);

    const errors = app.takeLines().filter(({ level }) => level === "error");
    expect(errors).toEqual([
      expect.objectContaining({
        event: "unexpected error",
        requestId: data.requestId,
        error: expect.objectContaining({
          message: "could not read the school's secrets",
          stack: expect.stringContaining("trpc-errors.test.ts"),
          cause: expect.objectContaining({ code: "42P01", hint: "look there" }),
        }),
      }),
    ]);
  });

  test.each([["a string"], [undefined], [{ secret: "inside" }]])("masks %s thrown as well", async (thrown) => {
    const app = watchedApp(platform, { core: failing(() => thrown) });
    const { auth } = typedClient(app.fetch, BASE_DOMAIN);
    const { message, data } = await refusalOf(auth.signIn.mutate({ email: ROOT, password: PASSWORD }));
    expect(data.pepro.code).toBe("internal");
    expect(message + JSON.stringify(data)).not.toMatch(/a string|inside/);
  });

  test("of the database being away is a 503 that says when to try again", async () => {
    const away = () => Object.assign(new Error("connect ECONNREFUSED 10.1.2.3:5432"), { code: "ECONNREFUSED" });
    const app = watchedApp(platform, { core: failing(away) });
    const { auth } = typedClient(app.fetch, BASE_DOMAIN);
    const { message, data } = await refusalOf(auth.signIn.mutate({ email: ROOT, password: PASSWORD }));
    expect(data).toMatchObject({ httpStatus: 503, pepro: { code: "unavailable", fields: { retryAfterSeconds: 2 } } });
    expect(message).not.toContain("10.1.2.3");
    expect(app.takeLines()).toContainEqual(expect.objectContaining({ level: "warn", requestId: data.requestId }));
  });
});

describe("what tRPC itself refuses has the same shape", () => {
  test.each([["nulle.part"], ["tenants"], ["constructor"], ["__proto__"], ["tenants.__proto__"], ["toString"]])(
    "an unknown procedure: %s",
    async (path) => {
      const { status, error } = await raw(path);
      expect(status).toBe(404);
      expect(error?.message).toBe(`Introuvable : procedure ${path}.`);
      expect(error?.data).toMatchObject({
        code: "NOT_FOUND",
        pepro: { code: "not_found", fields: { entity: "procedure", id: path } },
      });
    },
  );

  test.each([
    ["a body that is no JSON", "tenants.create", { method: "POST", body: "{bad" }, 400],
    ["a body cut short", "tenants.create", { method: "POST", body: '{"schoolName":"Ly' }, 400],
    ["a batch that is no JSON", "tenants.create,tenants.update?batch=1", { method: "POST", body: "{bad" }, 400],
    ["a batch that is no map", "tenants.create,tenants.update?batch=1", { method: "POST", body: "3" }, 400],
    ["an input that is no JSON", "tenants.get?input=%7Bbad", {}, 400],
    ["reading by POST", "tenants.list", { method: "POST", body: "{}" }, 405],
    ["writing by GET", "tenants.create", {}, 405],
    ["another method", "tenants.create", { method: "PUT", body: "{}" }, 405],
    ["a form", "tenants.create", { method: "POST", body: "a=b", headers: { "Content-Type": "text/plain" } }, 415],
    ["a stream", "currentTenant.theme", { headers: { "trpc-accept": "application/jsonl" } }, 400],
    ["reading and writing in one batch", "tenants.list,tenants.create?batch=1", {}, 400],
  ])("%s", async (_, path, init, status) => {
    const answer = await raw(path, init);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(answer.error?.message).toMatch(/^La requête n'est pas lisible : ./);
    expect(answer.error?.data).toMatchObject({
      httpStatus: status,
      requestId: answer.headers.get("x-request-id"),
      pepro: { code: "request_malformed" },
    });
    expect((await raw(path, init, "en")).error?.message).toMatch(/^The request cannot be read: ./);
  });

  test("a body that cannot be read is nobody's fault but the sender's: it is not logged as ours", async () => {
    const app = watchedApp(platform);
    const headers = { "Content-Type": "application/json" };
    await app.fetch(BASE_DOMAIN, "/trpc/auth.signIn", { method: "POST", headers, body: "{bad" });
    expect(app.takeLines().map(({ level, event, status }) => ({ level, event, status }))).toEqual([
      { level: "info", event: "request", status: 400 },
    ]);
  });

  test("20 calls in a batch are answered, 21 are refused", async () => {
    const batch = (size: number) => raw(`${Array(size).fill("currentTenant.theme").join(",")}?batch=1`);
    expect((await batch(20)).status).toBe(200);
    const tooMany = await batch(21);
    expect(tooMany.status).toBe(400);
    expect(tooMany.error?.data.pepro).toMatchObject({ code: "request_malformed" });
  });
});
