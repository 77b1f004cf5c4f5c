export { type Auth, type AuthDeps, createAuth } from "./auth.ts";
export type { Credentials } from "./credentials/check.ts";
export type { Passwords } from "./passwords/passwords.ts";
export { type AuthMeta, type AuthScope, PLATFORM } from "./scope.ts";
export type { SignedIn } from "./sessions/sign-in.ts";
export type { NewUser } from "./users/insert.ts";
