import type { World } from "./world.ts";

export type { World };

/**
 * A statement of school `a` against everybody else.
 *
 * `by` says what PostgreSQL itself answers: the SQLSTATE it is refused with; "nothing", rows without the word of the other
 * school; or "statement": PostgreSQL has no right to withhold here, and refuses nothing. Whatever is not about rows the
 * product does not even send.
 */
export type Case = readonly [what: string, by: string, text: (world: World) => string];
