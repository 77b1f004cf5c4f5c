import { describe, expect, test } from "vitest";
import { allowHeader, answersFor, jsonText } from "./responses.ts";

const answers = answersFor({ lang: "fr", methods: ["GET", "HEAD", "POST"] });

async function shown(response: Response) {
  return { status: response.status, body: await response.json() };
}

describe("allowHeader", () => {
  test.each([
    [["POST"], "POST, OPTIONS"],
    [["POST", "GET", "HEAD"], "GET, POST, HEAD, OPTIONS"],
    [["GET", "PATCH", "HEAD"], "GET, PATCH, HEAD, OPTIONS"],
    [["DELETE", "PATCH", "PUT", "GET", "HEAD"], "GET, PUT, PATCH, DELETE, HEAD, OPTIONS"],
    [["GET"], "GET, OPTIONS"],
  ] as const)("%j", (methods, header) => {
    expect(allowHeader(methods)).toBe(header);
  });
});

describe("answersFor", () => {
  test("puts DRF's headers on every answer", () => {
    for (const response of [answers.json(200, {}), answers.notFound(), answers.noContent()]) {
      expect(response.headers.get("allow")).toBe("GET, POST, HEAD, OPTIONS");
      expect(response.headers.get("vary")).toBe("Accept, Accept-Language, Cookie");
      expect(response.headers.get("content-language")).toBe("fr");
    }
    expect(answers.json(200, {}).headers.get("content-type")).toBe("application/json");
  });

  test("words the refusals", async () => {
    const detail = (status: number, text: string) => ({ status, body: { detail: text } });
    expect(await shown(answers.forbidden())).toEqual(
      detail(403, "Vous n'avez pas la permission d'effectuer cette action."),
    );
    expect(await shown(answers.notFound())).toEqual(detail(404, "Pas trouvé."));
    expect(await shown(answers.invalidPage())).toEqual(detail(404, "Page non valide."));
    expect(await shown(answers.methodNotAllowed("PUT"))).toEqual(
      detail(405, "Méthode «\u00a0PUT\u00a0» non autorisée."),
    );
    expect(await shown(answers.notAcceptable())).toEqual(
      detail(406, "L'en-tête « Accept » n'a pas pu être satisfaite."),
    );
    expect(await shown(answers.detail(415, "x"))).toEqual(detail(415, "x"));
    expect(await shown(answers.invalid({ email: ["x"] }))).toEqual({ status: 400, body: { email: ["x"] } });
  });

  test("a 401 names the scheme", async () => {
    const anonymous = answers.unauthorized();
    expect(anonymous.headers.get("www-authenticate")).toBe('Bearer realm="api"');
    expect(await shown(anonymous)).toEqual({
      status: 401,
      body: { detail: "Informations d'authentification non fournies." },
    });
    expect(await shown(answers.unauthorized({ code: "x" }))).toEqual({ status: 401, body: { code: "x" } });
  });

  test("a 429 says when to come back", async () => {
    const throttled = answers.throttled(1.2);
    expect(throttled.headers.get("retry-after")).toBe("2");
    expect(await shown(throttled)).toEqual({
      status: 429,
      body: { detail: "Requête ralentie. Expected available in 2 seconds." },
    });
    expect(await shown(answers.throttled())).toEqual({ status: 429, body: { detail: "Requête ralentie." } });
  });

  test("a 204 is empty", async () => {
    const response = answers.noContent();
    expect(response.status).toBe(204);
    expect(response.headers.get("content-type")).toBeNull();
    expect(await response.text()).toBe("");
  });
});

describe("jsonText", () => {
  test("is compact, keeps Unicode and escapes the two line ends", () => {
    expect(jsonText({ a: ["é😀", "\u2028\u2029"] })).toBe('{"a":["é😀","\\u2028\\u2029"]}');
  });

  test("indents when asked to", () => {
    expect(jsonText({ a: [] }, 2)).toBe('{\n  "a": []\n}');
  });

  test("writes the members that were floats with a point", () => {
    const body = { gb: 0, rows: [{ gb: 12 }, { gb: 0.5 }], count: 3, pct: -1 };
    expect(jsonText(body, 0, ["gb", "pct"])).toBe('{"gb":0.0,"rows":[{"gb":12.0},{"gb":0.5}],"count":3,"pct":-1.0}');
    expect(jsonText({ gb: 0 }, 2, ["gb"])).toBe('{\n  "gb": 0.0\n}');
  });

  test("leaves texts that look like such members alone", () => {
    const body = { a: '"gb":5,', 'x"gb': 1, gb: '"gb": 7' };
    expect(JSON.parse(jsonText(body, 0, ["gb"]))).toEqual(body);
  });
});
