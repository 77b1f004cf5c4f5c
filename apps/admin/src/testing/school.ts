import { DEFAULT_MODULES, DEFAULT_SETTINGS, type TenantView } from "@pepro/contracts";

const AT = "2026-03-02T08:00:00.000Z";

/** An open school as the server shows it, but for what is given. */
export function aSchool(facts: Partial<TenantView> = {}): TenantView {
  return {
    id: "0190f3c1-7b1c-7d52-8a77-4c1f5f0f9a01",
    schemaName: "lycee_hugo",
    domainUrl: "lycee-hugo.localhost",
    state: "ready",
    schemaVersion: 10,
    school: {
      id: "0190f3c1-7b1c-7d52-8a77-4c1f5f0f9a02",
      name: "Lycée Hugo",
      schoolType: "lycee",
      address: "12 rue des Écoles",
      postalCode: "75005",
      city: "Paris",
      phone: "0142685300",
      email: "contact@lycee-hugo.fr",
      website: "",
      logo: null,
      subdomain: "lycee-hugo",
      isActive: true,
      createdAt: AT,
    },
    primaryColor: "#2E7D32",
    secondaryColor: "#1B5E20",
    logoUrl: "",
    faviconUrl: "",
    isActive: true,
    createdAt: AT,
    maxStudents: 1000,
    maxStorageGb: 50,
    modulesEnabled: { ...DEFAULT_MODULES },
    provisionedAt: AT,
    lastAccessedAt: null,
    domains: [
      { id: "0190f3c1-7b1c-7d52-8a77-4c1f5f0f9a03", domain: "www.lycee-hugo.fr", isPrimary: false, createdAt: AT },
    ],
    settings: { ...DEFAULT_SETTINGS },
    storageUsedBytes: 0,
    studentCount: 0,
    ...facts,
  };
}
