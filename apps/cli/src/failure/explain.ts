import { ERROR_TABLE, isPeproError, type Language, messageFor, PeproError } from "@pepro/contracts";
import { isConnectionError, newId } from "@pepro/core";
import { EmbeddedError } from "@pepro/db/embedded";
import type { Failure } from "@pepro/runtime";
import {
  ConfigurationError,
  configurationFailure,
  type DatabaseAddress,
  embeddedFailure,
  fill,
  loginRefusal,
  type Text,
  unreachable,
} from "@pepro/runtime";
import { visible } from "../output/width.ts";
import type { Command } from "../program/command.ts";
import { UsageError } from "../program/usage-error.ts";
import { Interrupted } from "../world.ts";
import { hintFor } from "./hint.ts";
import { validationFaults } from "./validation.ts";

export type Circumstances = {
  language: Language;
  /** Where the line was understood so far. */
  command?: Command | undefined;
  address?: DatabaseAddress | undefined;
  debug: boolean;
};

/** Commands look for nothing else by name. */
const NO_SCHOOL: Text = {
  fr: "Aucun établissement ne répond au nom de {name}.",
  en: "No school goes by the name of {name}.",
};
const NO_RUN: Text = {
  fr: "Aucune migration n'a l'identifiant {name}.",
  en: "No run has the id {name}.",
};
const INTERRUPTED: Text = { fr: "Interrompu.", en: "Interrupted." };

/** Any error as what a person, or a machine, is told of it. */
export function explain(error: unknown, circumstances: Circumstances): Failure {
  const failure = failureOf(error, circumstances);
  if (!circumstances.debug || !(error instanceof Error)) return failure;
  return { ...failure, details: detailsOf(error) };
}

function failureOf(error: unknown, circumstances: Circumstances): Failure {
  const { language, address } = circumstances;
  if (error instanceof Interrupted) {
    return { code: "interrupted", message: INTERRUPTED[language], exitCode: error.exitCode };
  }
  if (error instanceof UsageError) return usageFailure(error, circumstances);
  if (error instanceof ConfigurationError) return configurationFailure(error, language);
  if (error instanceof EmbeddedError) return embeddedFailure(error, language);
  if (isPeproError(error)) return peproFailure(error, circumstances);
  if (isConnectionError(error)) return unreachable(error, address, language);
  return (
    loginRefusal(error, address, language) ?? peproFailure(new PeproError("internal", { id: newId() }), circumstances)
  );
}

function usageFailure(error: UsageError, { language, command }: Circumstances): Failure {
  const message = fill(error.text[language], error.fields);
  return { code: "usage", message, exitCode: 2, hint: hintFor("usage", language, command) };
}

function peproFailure(error: PeproError, circumstances: Circumstances): Failure {
  const { language, command } = circumstances;
  const message = isPeproError(error, "not_found")
    ? fill((error.fields.entity === "fleetRun" ? NO_RUN : NO_SCHOOL)[language], { name: visible(error.fields.id) })
    : (messageFor(error.code, language, error.fields) ?? error.code);
  const hint = hintFor(error.code, language, command);
  const failure = { code: error.code, message, exitCode: ERROR_TABLE[error.code].exit, ...(hint && { hint }) };
  if (!isPeproError(error, "validation_failed")) return { ...failure, fields: error.fields };
  return { ...failure, faults: validationFaults(error.fields.issues, circumstances) };
}

function detailsOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\n${detailsOf(error.cause)}` : "";
  return (error.stack ?? error.message) + cause;
}
