export { createMail, type Mail, type MailMessage, type MailTransport } from "./outbox.ts";
export { resetMessage } from "./reset-message.ts";
