import {
  type Attention,
  attentionText,
  type FleetMonitoring,
  type MonitoredSchool,
  type SchoolMonitoring,
  type TableFigures,
} from "@pepro/contracts";
import { LABELS } from "./labels.ts";
import { record } from "./output/record.ts";
import { type Column, table } from "./output/table.ts";
import { visible } from "./output/width.ts";
import type { Cli } from "./program/cli.ts";

const TITLES = {
  table: { fr: "Table", en: "Table" },
  size: { fr: "Taille", en: "Size" },
  indexes: { fr: "Index", en: "Indexes" },
  growth: { fr: "Croissance", en: "Growth" },
  rows: { fr: "Lignes", en: "Rows" },
  dead: { fr: "Mortes", en: "Dead" },
  scans: { fr: "Lectures entières", en: "Whole scans" },
  byIndex: { fr: "Par index", en: "By index" },
  vacuum: { fr: "Nettoyée", en: "Vacuumed" },
  analyze: { fr: "Analysée", en: "Analyzed" },
  attention: { fr: "Attention", en: "Attention" },
};
const MOST_TREND = 14;

export function fleetText(cli: Cli, data: FleetMonitoring): string {
  const { items, totals, sampledAt } = data;
  if (totals.schools === 0) return cli.say({ fr: "Aucun établissement.", en: "No school." });
  if (items.length === 0) {
    const none = { fr: "Aucun établissement n'est dans ce cas.", en: "No school is in that case." };
    return [cli.say(none), summary(cli, data)].join("\n\n");
  }
  const columns: Column<MonitoredSchool>[] = [
    { title: cli.say(LABELS.school), value: ({ name }) => name, shrinks: true },
    { title: cli.say(LABELS.schema), value: ({ schema }) => schema },
    { title: cli.say(TITLES.size), value: ({ sample }) => (sample ? cli.formats.size(sample.totalBytes) : "—") },
    { title: cli.say(TITLES.growth), value: ({ sample }) => growthText(cli, sample?.grown ?? null) },
    { title: cli.say(TITLES.rows), value: ({ sample }) => (sample ? cli.formats.number(sample.rows) : "—") },
    { title: cli.say(TITLES.dead), value: ({ sample }) => (sample ? cli.formats.number(sample.deadRows) : "—") },
    { title: cli.say(TITLES.vacuum), value: ({ sample }) => cli.formats.date(sample?.lastVacuumAt ?? null) },
    {
      title: cli.say(TITLES.attention),
      value: ({ sample }) => (sample && sample.attention.length > 0 ? String(sample.attention.length) : ""),
      style: (text) => cli.palette.yellow(text),
    },
  ];
  const shown = table(items, columns, { palette: cli.palette, width: cli.world.stdout.columns });
  const reasons = items.flatMap(({ schema, sample }) => reasonLines(cli, sample?.attention ?? [], schema));
  const taken = sampledAt === null ? [] : [summary(cli, data)];
  const hint = {
    fr: "Rien n'est encore relevé : pepro monitoring sample",
    en: "Nothing was sampled yet: pepro monitoring sample",
  };
  return [
    shown,
    ...(reasons.length > 0 ? [reasons.join("\n")] : []),
    ...taken,
    ...(taken.length ? [] : [cli.say(hint)]),
  ].join("\n\n");
}

function summary(cli: Cli, { totals, sampledAt, count, page, pageSize }: FleetMonitoring): string {
  const { number, size, date, plural } = cli.formats;
  const schools = plural(
    totals.schools,
    { fr: "établissement", en: "school" },
    { fr: "établissements", en: "schools" },
  );
  const all = {
    fr: "{schools}, {size} (tables {tables}, index {indexes}, TOAST {toast}) ; à regarder : {attention}. Relevé le {at}.",
    en: "{schools}, {size} (tables {tables}, indexes {indexes}, TOAST {toast}); needing attention: {attention}. Sampled {at}.",
  };
  const text = cli.say(all, {
    ...{ schools, size: size(totals.totalBytes), tables: size(totals.tableBytes) },
    ...{ indexes: size(totals.indexBytes), toast: size(totals.toastBytes), attention: number(totals.needingAttention) },
    at: date(sampledAt),
  });
  const pages = Math.ceil(count / pageSize);
  const more = { fr: "Page {page} sur {pages}.", en: "Page {page} of {pages}." };
  return cli.palette.dim(pages > 1 ? `${text} ${cli.say(more, { page, pages })}` : text);
}

export function schoolText(cli: Cli, data: SchoolMonitoring): string {
  const { school, figures, attention, tables, trend, isExact } = data;
  const { number, size, date, percent } = cli.formats;
  const facts = record([
    [cli.say(LABELS.schema), school.schema],
    [cli.say(LABELS.version), String(school.version)],
    [cli.say(TITLES.size), size(figures.totalBytes)],
    [cli.say({ fr: "dont tables", en: "of it tables" }), size(figures.tableBytes)],
    [cli.say({ fr: "dont index", en: "of it indexes" }), size(figures.indexBytes)],
    [cli.say({ fr: "dont TOAST", en: "of it TOAST" }), size(figures.toastBytes)],
    [cli.say(TITLES.growth), growthText(cli, data.grown)],
    [cli.say(TITLES.rows), number(figures.rows)],
    [cli.say({ fr: "Lignes mortes", en: "Dead rows" }), number(figures.deadRows)],
    [
      cli.say({ fr: "Lu en mémoire", en: "Read from memory" }),
      figures.cacheHitShare === null ? "—" : percent(figures.cacheHitShare),
    ],
    [
      cli.say({ fr: "Index inutilisés", en: "Unused indexes" }),
      `${number(figures.unusedIndexes)} (${size(figures.unusedIndexBytes)})`,
    ],
    [cli.say({ fr: "Dernier nettoyage", en: "Last vacuum" }), date(figures.lastVacuumAt)],
    [cli.say({ fr: "Dernière analyse", en: "Last analyze" }), date(figures.lastAnalyzeAt)],
  ]);
  const near = {
    fr: "Une migration tient une table : les tailles sont celles du dernier nettoyage.",
    en: "A migration holds a table: sizes are those of the last vacuum.",
  };
  const parts = [
    cli.palette.bold(visible(school.name)),
    facts,
    reasonLines(cli, attention).join("\n"),
    isExact ? "" : cli.palette.yellow(cli.say(near)),
    table(tables, tableColumns(cli), { palette: cli.palette, width: cli.world.stdout.columns }),
    trend
      .slice(-MOST_TREND)
      .map(({ day, totalBytes }) => `  ${day}  ${size(totalBytes)}`)
      .join("\n"),
  ];
  return parts.filter(Boolean).join("\n\n");
}

function tableColumns(cli: Cli): Column<TableFigures>[] {
  const { number, size, date } = cli.formats;
  return [
    { title: cli.say(TITLES.table), value: (each) => each.table, shrinks: true },
    { title: cli.say(TITLES.size), value: ({ totalBytes }) => size(totalBytes) },
    { title: cli.say(TITLES.indexes), value: ({ indexBytes }) => size(indexBytes) },
    { title: cli.say(TITLES.rows), value: ({ rows }) => number(rows) },
    { title: cli.say(TITLES.dead), value: ({ deadRows }) => number(deadRows) },
    { title: cli.say(TITLES.scans), value: ({ wholeScans }) => number(wholeScans) },
    { title: cli.say(TITLES.byIndex), value: ({ indexScans }) => number(indexScans) },
    { title: cli.say(TITLES.vacuum), value: ({ lastVacuumAt }) => date(lastVacuumAt) },
    { title: cli.say(TITLES.analyze), value: ({ lastAnalyzeAt }) => date(lastAnalyzeAt) },
  ];
}

function growthText(cli: Cli, grown: { bytes: number; since: string } | null): string {
  if (grown === null) return "—";
  const sign = grown.bytes < 0 ? "−" : "+";
  const text = { fr: "{sign}{size} depuis le {since}", en: "{sign}{size} since {since}" };
  return cli.say(text, { sign, size: cli.formats.size(Math.abs(grown.bytes)), since: grown.since });
}

function reasonLines(cli: Cli, reasons: readonly Attention[], schema?: string): string[] {
  return reasons.map((reason) => {
    const text = attentionText(reason, cli.language, schema);
    const whole = schema !== undefined && reason.table === null ? `${schema} : ${text}` : text;
    return `${cli.palette.yellow("!")} ${visible(whole)}`;
  });
}
