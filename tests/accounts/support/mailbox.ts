import { createMail, type Mail } from "@pepro/core";
import { createSmtpTransport, SILENT_LOG } from "@pepro/runtime";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export type Mailbox = {
  mail: Mail;
  /** What arrived, in order. */
  received: ParsedMail[];
  /** Refuses so many messages before it takes one. */
  refuse(times: number): void;
  close(): Promise<void>;
};

/** A real SMTP server on a port of its own, and our client to it. */
export async function openMailbox(): Promise<Mailbox> {
  const received: ParsedMail[] = [];
  let refusals = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, _, done) => {
      void simpleParser(stream).then((message) => {
        if (refusals-- > 0) return done(new Error("busy"));
        received.push(message);
        done();
      }, done);
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.on("error", reject);
    const listening = server.listen(0, "127.0.0.1", () => {
      const address = listening.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  const transport = createSmtpTransport(`smtp://127.0.0.1:${port}`, "PeproScolaire <rien@peproscolaire.fr>");
  return {
    mail: createMail({ transport, log: SILENT_LOG, retriesMs: [1, 1] }),
    received,
    refuse: (times) => {
      refusals = times;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
