import { createSecrets } from "@pepro/core";
import { SECRET, type TestPlatform } from "./platform.ts";

/** The address of the login that serves, with the password every process derives. */
export async function runtimeUrlOf({ databaseUrl, core }: Pick<TestPlatform, "databaseUrl" | "core">): Promise<string> {
  const url = new URL(databaseUrl);
  url.username = core.installation.runtimeRole;
  url.password = await (await createSecrets(SECRET)).deriveText("runtime-login");
  return url.href;
}
