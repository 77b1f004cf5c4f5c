import type { MailTransport } from "@pepro/core";
import { createTransport } from "nodemailer";

/** Milliseconds: a server that does not answer must not hold messages for ever. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/**
 * An SMTP server by its address: `smtp://user:password@host:587` (STARTTLS where it is offered; `?requireTLS=true`
 * insists), `smtps://…:465`.
 * @param from the sender, `peproscolaire@example.fr` or `PeproScolaire <peproscolaire@example.fr>`
 */
export function createSmtpTransport(url: string, from: string): MailTransport {
  const transport = createTransport({ url, ...TIMEOUTS }, { from });
  return async ({ to, subject, text, html }) => {
    // As an object: an address is never read as a list of several.
    await transport.sendMail({ to: { name: "", address: to }, subject, text, html });
  };
}
