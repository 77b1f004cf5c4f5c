export { findDrift } from "./find.ts";
