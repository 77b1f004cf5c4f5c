export { currentProfile } from "./profile.ts";
export { scopeOfActor, scopeOfHost } from "./scope.ts";
export { currentSession, signIn, signOut } from "./session.ts";
export { logIn, logOut, refreshTokens, verifyToken } from "./tokens.ts";
export { updateProfile } from "./update-profile.ts";
