import type { ApiKeyView, SessionView, SuperAdminView } from "@pepro/contracts";

/** Who is signed in, as far as pages look. */
export const CAMILLE = {
  id: "0198c0de-0000-7000-8000-0000000000aa",
  username: "camille@pepro.fr",
  email: "camille@pepro.fr",
  firstName: "Camille",
  lastName: "Lemaire",
  fullName: "Camille Lemaire",
  userType: "superadmin",
};
export const SESSION = { user: CAMILLE, impersonation: null };

export function sessionOf(id: number, more: Partial<SessionView> = {}): SessionView {
  return {
    id: `0198c0de-0000-7000-8000-00000000010${id}`,
    kind: "browser",
    device: { browser: "Firefox", system: "Linux" },
    ipAddress: `192.0.2.${id}`,
    createdAt: "2026-01-05T08:00:00.000Z",
    lastUsedAt: "2026-01-05T09:00:00.000Z",
    expiresAt: "2026-01-05T10:00:00.000Z",
    isCurrent: false,
    impersonatedBy: null,
    ...more,
  };
}

export function keyOf(id: number, more: Partial<ApiKeyView> = {}): ApiKeyView {
  return {
    id: `0198c0de-0000-7000-8000-00000000020${id}`,
    name: `Programme ${id}`,
    scopes: ["tenants:read"],
    prefix: "pepro_platform_abc123",
    createdBy: CAMILLE.email,
    createdAt: "2026-01-05T08:00:00.000Z",
    expiresAt: null,
    lastUsedAt: null,
    revokedAt: null,
    state: "active",
    ...more,
  };
}

export function superAdminOf(id: number, more: Partial<SuperAdminView> = {}): SuperAdminView {
  return {
    id: `0198c0de-0000-7000-8000-00000000030${id}`,
    email: `admin${id}@pepro.fr`,
    firstName: "Nina",
    lastName: `Simon ${id}`,
    isActive: true,
    hasTwoFactor: false,
    createdAt: "2026-01-05T08:00:00.000Z",
    lastLoginAt: null,
    ...more,
  };
}
