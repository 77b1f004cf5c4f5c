/**
 * Compiles only as long as the server's types reach a front end: `npm run types` and `types.test.ts` check it, nothing
 * runs it.
 */
import type { FeaturesView, ImpersonationView, TenantView, ThemeView, UserView } from "@pepro/contracts";
import { expectTypeOf } from "vitest";
import {
  type AnyPeproError,
  type ClientErrorCode,
  createPeproClient,
  isPeproError,
  type RouterInputs,
  type RouterOutputs,
  type WordedIssue,
} from "../index.ts";

export async function answers(): Promise<void> {
  const client = createPeproClient({ url: "https://lycee-hugo.peproscolaire.fr" });
  expectTypeOf(await client.currentTenant.theme.query()).branded.toEqualTypeOf<Readonly<ThemeView>>();
  expectTypeOf(await client.currentTenant.features.query()).toEqualTypeOf<FeaturesView>();
  expectTypeOf(await client.tenants.get.query({ id: "" })).toEqualTypeOf<TenantView>();
  expectTypeOf((await client.tenants.list.query({ page: 2 })).items).toEqualTypeOf<TenantView[]>();
  expectTypeOf(await client.auth.session()).toEqualTypeOf<{
    user: UserView;
    impersonation: ImpersonationView | null;
  } | null>();
  expectTypeOf(await client.auth.signIn({ email: "", password: "" })).toEqualTypeOf<
    { user: UserView; twoFactor: null; expiresAt: string } | { user: null; twoFactor: string; expiresAt: string }
  >();
  expectTypeOf(await client.auth.signOut()).toBeVoid();
  expectTypeOf((await client.applyTheme()).theme.primaryColor).toEqualTypeOf<string | undefined>();
}

export function inputs(): void {
  expectTypeOf<RouterInputs["auth"]["signIn"]>().toEqualTypeOf<{ email: string; password: string }>();
  expectTypeOf<RouterInputs["tenants"]["list"]["page"]>().toEqualTypeOf<number | undefined>();
  expectTypeOf<RouterInputs["tenants"]["create"]["schoolType"]>().toEqualTypeOf<"college" | "lycee" | "lycee_pro">();
  expectTypeOf<RouterOutputs["tenants"]["create"]["tenant"]["state"]>().toEqualTypeOf<
    "created" | "provisioning" | "ready" | "failed"
  >();
}

export function refusals(): void {
  const client = createPeproClient({ url: "https://lycee-hugo.peproscolaire.fr" });
  // @ts-expect-error no such router
  client.pupils;
  // @ts-expect-error no such procedure
  client.tenants.find;
  // @ts-expect-error no such procedure beside the client's own
  client.auth.signUp;
  // @ts-expect-error a query does not change anything
  client.currentTenant.theme.mutate;
  // @ts-expect-error a field is missing
  client.auth.signIn({ email: "" });
  // @ts-expect-error a field of another type
  client.tenants.list.query({ page: "2" });
  // @ts-expect-error a value the schema does not know
  client.tenants.list.query({ schoolType: "university" });
  // @ts-expect-error no such option
  createPeproClient({ uri: "" });
}

export function errors(error: unknown): void {
  if (isPeproError(error, "quota_exceeded")) {
    expectTypeOf(error.fields).toEqualTypeOf<{ quota: "students" | "storage"; limit: number; used: number }>();
    // @ts-expect-error a field of another code
    error.fields.domain;
  }
  if (isPeproError(error, "validation_failed")) {
    expectTypeOf(error.fields.issues).toEqualTypeOf<readonly WordedIssue[]>();
  }
  if (isPeproError(error)) {
    expectTypeOf(error).toEqualTypeOf<AnyPeproError>();
    expectTypeOf(error.code).toEqualTypeOf<ClientErrorCode>();
    if (error.code === "timeout") expectTypeOf(error.fields.afterMs).toBeNumber();
  }
  // @ts-expect-error no such code
  isPeproError(error, "quota_exceded");
}
