export { createApiKey, listApiKeys, revokeApiKey } from "./keys.ts";
export { refuseApiKey } from "./refuse.ts";
