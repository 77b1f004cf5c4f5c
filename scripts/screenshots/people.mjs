const PHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1";

/** Who and what comes in: super-admins, keys, sessions elsewhere, somebody in a school in another's place. */
export async function makePeople({ context, call }, { browser, server, school }) {
  const ask = (path, input) => call(`${path}?input=${encodeURIComponent(JSON.stringify(input))}`);
  for (const [firstName, lastName, email] of [
    ["Anne-Sophie", "de La Rochefoucauld-Montbel", "anne-sophie.delarochefoucauld@rectorat-auvergne.fr"],
    ["Nina", "Simon", "nina.simon@peproscolaire.fr"],
  ]) {
    await call("superAdmins.create", { firstName, lastName, email });
  }
  const nina = (await call("superAdmins.list")).find(({ email }) => email.startsWith("nina"));
  await call("superAdmins.deactivate", { id: nina.id });

  const scopes = ["tenants:read", "tenants:write"];
  await call("apiKeys.create", { name: "Emploi du temps", scopes, days: 90 });
  await call("apiKeys.create", {
    name: "Annuaire du rectorat, synchronisé chaque nuit",
    scopes: ["tenants:read", "audit:read"],
    days: null,
  });
  const { key } = await call("apiKeys.create", { name: "Ancienne intégration", scopes: ["tenants:read"], days: 30 });
  await call("apiKeys.revoke", { id: key.id });

  await call("tenants.update", { id: school, city: "Villeurbanne", phone: "0472000000", maxStudents: 1_450 });

  const phone = await browser.newContext({ userAgent: PHONE });
  const page = await phone.newPage();
  await page.goto(`${server.origin}/sign-in`);
  await page.locator("input[name=email]").fill(server.account.email);
  await page.locator("input[name=password]").fill(server.account.password);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${server.origin}/`);
  await phone.close();

  const members = (role) => ask("members.list", { tenantId: school, role, pageSize: 3 });
  const [teacher] = (await members("teacher")).items;
  const [parent] = (await members("parent")).items;
  const reason = "Aide demandée par téléphone : les notes du trimestre ne s'affichent plus";
  const over = await call("impersonation.start", { tenantId: school, userId: parent.id, reason, minutes: 10 });
  await call("impersonation.end", { id: over.id });
  const { link } = await call("impersonation.start", { tenantId: school, userId: teacher.id, reason, minutes: 30 });
  const inSchool = await context.newPage();
  await inSchool.goto(link);
  await inSchool.getByRole("button", { name: /^(Entrer|Enter)$/ }).click();
  await inSchool.locator("h1").waitFor();
  const { id } = await call("impersonation.start", { tenantId: school, userId: parent.id, reason, minutes: 5 });
  return { teacher, unopened: id, front: new URL("/", link).href };
}
