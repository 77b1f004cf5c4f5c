// @vitest-environment jsdom
import { describe, expect, test, vi } from "vitest";
import { settingsOf } from "./options.ts";

describe("in a page", () => {
  test("the address is the page's own", () => {
    const { base, endpoint } = settingsOf({});
    expect([base.href, endpoint]).toEqual([`${location.origin}/`, `${location.origin}/trpc`]);
    expect(settingsOf({ url: "/ecole/" }).endpoint).toBe(`${location.origin}/ecole/trpc`);
  });

  test.each([
    ["en-GB", "en"],
    ["fr-FR", "fr"],
    ["de-DE", "fr"],
  ])("the language of a browser in %s is %s, unless it is told another", async (tag, language) => {
    vi.spyOn(navigator, "language", "get").mockReturnValue(tag);
    expect(settingsOf({}).language()).toBe(language);
    expect(settingsOf({ language: "en" }).language()).toBe("en");
    // The browser says by itself what it wants.
    expect(await settingsOf({}).headers()).toEqual({});
  });
});
