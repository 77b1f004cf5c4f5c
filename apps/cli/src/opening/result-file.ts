import { closeSync, openSync, unlinkSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { OpeningPasswords, OpeningRow } from "@pepro/contracts";
import { csv } from "../output/csv.ts";
import type { Cli } from "../program/cli.ts";
import { UsageError } from "../program/usage-error.ts";
import { rowFaultText } from "./texts.ts";

/** For whoever owns it alone: it holds passwords. */
const MODE = 0o600;

const UNWRITABLE = { fr: "{file} ne peut être écrit : {reason}", en: "{file} cannot be written: {reason}" };

/** A file that was not there before: one that is holds passwords of an earlier run perhaps. */
export type ResultFile = {
  path: string;
  write(cli: Cli, rows: readonly OpeningRow[], admins: OpeningPasswords["admins"]): void;
  /** Takes it away: there was nothing to write. */
  discard(): void;
};

/** Made before anything is opened, so that no password is made up that could not be written down. @throws UsageError */
export function openResultFile(source: string, given: string | undefined): ResultFile {
  const path = given ?? freeName(source);
  const descriptor = make(path);
  return {
    path,
    write: (cli, rows, admins) => {
      const byLine = new Map(admins.map((admin) => [admin.subdomain, admin]));
      const text = csv(rows, {
        line: ({ line }) => line,
        subdomain: ({ subdomain }) => subdomain,
        school_name: ({ schoolName }) => schoolName,
        state: ({ state }) => state,
        domain_url: ({ host }) => host,
        admin_email: ({ subdomain }) => byLine.get(subdomain)?.email,
        admin_password: ({ subdomain }) => byLine.get(subdomain)?.password,
        differences: ({ differences }) => differences.join(" "),
        error: ({ fault }) => fault && rowFaultText(cli, fault),
      });
      // A byte order mark lets spreadsheets read the accents.
      writeSync(descriptor, `\ufeff${text}\r\n`);
      closeSync(descriptor);
    },
    discard: () => {
      closeSync(descriptor);
      unlinkSync(path);
    },
  };
}

function make(path: string): number {
  try {
    return openSync(path, "wx", MODE);
  } catch (error) {
    throw new UsageError(UNWRITABLE, { file: path, reason: error instanceof Error ? error.message : String(error) });
  }
}

/** Beside the file: `schools.csv` gives `schools.result-20260131-101500.csv`. */
function freeName(source: string): string {
  const moment = new Date().toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-");
  return join(dirname(source), `${basename(source).replace(/\.csv$/i, "")}.result-${moment}.csv`);
}
