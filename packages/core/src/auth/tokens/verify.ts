import { type AuthScope, storeOf } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { invalid, readToken } from "./claims.ts";
import { type Holder, selectHolder, selectUnused } from "./queries.ts";

export async function verify(services: AuthServices, host: AuthScope, token: string): Promise<void> {
  const { home, claims } = await readToken(services, host, token);
  const store = storeOf(services.db, home);
  const holder = await store.first<Holder>(selectHolder(claims));
  if (!holder?.is_active || !holder.family_open) throw invalid("refresh");
  if (claims.token_type === "access") return;
  if (!(await store.first(selectUnused(claims, services.clock())))) throw invalid("refresh");
}
