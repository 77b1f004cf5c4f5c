export { createTestDatabase } from "./database.ts";
export * from "./platform.ts";
export { schoolBody, schoolInput } from "./school.ts";
