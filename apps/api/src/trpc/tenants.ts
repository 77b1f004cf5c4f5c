import {
  activateTenant,
  addDomain,
  checkSubdomain,
  createTenant,
  deactivateTenant,
  deleteTenant,
  getSettings,
  getTenant,
  getTenantStats,
  listTenants,
  provisionTenant,
  removeDomain,
  updateModules,
  updateSettings,
  updateTenant,
} from "@pepro/core";
import { mutationOf, queryOf, router } from "./procedure.ts";

/** Schools, for super-admins. */
export const tenants = router({
  list: queryOf(listTenants),
  get: queryOf(getTenant),
  stats: queryOf(getTenantStats),
  checkSubdomain: queryOf(checkSubdomain),
  create: mutationOf(createTenant),
  update: mutationOf(updateTenant),
  provision: mutationOf(provisionTenant),
  activate: mutationOf(activateTenant),
  deactivate: mutationOf(deactivateTenant),
  delete: mutationOf(deleteTenant),
  updateModules: mutationOf(updateModules),
  addDomain: mutationOf(addDomain),
  removeDomain: mutationOf(removeDomain),
  settings: queryOf(getSettings),
  updateSettings: mutationOf(updateSettings),
});
