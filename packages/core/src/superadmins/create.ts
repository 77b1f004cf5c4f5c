import * as z from "zod";
import { PLATFORM, putPasswordHash } from "../auth/index.ts";
import { defineUseCase, superAdmin } from "../executor/index.ts";
import { endStaysWith } from "../impersonation/end-with-account.ts";
import { randomPassword } from "../provisioning/index.ts";
import { countSuperAdmins, reactivateSuperAdmin, readSuperAdmin } from "./queries.ts";

/** Makes a super-admin, or gives an existing one a new password and lets it in again; null when `onlyFirst` found one. */
export const createSuperAdmin = defineUseCase({
  name: "superadmins.create",
  permission: superAdmin,
  access: "write",
  on: "platform",
  input: z.object({
    email: z.email().max(254),
    password: z.string().min(8).max(128).optional(),
    firstName: z.string().trim().max(150).default("Super"),
    lastName: z.string().trim().max(150).default("Admin"),
    /** Make it only where there is no super-admin yet. */
    onlyFirst: z.boolean().default(false),
  }),
  output: z
    .object({ id: z.uuid(), email: z.string(), password: z.string().nullable(), created: z.boolean() })
    .nullable(),
  run: async (context, input) => {
    const { tx, core } = context;
    if (input.onlyFirst && (await countSuperAdmins(tx)) > 0) return null;
    const known = await readSuperAdmin(tx, input.email);
    const password = input.password ?? randomPassword();
    const passwordHash = await core.auth.passwords.hash(password);
    const shown = input.password ? null : password;
    if (known) {
      await putPasswordHash(tx, known.id, passwordHash, context.now);
      await endStaysWith(context, tx, PLATFORM, known.id);
      await reactivateSuperAdmin(tx, known.id);
      context.note({ target: { kind: "superadmin", id: known.id }, changes: { password: "reset" } });
      return { id: known.id, email: known.email, password: shown, created: false };
    }
    const id = await core.auth.insertUser(tx, {
      username: input.email,
      email: input.email,
      firstName: input.firstName,
      lastName: input.lastName,
      userType: "superadmin",
      passwordHash,
      isVerified: true,
    });
    context.note({ target: { kind: "superadmin", id }, changes: { email: { from: null, to: input.email } } });
    return { id, email: input.email, password: shown, created: true };
  },
});
