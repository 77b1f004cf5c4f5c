export { createApiKey, listApiKeys, revokeApiKey } from "./keys.ts";
