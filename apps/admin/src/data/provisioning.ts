import type { firstAdmin, ProvisioningEvent } from "@pepro/contracts";
import { query, revalidate } from "@solidjs/router";
import type * as z from "zod";
import { client, patient } from "./client.ts";
import { fleetOverview } from "./overview.ts";
import { school } from "./school.ts";
import { listSchools } from "./schools.ts";

/** A person a school is opened with. The password is the server's to make. */
export type NamedAdmin = Omit<z.input<typeof firstAdmin>, "password">;

/** Who may come in first. The password is told once, and kept nowhere. */
export type Credentials = { email: string; password: string };

/** A school's state and its latest run of provisioning. @throws PeproClientError `not_found` */
export const provisioningState = query((id: string) => readProvisioning(id), "provisioning");

/** The same, asked for anew. */
export function readProvisioning(id: string) {
  return client.tenants.provisioningState.query({ id });
}

/**
 * Opens a registered school, or goes on where an earlier run was cut off. Takes as long as the opening.
 *
 * @param input.admin without it, an administrator is made with the school's own address.
 * @returns what the first administrator comes in with; undefined where an earlier run made one who came in.
 */
export async function provision(input: { id: string; admin?: NamedAdmin }): Promise<Credentials | undefined> {
  const { admin } = await patient.tenants.provision.mutate(input);
  return credentialsOf(admin);
}

/** Another password for a first administrator who never came in. @throws PeproClientError `not_found` once one did */
export async function renewFirstAdmin(id: string): Promise<Credentials | undefined> {
  return credentialsOf(await client.tenants.renewFirstAdmin.mutate({ id }));
}

function credentialsOf(admin: { email: string; password: string | null } | null): Credentials | undefined {
  return admin?.password ? { email: admin.email, password: admin.password } : undefined;
}

/** What was read of a school before its opening went on is asked for again. */
export function forgetProvisioning(id: string): void {
  void revalidate([listSchools.key, fleetOverview.key, school.keyFor(id), provisioningState.keyFor(id)]);
}

export type ProvisioningListener = {
  onEvent: (event: ProvisioningEvent) => void;
  /** Whether the stream was cut and is being taken up again. */
  onReconnecting: (isCut: boolean) => void;
  onEnd: () => void;
  /** What trying again would not mend. */
  onError: (error: unknown) => void;
};

/**
 * Follows an opening: first what its latest run has done already, then each step as it happens.
 *
 * @param afterRun waits for a run later than this one.
 * @returns ends it.
 */
export function followProvisioning(
  input: { id: string; afterRun?: string },
  { onEvent, onReconnecting, onEnd, onError }: ProvisioningListener,
): () => void {
  let isOver = false;
  const { unsubscribe } = client.tenants.provisioning.subscribe(input, {
    onData: ({ data }) => onEvent(data),
    onConnectionStateChange: ({ state, error }) => onReconnecting(state === "connecting" && error !== null),
    // Told of an unsubscription, too, which is no end of the opening.
    onComplete: () => !isOver && onEnd(),
    onError,
  });
  return () => {
    isOver = true;
    unsubscribe();
  };
}
