import * as z from "zod";
import { MEMBER_ROLES } from "./auth.ts";
import { tenantId } from "./tenants.ts";

export const IMPERSONATION_MINUTES = 30;
export const IMPERSONATION_REASON_MIN = 10;

export const startImpersonationInput = z.object({
  tenantId,
  userId: z.uuid(),
  /** Read by the school in its audit trail. */
  reason: z
    .string()
    .trim()
    .min(IMPERSONATION_REASON_MIN)
    .max(500)
    .refine((text) => !text.includes("\u0000"), { error: "null_characters" }),
  minutes: z.int().min(1).max(IMPERSONATION_MINUTES).default(IMPERSONATION_MINUTES),
});

export const startedImpersonation = z.object({
  id: z.uuid(),
  /** On the school's own host; good once. */
  link: z.string(),
  linkExpiresAt: z.iso.datetime(),
});

export const impersonationEntry = z.object({
  id: z.uuid(),
  tenantId: z.uuid(),
  schoolName: z.string(),
  userId: z.uuid(),
  userEmail: z.string(),
  superAdminEmail: z.string(),
  reason: z.string(),
  minutes: z.int(),
  createdAt: z.iso.datetime(),
  openedAt: z.iso.datetime().nullable(),
  endsAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  endedBy: z.string().nullable(),
  /** `waiting`: the link was not opened yet; `unused`: nor will it be. */
  state: z.enum(["waiting", "unused", "active", "over"]),
});
export type ImpersonationEntry = z.infer<typeof impersonationEntry>;

export const memberView = z.object({
  id: z.uuid(),
  email: z.string(),
  fullName: z.string(),
  role: z.enum(MEMBER_ROLES),
  isActive: z.boolean(),
  lastLoginAt: z.iso.datetime().nullable(),
  hasTwoFactor: z.boolean(),
  openSessions: z.int(),
});
export type MemberView = z.infer<typeof memberView>;

const PAGE_SIZE_MAX = 100;

export const listMembersInput = z.object({
  tenantId,
  search: z.string().trim().max(200).default(""),
  role: z.enum(MEMBER_ROLES).optional(),
  page: z.int().min(1).max(100_000).default(1),
  pageSize: z.int().min(1).max(PAGE_SIZE_MAX).default(20),
});

export const listImpersonationsInput = z.object({
  tenantId: tenantId.optional(),
  isOpen: z.boolean().optional(),
  page: z.int().min(1).max(100_000).default(1),
  pageSize: z.int().min(1).max(PAGE_SIZE_MAX).default(20),
});
