import type { Delta } from "../compare.ts";
import { constraintOf, grantOf, indexOf, type Part, sequenceOf, tableOf } from "../part.ts";
import { columnText } from "./columns.ts";
import { grantText } from "./grants.ts";
import { quoted, type Repaired, type Spelling, type Step, shown } from "./step.ts";

const WORDS: Readonly<Record<string, string>> = {
  r: "table",
  p: "table",
  f: "foreign table",
  v: "view",
  m: "materialized view",
};

const isView = (kind: string) => kind === "v" || kind === "m";

/** A table that is missing comes back with all it has but its foreign keys, whose other ends may be missing as well. */
export function repairTable(delta: Delta, parts: readonly Part[], spelling: Spelling): Repaired[] {
  const part = delta.expected ?? delta.found;
  const name = spelling.own(part.name);
  const about = { object: "table", table: part.table, name: part.name } as const;
  const drop = ({ kind }: { kind: string }): Step => ({
    phase: "losses",
    sql: `drop ${WORDS[kind] ?? "table"} ${name}`,
    note: "loses_data",
  });
  if (!delta.expected) {
    const have = tableOf(delta.found);
    const difference = { ...about, aspect: "extra", expected: null, found: WORDS[have.kind] ?? have.kind } as const;
    return [{ difference, steps: [drop(have)] }];
  }
  const want = tableOf(delta.expected);
  if (!delta.found) {
    const difference = { ...about, aspect: "missing", expected: WORDS[want.kind] ?? want.kind, found: null } as const;
    return [{ difference, steps: makeTable(delta.expected, parts, spelling) }];
  }
  const have = tableOf(delta.found);
  const difference = { ...about, aspect: "definition", expected: described(want), found: described(have) } as const;
  return [{ difference, steps: changed(want, have, name, spelling, drop(have)) }];
}

type Table = ReturnType<typeof tableOf>;

function changed(want: Table, have: Table, name: string, spelling: Spelling, drop: Step): Step[] {
  const alter = `alter table ${name}`;
  const make: Step = { phase: "losses", sql: viewText(want, name, spelling), note: "loses_data" };
  if (want.kind === "v" && have.kind === "v") return [{ phase: "views", sql: viewText(want, name, spelling) }];
  if (want.kind !== have.kind) return isView(want.kind) ? [drop, make] : [drop];
  if (want.kind === "m") return [drop, make];
  const steps: Step[] = [];
  if (want.persistence !== have.persistence) {
    steps.push({
      phase: "columns",
      sql: `${alter} set ${want.persistence === "u" ? "un" : ""}logged`,
      note: "rewrites",
    });
  }
  if (want.security !== have.security) {
    steps.push({ phase: "columns", sql: `${alter} ${securityText(want)}` });
  }
  return steps;
}

const securityText = ({ security }: Table) =>
  `${security ? "enable" : "disable"} row level security, ${security === "force" ? "" : "no "}force row level security`;

const viewText = (want: Table, name: string, spelling: Spelling) =>
  `create ${want.kind === "m" ? "" : "or replace "}${WORDS[want.kind]} ${name} as ${spelling.of(want.definition).trim().replace(/;$/, "")}`;

function described({ kind, persistence, security, definition }: Table): string {
  const words = [persistence === "u" && "unlogged", WORDS[kind] ?? kind, security && `${security} row level security`];
  return [...words, shown(definition)].filter(Boolean).join(" ");
}

function makeTable(part: Part, parts: readonly Part[], spelling: Spelling): Step[] {
  const want = tableOf(part);
  const name = spelling.own(part.name);
  const its = parts.filter(({ table }) => table === part.table);
  const of = (kind: Part["kind"]) => its.filter((each) => each.kind === kind);
  if (isView(want.kind))
    return [{ phase: "views", sql: viewText(want, name, spelling) }, ...rights(of("grant"), spelling)];
  const constraints = of("constraint").filter((each) => constraintOf(each).type !== "f");
  // Said within `create table` it would count as checked.
  const unchecked = constraints.filter((each) => constraintOf(each).definition.endsWith(" NOT VALID"));
  const lines = [
    ...of("column").map((column) => columnText(column, parts, spelling)),
    ...constraints
      .filter((each) => !unchecked.includes(each))
      .map((each) => `constraint ${quoted(each.name)} ${spelling.of(constraintOf(each).definition)}`),
  ];
  const unlogged = want.persistence === "u" ? "unlogged " : "";
  const secured: Step[] = want.security ? [{ phase: "tables", sql: `alter table ${name} ${securityText(want)}` }] : [];
  return [
    { phase: "tables", sql: `create ${unlogged}table ${name} (\n  ${lines.join(",\n  ")}\n)` },
    ...secured,
    ...unchecked.map(
      (each): Step => ({
        phase: "tables",
        sql: `alter table ${name} add constraint ${quoted(each.name)} ${spelling.of(constraintOf(each).definition)}`,
      }),
    ),
    ...of("index").map((each): Step => ({ phase: "tables", sql: spelling.of(indexOf(each).definition) })),
    ...rights(of("grant"), spelling),
  ];
}

/** What new tables begin with may be more than this one is to have. */
function rights(grants: readonly Part[], spelling: Spelling): Step[] {
  const found = new Map<string, { target: string; relation: string; grantee: string }>();
  for (const part of grants) {
    const { target, relation, grantee } = grantOf(part);
    found.set(JSON.stringify([target, relation, grantee]), { target, relation, grantee });
  }
  const revoked = [...found.values()].map(
    ({ target, relation, grantee }) =>
      `revoke all on ${target} ${spelling.own(relation)} from ${spelling.grantee(grantee)}`,
  );
  const granted = grants.map((part) => grantText("grant", [part], spelling));
  return [...revoked, ...granted].map((sql): Step => ({ phase: "grants", sql }));
}

const optionsOf = (part: Part) => `as ${sequenceOf(part).type} ${sequenceOf(part).options}`;

/** An identity's sequence comes and goes with its column. */
export function repairSequence(delta: Delta, deltas: readonly Delta[], spelling: Spelling): Repaired[] {
  const part = delta.expected ?? delta.found;
  const name = spelling.own(part.name);
  const about = { object: "sequence", table: part.table, name: part.name } as const;
  const options = (each: Part | undefined) => (each ? optionsOf(each) : null);
  const difference = { ...about, expected: options(delta.expected), found: options(delta.found) };
  const own = sequenceOf(part);
  if (!delta.expected) {
    if (own.isIdentity) return [];
    const steps: Step[] = [{ phase: "losses", sql: `drop sequence ${name}`, note: "loses_data" }];
    return [{ difference: { ...difference, aspect: "extra" }, steps }];
  }
  const owned: Step[] =
    own.column && !own.isIdentity
      ? [
          {
            phase: "sequence options",
            sql: `alter sequence ${name} owned by ${spelling.own(part.table)}.${quoted(own.column)}`,
          },
        ]
      : [];
  if (delta.found) {
    const alter: Step = { phase: "sequence options", sql: `alter sequence ${name} ${optionsOf(part)}` };
    return [{ difference: { ...difference, aspect: "definition" }, steps: [alter, ...owned] }];
  }
  if (!own.isIdentity) {
    const create: Step = { phase: "sequences", sql: `create sequence ${name} ${optionsOf(part)}` };
    return [{ difference: { ...difference, aspect: "missing" }, steps: [create, ...owned] }];
  }
  const renamed = deltas.find(
    ({ expected, found }) =>
      !expected && found.kind === "sequence" && found.table === part.table && sequenceOf(found).column === own.column,
  )?.found;
  if (!renamed || !sequenceOf(renamed).isIdentity) return [];
  const sql = `alter sequence ${spelling.own(renamed.name)} rename to ${quoted(part.name)}`;
  const named = { ...difference, aspect: "name", expected: part.name, found: renamed.name } as const;
  return [{ difference: named, steps: [{ phase: "sequences", sql }] }];
}
