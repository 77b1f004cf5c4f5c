import type { createApiKeyInput } from "@pepro/contracts";
import { action, query, reload, revalidate } from "@solidjs/router";
import type * as z from "zod";
import { client } from "./client.ts";

/** The platform's keys, past ones too, and the rights that a new one may have. */
export const listApiKeys = query(() => client.apiKeys.list.query(), "api-keys");

/** @returns the key itself, which is told this once and kept nowhere. */
export async function createApiKey(input: z.input<typeof createApiKeyInput>): Promise<string> {
  const { secret } = await client.apiKeys.create.mutate(input);
  void revalidate(listApiKeys.key);
  return secret;
}

/** @throws PeproClientError `not_found` for one that was revoked meanwhile */
export const revokeApiKey = action(async (id: string) => {
  await client.apiKeys.revoke.mutate({ id });
  return reload({ revalidate: listApiKeys.key });
}, "revokeApiKey");
