import { expect, test } from "vitest";
import { emailAddress } from "./email.ts";

test.each([
  ["contact@lycee-hugo.fr", "contact@lycee-hugo.fr"],
  ["  o'neil&fils@localhost ", "o'neil&fils@localhost"],
  ['"a.b"@x.fr', '"a.b"@x.fr'],
  ["a@établissement.fr", "a@établissement.fr"],
  ["a@[127.0.0.1]", "a@[127.0.0.1]"],
])("emailAddress takes %s", (given, read) => {
  expect(emailAddress.parse(given)).toBe(read);
});

test.each(["", " ", "a", "@x.fr", "a@", "a b@x.fr", "a@b@c", "a@x.fr\u0000", "\ud800@x.fr", `${"a".repeat(250)}@x.fr`])(
  "emailAddress refuses %j",
  (given) => {
    expect(emailAddress.safeParse(given).success).toBe(false);
  },
);
