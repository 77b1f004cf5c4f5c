import type { DriftDifference } from "@pepro/contracts";
import { quoteLiteral } from "@pepro/db";
import type { Delta } from "../compare.ts";
import { columnOf, type Part, sequenceOf } from "../part.ts";
import { quoted, type Repaired, type Spelling, type Step, shown } from "./step.ts";

type Column = ReturnType<typeof columnOf>;
type Site = { table: string; name: string; column: string };

/** A column as `create table` and `add column` take it. `parts` are a new school's: an identity has its sequence there. */
export function columnText(part: Part, parts: readonly Part[], spelling: Spelling): string {
  const column = columnOf(part);
  return [
    quoted(part.name),
    spelling.of(column.type),
    column.generated &&
      `generated always as (${spelling.of(column.generated.replace(/ stored$/, ""))})${
        column.generated.endsWith(" stored") ? " stored" : ""
      }`,
    column.default && `default ${spelling.of(column.default)}`,
    column.identity && identityText(part, parts, spelling),
    column.isNotNull && "not null",
  ]
    .filter(Boolean)
    .join(" ");
}

/** `generated always as identity (…)`, its sequence called as a new school's. */
function identityText(part: Part, parts: readonly Part[], spelling: Spelling): string {
  const sequence = parts.find(
    (each) => each.kind === "sequence" && each.table === part.table && sequenceOf(each).column === part.name,
  );
  const options = sequence && ` (sequence name ${spelling.own(sequence.name)} ${sequenceOf(sequence).options})`;
  return `generated ${kindOf(columnOf(part).identity)} as identity${options ?? ""}`;
}

const kindOf = (identity: string) => (identity === "a" ? "always" : "by default");

export function repairColumn(delta: Delta, parts: readonly Part[], spelling: Spelling): Repaired[] {
  const part = delta.expected ?? delta.found;
  const at: Site = { table: spelling.own(part.table), name: part.name, column: quoted(part.name) };
  const about = { object: "column", table: part.table, name: part.name } as const;
  const alter = `alter table ${at.table}`;
  if (!delta.expected) {
    const difference = { ...about, aspect: "extra", expected: null, found: shown(columnOf(part).type) } as const;
    return [{ difference, steps: [{ phase: "losses", sql: `${alter} drop column ${at.column}`, note: "loses_data" }] }];
  }
  const column = columnOf(delta.expected);
  if (!delta.found) {
    const difference = { ...about, aspect: "missing", expected: shown(column.type), found: null } as const;
    const isFilled = column.default || column.identity || column.generated || !column.isNotNull;
    const phase = column.generated ? "generated columns" : "columns";
    const sql = `${alter} add column ${columnText(delta.expected, parts, spelling)}`;
    const steps: Step[] = isFilled
      ? [{ phase, sql }]
      : [
          { phase, sql: sql.replace(/ not null$/, "") },
          { phase, sql: `${alter} alter column ${at.column} set not null`, note: "needs_values" },
        ];
    return [{ difference, steps }];
  }
  return changes(column, columnOf(delta.found), at, spelling, () => identityText(delta.expected, parts, spelling)).map(
    ({ aspect, expected, found, steps }) => ({
      difference: { ...about, aspect, expected: expected && shown(expected), found: found && shown(found) },
      steps,
    }),
  );
}

type Change = Pick<DriftDifference, "aspect" | "expected" | "found"> & { steps: readonly Step[] };

/** In the order in which one column's changes can follow each other. */
function changes(want: Column, have: Column, at: Site, spelling: Spelling, identity: () => string): Change[] {
  const alter = `alter table ${at.table} alter column ${at.column}`;
  const step = (sql: string, note?: Step["note"]): Step => ({ phase: "columns", sql, ...(note && { note }) });
  const all: Change[] = [];
  if (want.generated !== have.generated) {
    const sql = `alter table ${at.table} drop column ${at.column}, add column ${at.column} ${spelling.of(want.type)} generated always as (${spelling.of(
      want.generated.replace(/ stored$/, ""),
    )})${want.generated.endsWith(" stored") ? " stored" : ""}${want.isNotNull ? " not null" : ""}`;
    const steps: Step[] = want.generated
      ? [{ phase: "losses", sql, note: "loses_data" }]
      : [step(`${alter} drop expression`)];
    all.push({ aspect: "generated", expected: want.generated || null, found: have.generated || null, steps });
    if (want.generated) return all;
  }
  const identityChange = {
    aspect: "identity",
    expected: want.identity && kindOf(want.identity),
    found: have.identity && kindOf(have.identity),
  } as const;
  const identityNames = {
    ...identityChange,
    expected: identityChange.expected || null,
    found: identityChange.found || null,
  };
  if (have.identity && !want.identity) all.push({ ...identityNames, steps: [step(`${alter} drop identity`)] });
  if (want.type !== have.type) {
    const steps = [
      step(`${alter} type ${spelling.of(want.type)} using ${at.column}::${spelling.of(want.castType)}`, "rewrites"),
    ];
    if (have.default) steps.unshift(step(`${alter} drop default`));
    if (have.default && want.default) steps.push(step(`${alter} set default ${spelling.of(want.default)}`));
    all.push({ aspect: "type", expected: want.type, found: have.type, steps });
  }
  if (want.default !== have.default) {
    const sql = want.default ? `${alter} set default ${spelling.of(want.default)}` : `${alter} drop default`;
    all.push({ aspect: "default", expected: want.default || null, found: have.default || null, steps: [step(sql)] });
  }
  if (want.isNotNull !== have.isNotNull) {
    const word = (isNotNull: boolean) => (isNotNull ? "not null" : "null");
    const steps = [want.isNotNull ? step(`${alter} set not null`, "needs_values") : step(`${alter} drop not null`)];
    all.push({ aspect: "not_null", expected: word(want.isNotNull), found: word(have.isNotNull), steps });
  }
  if (want.identity && want.identity !== have.identity) {
    const steps = have.identity
      ? [step(`${alter} set generated ${kindOf(want.identity)}`)]
      : [step(`${alter} add ${identity()}`), step(continued(at))];
    all.push({ ...identityNames, steps });
  }
  return all;
}

/** The next number is one nobody has. */
function continued({ table, name, column }: Site): string {
  const sequence = `pg_get_serial_sequence(${quoteLiteral(table)}, ${quoteLiteral(name)})`;
  return `select setval(${sequence}, coalesce((select max(${column}) from ${table}), 0) + 1, false)`;
}
