import type { AppRouter } from "@pepro/api";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";

/** What each procedure takes: `RouterInputs["tenants"]["create"]`. */
export type RouterInputs = inferRouterInputs<AppRouter>;

/** What each procedure answers. */
export type RouterOutputs = inferRouterOutputs<AppRouter>;
