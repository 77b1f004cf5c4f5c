// @vitest-environment node
import { expect, test } from "vitest";
import { hostOf } from "./host-of.ts";

test.each([
  ["www.lycee-hugo.fr", "www.lycee-hugo.fr"],
  ["  HTTPS://WWW.Lycee-Hugo.fr/accueil?x=1 ", "www.lycee-hugo.fr"],
  ["lycee-hugo.fr:8443/", "lycee-hugo.fr"],
  ["lycee-hugo.fr.", "lycee-hugo.fr"],
  ["lycée-hugo.fr", "xn--lyce-hugo-d4a.fr"],
  ["lycee hugo.fr", "lycee hugo.fr"],
  ["contact@lycee-hugo.fr", "contact@lycee-hugo.fr"],
  ["", ""],
])("%j names the host %j", (typed, host) => {
  expect(hostOf(typed)).toBe(host);
});
