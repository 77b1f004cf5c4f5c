import type { Log } from "../core.ts";

export type MailMessage = { to: string; subject: string; text: string; html: string };

/** Hands one message over. @throws when it was not taken */
export type MailTransport = (message: MailMessage) => Promise<void>;

/** What sends e-mail, behind the request that asked for it: nobody waits for it, or can tell by time what it did. */
export type Mail = {
  isConfigured: boolean;
  /**
   * Makes a message and sends it, later. Where `make` gives nothing, nothing is sent. Failures go to the log.
   * @param purpose as the log names it
   */
  post(purpose: string, make: () => Promise<MailMessage | undefined>): void;
  /** Resolves when everything posted was sent or given up. */
  settled(): Promise<void>;
};

/** Milliseconds before each further try. A process that ends meanwhile loses the message: its reader asks for another. */
const RETRIES_MS = [1_000, 5_000, 20_000];

type Options = { transport: MailTransport | undefined; log: Log; retriesMs?: readonly number[] };

export function createMail({ transport, log, retriesMs = RETRIES_MS }: Options): Mail {
  const underWay = new Set<Promise<void>>();

  const send = async (purpose: string, message: MailMessage) => {
    if (!transport) return;
    for (let attempt = 0; ; attempt++) {
      try {
        return await transport(message);
      } catch (error) {
        const wait = retriesMs[attempt];
        if (wait === undefined) return log.error("mail not sent", error, { purpose });
        log.warn("mail will be tried again", {
          purpose,
          reason: error instanceof Error ? error.message : String(error),
        });
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  };

  return {
    isConfigured: transport !== undefined,
    post: (purpose, make) => {
      if (!transport) log.warn("mail is not configured: PEPRO_SMTP_URL", { purpose });
      const work = make()
        .then((message) => message && send(purpose, message))
        .catch((error: unknown) => log.error("mail not made", error, { purpose }))
        .finally(() => underWay.delete(work));
      underWay.add(work);
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
