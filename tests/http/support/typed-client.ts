import type { AppRouter } from "@pepro/api";
import { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
import { BASE_DOMAIN, type TestPlatform } from "../../harness/index.ts";

export type Fetch = TestPlatform["fetch"];
export type TypedClient = ReturnType<typeof createTRPCClient<AppRouter>>;

export const ROOT = `root@${BASE_DOMAIN}`;

type Headers_ = Readonly<Record<string, string>>;

/** A real tRPC client on a host; its requests go through `fetch` to the application. */
export function typedClient(fetch: Fetch, host: string, headers: Headers_ = {}): TypedClient {
  return createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: `http://${host}/trpc`,
        headers: () => headers,
        fetch: (input, init) => fetch(host, pathOf(String(input)), init as RequestInit),
      }),
    ],
  });
}

/** The super-admin, by token, on the main host. */
export async function rootClient(platform: TestPlatform): Promise<TypedClient> {
  const token = await platform.tokenOf(BASE_DOMAIN, ROOT);
  return typedClient(platform.fetch, BASE_DOMAIN, { Authorization: `Bearer ${token}` });
}

type ErrorData = NonNullable<TRPCClientError<AppRouter>["data"]>;

/** What a call was refused with; a call that was not refused fails the test. */
export async function refusalOf(call: Promise<unknown>): Promise<{ message: string; data: ErrorData }> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TRPCClientError)) throw new Error(`not refused by tRPC: ${String(error)}`);
  const { message, data } = error as TRPCClientError<AppRouter>;
  if (!data) throw new Error(`refused without data: ${message}`);
  return { message, data };
}

export function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
