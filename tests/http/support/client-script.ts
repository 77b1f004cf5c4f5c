/** What a script of Node's or Deno's does with the client: it prints what it saw as JSON. Arguments: address, school's host, e-mail, password. */
import { argv } from "node:process";
import { createPeproClient, isPeproError, withCookies } from "@pepro/client";

const [url = "", host = "", email = "", password = ""] = argv.slice(2);
const client = createPeproClient({ url, headers: { "x-forwarded-host": host }, fetch: withCookies() });

const refused = await client.currentTenant.info.query().catch((error: unknown) => error);
await client.auth.signIn({ email, password });
const [session, theme] = await Promise.all([client.auth.session(), client.currentTenant.theme.query()]);
await client.auth.signOut();
const stream = client.tenants.provisioning.subscribe({ id: crypto.randomUUID() });
const watching = await stream.next().catch((error: unknown) => error);
console.log(
  JSON.stringify({
    refused: isPeproError(refused) ? refused.code : String(refused),
    email: session?.user.email,
    school: theme.schoolName,
    after: await client.auth.session(),
    watching: isPeproError(watching) ? watching.code : String(watching),
  }),
);
