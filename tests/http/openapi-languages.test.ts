import { openApiDocument } from "@pepro/api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, type TestPlatform } from "../harness/index.ts";
import { untranslated, withoutTexts } from "./support/untranslated.ts";

type Document = Record<string, unknown> & {
  info: { description: string };
  paths: Record<string, { post?: object }>;
};

const inLanguage = (language: "fr" | "en") => openApiDocument(`http://${BASE_DOMAIN}`, language) as Document;

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openPlatform();
});
afterAll(() => platform.close());

const ask = (path: string, language: string) =>
  platform.fetch(BASE_DOMAIN, path, { headers: { "Accept-Language": language } });

describe("the two languages of the description", () => {
  test("every operation has its words in both, and they are words", () => {
    expect(untranslated(inLanguage("fr"), inLanguage("en"))).toEqual([]);
    expect(untranslated(inLanguage("en"), inLanguage("fr"))).toEqual([]);
  });

  test("they say the same of paths, parameters, bodies and answers", () => {
    expect(withoutTexts(inLanguage("en"))).toEqual(withoutTexts(inLanguage("fr")));
  });

  test.each([
    ["is missing", "summary", undefined],
    ["is empty", "summary", ""],
    ["is the name of a text", "summary", "login.summary"],
    ["stayed in the other language", "description", "Open to everyone."],
  ])("a text that %s is found out", (_, member, text) => {
    const [french, english] = [inLanguage("fr"), inLanguage("en")];
    Object.assign(french.paths["/api/v1/auth/login/"]?.post ?? {}, { [member]: text });
    const at = [`#/paths//api/v1/auth/login//post/${member}`];
    expect(untranslated(french, english)).toEqual(at);
    expect(untranslated(english, french)).toEqual(at);
  });
});

describe("/openapi.json and /docs", () => {
  test.each([
    ["", "fr", "fr"],
    ["", "en-GB,en;q=0.9", "en"],
    ["", "de", "fr"],
    ["?lang=en", "fr", "en"],
    ["?lang=fr", "en", "fr"],
    ["?lang=de", "en", "en"],
    ["?lang=<b>", "fr", "fr"],
  ] as const)("%s with Accept-Language %s speak %s", async (query, header, language) => {
    const document = await ask(`/openapi.json${encodeURI(query)}`, header);
    expect(document.headers.get("vary")).toContain("Accept-Language");
    expect(((await document.json()) as Document).info.description).toBe(inLanguage(language).info.description);
    const page = await ask(`/docs${encodeURI(query)}`, header);
    expect(page.headers.get("vary")).toContain("Accept-Language");
    expect(await page.text()).toMatch(new RegExp(`^<!doctype html>\n<html lang="${language}">`));
  });
});
