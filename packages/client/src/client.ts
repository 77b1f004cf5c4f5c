import type { AppRouter } from "@pepro/api";
import { createTRPCClient, httpBatchLink, splitLink, type TRPCClient } from "@trpc/client";
import { answerFetch } from "./calls/fetch-answer.ts";
import { typedErrors } from "./calls/typed-errors.ts";
import type { PeproClientError } from "./errors/index.ts";
import { type PeproClientOptions, settingsOf } from "./options.ts";
import { over } from "./over.ts";
import type { RouterInputs, RouterOutputs } from "./router-types.ts";
import { streamLink } from "./streams/link.ts";
import { type AppliedTheme, applyTheme, safeTheme, type ThemeOptions } from "./theme/index.ts";

/** The server takes no more calls in one request. */
const BATCH_SIZE = 20;

/** Characters of an address: proxies refuse request lines over 8 KiB (nginx, Apache). */
const URL_LENGTH = 6_000;

type Trpc = TRPCClient<AppRouter>;

type Auth = {
  /** Opens a session; its cookie is the browser's to keep. @throws PeproClientError `invalid_credentials` */
  signIn(credentials: RouterInputs["auth"]["signIn"]): Promise<RouterOutputs["auth"]["signIn"]>;
  signOut(): Promise<void>;
  /** Who is signed in on this host; null for nobody. */
  session(): Promise<RouterOutputs["auth"]["session"]>;
};

/** Every procedure of the server, as tRPC's own client has it, and what front ends do in one call. */
export type PeproClient = Omit<Trpc, "auth"> & {
  auth: Auth & Omit<Trpc["auth"], keyof Auth>;
  /**
   * Gives a page the look of this host's school: `--pepro-primary`, `--pepro-on-primary`, `--pepro-secondary`,
   * `--pepro-on-secondary`, its title and its icon. Only colours and HTTP addresses get there.
   */
  applyTheme(options?: ThemeOptions): Promise<AppliedTheme>;
};

/**
 * The client of one school, or of the platform on its main host.
 *
 * Calls made together travel as one request. Every failure is a {@link PeproClientError}. Subscriptions connect again
 * by themselves and go on after the last event seen.
 *
 * @example
 * const client = createPeproClient({ url: "https://lycee-hugo.peproscolaire.fr" });
 * const [session, modules] = await Promise.all([client.auth.session(), client.currentTenant.modules.query()]);
 * @throws TypeError for an address that is none, or a missing one outside a page.
 */
export function createPeproClient(options: PeproClientOptions = {}): PeproClient {
  const settings = settingsOf(options);
  const tellSignedOut = once(options.onSignedOut ?? (() => undefined));
  const trpc = createTRPCClient<AppRouter>({
    links: [
      typedErrors(settings, tellSignedOut),
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: streamLink(settings),
        false: httpBatchLink({
          url: settings.endpoint,
          fetch: answerFetch(settings),
          maxItems: BATCH_SIZE,
          maxURLLength: URL_LENGTH,
        }),
      }),
    ],
  });
  const auth: Auth = {
    signIn: (credentials) => trpc.auth.signIn.mutate(credentials),
    signOut: async () => {
      await trpc.auth.signOut.mutate();
      tellSignedOut();
    },
    session: () => trpc.auth.session.query(),
  };
  return over(
    {
      auth: over(auth, trpc.auth),
      applyTheme: async (of: ThemeOptions = {}) =>
        applyTheme(safeTheme(await trpc.currentTenant.theme.query(), settings.base), of),
    },
    trpc,
  );
}

/** The calls of a batch are refused together: they are told of once. */
function once(tell: (error?: PeproClientError) => void): (error?: PeproClientError) => void {
  let isTelling = false;
  return (error) => {
    if (isTelling) return;
    isTelling = true;
    setTimeout(() => {
      isTelling = false;
      tell(error);
    });
  };
}
