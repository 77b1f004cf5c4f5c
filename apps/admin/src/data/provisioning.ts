import type { firstAdmin, ProvisioningEvent } from "@pepro/contracts";
import { query, revalidate } from "@solidjs/router";
import type * as z from "zod";
import { client } from "./client.ts";
import { fleetOverview } from "./overview.ts";
import { school } from "./school.ts";
import { listSchools } from "./schools.ts";

export type FirstAdmin = z.input<typeof firstAdmin>;

/** A school's state and its latest run of provisioning. @throws PeproClientError `not_found` */
export const provisioningState = query((id: string) => readProvisioning(id), "provisioning");

/** The same, asked for anew. */
export function readProvisioning(id: string) {
  return client.tenants.provisioningState.query({ id });
}

/** Opens a registered school, or goes on where an earlier run was cut off. Takes as long as the opening. */
export function provision(input: { id: string; admin: FirstAdmin }) {
  return client.tenants.provision.mutate(input);
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
