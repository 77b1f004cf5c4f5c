export { type Person, personOf } from "./person.ts";
export { currentProfile } from "./profile.ts";
export { scopeOfActor, scopeOfHost } from "./scope.ts";
export { currentSession, signIn, signOut, verifyTwoFactor } from "./session.ts";
export { logIn, logOut, refreshTokens, verifyToken } from "./tokens.ts";
export { updateProfile } from "./update-profile.ts";
