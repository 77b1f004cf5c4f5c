import type { TRPCLink } from "@trpc/client";
import type { AnyRouter } from "@trpc/server";
import { observable } from "@trpc/server/observable";
import { type PeproClientError, peproErrorOf, SIGNED_OUT_CODES } from "../errors/index.ts";
import type { Settings } from "../options.ts";

/** The first link: whatever a call or a stream fails with leaves as one of the client's errors. */
export function typedErrors<Router extends AnyRouter>(
  { language }: Pick<Settings, "language">,
  onSignedOut: (error: PeproClientError) => void,
): TRPCLink<Router> {
  return () =>
    ({ op, next }) =>
      observable((observer) =>
        next(op).subscribe({
          next: (value) => observer.next(value),
          complete: () => observer.complete(),
          error: (reason) => {
            const error = peproErrorOf(reason, language(), op.signal);
            if (SIGNED_OUT_CODES.includes(error.code)) onSignedOut(error);
            observer.error(error as unknown as typeof reason);
          },
        }),
      );
}
