export { endMemberSessions, resetMemberTwoFactor } from "./credentials.ts";
export { listMembers } from "./list.ts";
