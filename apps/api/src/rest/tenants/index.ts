import type { Endpoint } from "../endpoint.ts";
import { activate, deactivate, domain, modules, provision, stats } from "./actions.ts";
import { collection } from "./collection.ts";
import { item } from "./item.ts";
import { settings } from "./settings.ts";

export const tenantEndpoints: readonly Endpoint[] = [
  collection,
  item,
  provision,
  activate,
  deactivate,
  stats,
  modules,
  domain,
  settings,
];
