import type { Language } from "@pepro/contracts";
import type { Call, Core, Log } from "@pepro/core";

/** What a procedure gets: who calls from where, and the few things of HTTP that sign-in needs. */
export type TrpcContext = {
  core: Core;
  call: Call;
  language: Language;
  log: Log;
  session: {
    token: string | undefined;
    write(token: string, expiresAt: Date): void;
    clear(): void;
  };
};
