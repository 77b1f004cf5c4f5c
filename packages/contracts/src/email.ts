import * as z from "zod";

/** RFC 3696, erratum 1690: a mailbox longer than this cannot be delivered to. */
const EMAIL_MAX = 254;

/**
 * A mailbox as the legacy service took it: any local part without spaces, a quoted one too, at any host, `localhost`
 * and address literals included. The REST dialect is stricter about details; nothing it accepts is refused here.
 */
const MAILBOX = /^(?:[^\s@"\p{C}]+|"[^"\s\p{C}]*")@[^\s@"\p{C}]+$/u;

export const emailAddress = z
  .string()
  .trim()
  .min(1, { error: "blank" })
  .max(EMAIL_MAX)
  .pipe(z.email({ pattern: MAILBOX }));
