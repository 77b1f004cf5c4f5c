import { PeproError } from "@pepro/contracts";
import type { Actor } from "../../executor/actor.ts";
import { type AuthScope, storeOf } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { actorOf } from "../users/actor.ts";
import { invalid, readToken } from "./claims.ts";
import { type Holder, selectHolder } from "./queries.ts";

export async function actorOfToken(services: AuthServices, host: AuthScope, accessToken: string): Promise<Actor> {
  const { home, claims } = await readToken(services, host, accessToken, "access");
  const holder = await storeOf(services.db, home).first<Holder>(selectHolder(claims));
  if (!holder) throw new PeproError("user_not_found", {});
  if (!holder.is_active) throw new PeproError("user_inactive", {});
  if (!holder.family_open) throw invalid("access");
  return actorOf(home, holder, claims.sid);
}
