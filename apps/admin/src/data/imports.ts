import type { OpeningEvent, OpeningJob, openingJobInput } from "@pepro/contracts";
import { query, revalidate } from "@solidjs/router";
import type * as z from "zod";
import { client, patient } from "./client.ts";
import { fleetOverview } from "./overview.ts";
import { listSchools } from "./schools.ts";

export type ImportQuestion = z.input<typeof openingJobInput>;
export type SchoolsFile = { csv: string; fileName: string };
export type { OpeningCheck, OpeningJob, OpeningRow, OpeningRowState } from "@pepro/contracts";

/** Files that were sent before, the latest first. */
export const schoolImports = query(() => client.opening.jobs.query({ pageSize: 5 }), "imports");

/** One of them and a page of its rows. @throws PeproClientError `not_found` */
export const schoolImport = query((question: ImportQuestion) => client.opening.job.query(question), "import");

/** What a file would open, and every fault of it; nothing is written. */
export function checkImport(file: SchoolsFile) {
  return patient.opening.check.mutate(file);
}

/** Opens what a file has and is not there yet, behind the answer. @throws PeproClientError `validation_failed`, `opening_active` */
export async function startImport(file: SchoolsFile): Promise<OpeningJob> {
  const job = await patient.opening.start.mutate(file);
  forgetImports();
  return job;
}

/** `resume` also gives the rows that failed another turn. @throws PeproClientError `opening_state`, `opening_active` */
export async function turnImport(id: string, turn: "resume" | "cancel"): Promise<OpeningJob> {
  const job = await client.opening[turn].mutate({ id });
  forgetImports();
  return job;
}

/** First passwords that nobody has fetched yet, this once. */
export async function takePasswords(id: string) {
  const { admins } = await client.opening.passwords.mutate({ id });
  refreshImport();
  return admins;
}

/** What was read of schools before these were opened is asked for again. */
export function forgetImports(): void {
  void revalidate([schoolImports.key, schoolImport.key, listSchools.key, fleetOverview.key]);
}

/** A page of rows anew, while they change. */
export function refreshImport(): void {
  void revalidate(schoolImport.key);
}

export type ImportListener = {
  onEvent: (event: OpeningEvent) => void;
  /** Whether the stream was cut and is being taken up again. */
  onReconnecting: (isCut: boolean) => void;
  onEnd: () => void;
  /** What trying again would not mend. */
  onError: (error: unknown) => void;
};

/** Follows an import from what is known of it, to its end. @returns ends it. */
export function followImport(
  { id, lastEventId }: Pick<OpeningJob, "id" | "lastEventId">,
  { onEvent, onReconnecting, onEnd, onError }: ImportListener,
): () => void {
  let isOver = false;
  const { unsubscribe } = client.opening.watch.subscribe(
    { id, lastEventId },
    {
      onData: ({ data }) => onEvent(data),
      onConnectionStateChange: ({ state, error }) => onReconnecting(state === "connecting" && error !== null),
      onComplete: () => !isOver && onEnd(),
      onError,
    },
  );
  return () => {
    isOver = true;
    unsubscribe();
  };
}
