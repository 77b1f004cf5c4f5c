import { expect, test } from "vitest";
import { languageOf, wantsJson } from "./language.ts";

test.each([
  [[], {}, "fr"],
  [[], { LANG: "en_GB.UTF-8" }, "en"],
  [[], { LANG: "en" }, "en"],
  [[], { LANG: "C.UTF-8" }, "fr"],
  [[], { LANG: "de_DE.UTF-8" }, "fr"],
  [[], { LANG: "enochian" }, "fr"],
  [[], { LANG: "en_GB.UTF-8", LC_ALL: "fr_FR.UTF-8" }, "fr"],
  [[], { LANG: "fr_FR.UTF-8", LC_MESSAGES: "en_US.UTF-8" }, "en"],
  [["--lang", "en"], { LANG: "fr_FR.UTF-8" }, "en"],
  [["list-tenants", "--lang=fr"], { LC_ALL: "en_US" }, "fr"],
  [["--lang", "de"], { LANG: "en_US" }, "en"],
  [["--lang"], {}, "fr"],
])("languageOf: %j in %j is %s", (argv, env, language) => {
  expect(languageOf(argv, env)).toBe(language);
});

test.each([
  [["list-tenants"], false],
  [["list-tenants", "--json"], true],
  [["list-tenants", "--format", "json"], true],
  [["list-tenants", "--format=json"], true],
  [["list-tenants", "--format", "csv"], false],
])("wantsJson: %j is %s", (argv, wanted) => {
  expect(wantsJson(argv)).toBe(wanted);
});
