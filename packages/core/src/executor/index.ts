export { type Actor, ANONYMOUS } from "./actor.ts";
export { authorise, type Call, execute } from "./execute.ts";
export * from "./permission.ts";
export type { RequestMeta } from "./request.ts";
export { subscribe } from "./subscribe.ts";
export { defineSubscription, type Subscription, type SubscriptionContext } from "./subscription.ts";
export { type AuditNote, type Contexts, defineUseCase, type Place, type UseCase } from "./use-case.ts";
export { parseInput } from "./validation.ts";
