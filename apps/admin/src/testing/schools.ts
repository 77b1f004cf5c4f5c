import {
  DEFAULT_MODULES,
  DEFAULT_SETTINGS,
  type ProvisioningEvent,
  type ProvisioningState,
  type TenantView,
} from "@pepro/contracts";

export const SCHOOL_ID = "0198c0de-0000-7000-8000-000000000001";

/** A school as the server tells of it. */
export function schoolView(name: string, more: Partial<TenantView> = {}): TenantView {
  const subdomain = name
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z]+/g, "-");
  return {
    id: SCHOOL_ID,
    schemaName: subdomain.replaceAll("-", "_"),
    domainUrl: `${subdomain}.localhost`,
    state: "created",
    schemaVersion: 0,
    school: {
      id: "0198c0de-0000-7000-8000-0000000000ff",
      name,
      schoolType: "lycee",
      address: "1 rue Haute",
      postalCode: "69003",
      city: "Lyon",
      phone: "0478123456",
      email: "contact@ecole.fr",
      website: "",
      logo: null,
      subdomain,
      isActive: true,
      createdAt: "2026-01-05T08:00:00.000Z",
    },
    primaryColor: "#1976D2",
    secondaryColor: "#424242",
    logoUrl: "",
    faviconUrl: "",
    isActive: true,
    createdAt: "2026-01-05T08:00:00.000Z",
    maxStudents: 1000,
    maxStorageGb: 50,
    modulesEnabled: {},
    provisionedAt: null,
    lastAccessedAt: null,
    domains: [],
    settings: DEFAULT_SETTINGS,
    storageUsedBytes: 0,
    studentCount: 0,
    ...more,
  };
}

/** The same, opened, with a host of its own beside the platform's. */
export function openSchoolView(name: string, more: Partial<TenantView> = {}): TenantView {
  const school = schoolView(name, { state: "ready", schemaVersion: 10, provisionedAt: "2026-01-05T08:00:00.000Z" });
  const domain = `www.${school.school.subdomain}.fr`;
  return {
    ...school,
    modulesEnabled: { ...DEFAULT_MODULES },
    domains: [{ id: "0198c0de-0000-7000-8000-00000000d001", domain, isPrimary: false, createdAt: school.createdAt }],
    ...more,
  };
}

/** One thing that happened in a run; `id` says in which order. */
export function stepTaken(
  id: number,
  step: ProvisioningEvent["step"],
  state: ProvisioningEvent["state"],
  more: Partial<ProvisioningEvent> = {},
): ProvisioningEvent {
  return {
    id: String(id),
    tenantId: SCHOOL_ID,
    run: "0198c0de-0000-7000-8000-00000000aaaa",
    step,
    state,
    durationMs: state === "started" ? null : 12,
    error: null,
    at: "2026-01-05T08:00:00.000Z",
    ...more,
  };
}

export function standing(state: ProvisioningState["state"], run: ProvisioningState["run"] = null): ProvisioningState {
  return { tenantId: SCHOOL_ID, state, run };
}
