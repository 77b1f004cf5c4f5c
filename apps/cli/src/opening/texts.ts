import {
  issueText,
  messageFor,
  type OpeningCheck,
  type OpeningEvent,
  type OpeningFault,
  type OpeningJob,
  type OpeningRowFault,
  type ValidationIssue,
} from "@pepro/contracts";
import type { Text } from "@pepro/runtime";
import { took } from "../output/took.ts";
import { visible } from "../output/width.ts";
import type { Cli } from "../program/cli.ts";

const SCHOOL: Text = { fr: "établissement", en: "school" };
const SCHOOLS: Text = { fr: "établissements", en: "schools" };

/** A fault of the file, with where it is. */
export function faultText(cli: Cli, { line, column, rule, params }: OpeningFault): string {
  const where = column
    ? cli.say({ fr: "ligne {line}, {column}", en: "line {line}, {column}" }, { line, column: visible(column) })
    : cli.say({ fr: "ligne {line}", en: "line {line}" }, { line });
  const text = issueText({ path: [], rule, params }, cli.language);
  return cli.say({ fr: "{where} : {text}", en: "{where}: {text}" }, { where, text: visible(text) });
}

/** Why one school could not be opened. */
export function rowFaultText(cli: Cli, { code, fields }: OpeningRowFault): string {
  const issues = (fields.issues as readonly ValidationIssue[] | undefined) ?? [];
  if (issues.length > 0) return visible(issues.map((issue) => issueText(issue, cli.language)).join(" "));
  return visible(messageFor(code, cli.language, fields) ?? code);
}

/** How a row ended; undefined for what is no end. */
export function endText(cli: Cli, event: OpeningEvent): string | undefined {
  const said = (name: string, text: string) =>
    cli.say({ fr: "{name} : {text}", en: "{name}: {text}" }, { name: visible(name), text });
  switch (event.kind) {
    case "row.done":
      return said(
        event.host,
        cli.say({ fr: "ouvert en {time}", en: "opened in {time}" }, { time: took(cli, event.milliseconds) }),
      );
    case "row.present":
      return said(event.subdomain, presentText(cli, event.differences));
    case "row.failed":
      return said(event.subdomain, cli.palette.red(rowFaultText(cli, event.fault)));
    default:
      return undefined;
  }
}

/** Of a school that is there already. */
export function presentText(cli: Cli, differences: readonly string[]): string {
  if (differences.length === 0) return cli.say({ fr: "déjà là", en: "there already" });
  const text = {
    fr: "déjà là, avec d'autres valeurs, laissé tel quel : {columns}",
    en: "there already with other values, left as it is: {columns}",
  };
  return cli.palette.yellow(cli.say(text, { columns: differences.join(", ") }));
}

/** What `--check` says of a file without a fault. */
export function planText(cli: Cli, { rows }: OpeningCheck): string {
  const there = rows.filter(({ outcome }) => outcome !== "open");
  const toOpen = rows.length - there.length;
  const summary = { fr: "{count} à ouvrir, {there} déjà là.", en: "{count} to open, {there} there already." };
  const lines = there.map(({ subdomain, differences }) => `${subdomain} : ${presentText(cli, differences)}`);
  const count = cli.formats.plural(toOpen, SCHOOL, SCHOOLS);
  const nothing = cli.palette.dim(cli.say({ fr: "Rien n'a été ouvert.", en: "Nothing was opened." }));
  return [...lines, cli.say(summary, { count, there: there.length }), nothing].join("\n");
}

/** The count at the end, and what to do where not all is done. */
export function jobText(cli: Cli, job: OpeningJob, file: string): string {
  const { plural } = cli.formats;
  const { done, present, different, failed, pending, running, skipped } = job.counts;
  const count = (value: number, one: Text, many: Text = one) => (value > 0 ? plural(value, one, many) : "");
  const parts = [
    count(done, { fr: "ouvert", en: "opened" }, { fr: "ouverts", en: "opened" }),
    count(present, { fr: "déjà là", en: "there already" }),
    cli.palette.yellow(
      count(
        different,
        { fr: "déjà là, différent", en: "there already, different" },
        { fr: "déjà là, différents", en: "there already, different" },
      ),
    ),
    cli.palette.red(count(failed, { fr: "en échec", en: "failed" })),
    count(pending + running, { fr: "à faire", en: "to do" }),
    count(skipped, { fr: "laissé de côté", en: "left out" }, { fr: "laissés de côté", en: "left out" }),
  ].filter((part) => visible(part) !== "");
  const schools = plural(job.rows, SCHOOL, SCHOOLS);
  const lines = [
    cli.say({ fr: "{schools} : {parts}.", en: "{schools}: {parts}." }, { schools, parts: parts.join(", ") }),
  ];
  const again = {
    fr: "La cause écartée, relancez avec le même fichier : pepro create-tenants {file}",
    en: "Once the cause is removed, run again with the same file: pepro create-tenants {file}",
  };
  if (failed + pending + running > 0) lines.push(cli.say(again, { file }));
  return lines.join("\n");
}
