/** What can stand in `${}` of a statement: it always travels as a parameter, never as text. */
export type Parameter = string | number | bigint | boolean | Date | Uint8Array | null | readonly Parameter[] | Json;

/** A value sent as `jsonb`. */
export class Json {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

/** Marks a value to be sent as JSON rather than as an array or text. */
export function json(value: unknown): Json {
  return new Json(value);
}

/** One SQL statement and its parameters. Statements nest: `${sql`…`}` is spliced in with its own parameters. */
export class Statement {
  readonly chunks: readonly string[];
  readonly values: readonly Parameter[];

  constructor(chunks: readonly string[], values: readonly Parameter[]) {
    this.chunks = chunks;
    this.values = values;
  }

  /** The text with `$1`, `$2` … in place of the parameters. */
  get text(): string {
    return this.chunks.reduce((text, chunk, index) => `${text}$${index}${chunk}`);
  }
}

/** Builds a statement: sql`select id from users where email = ${email}`. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (Parameter | Statement)[]): Statement {
  const chunks = [strings[0] ?? ""];
  const values: Parameter[] = [];
  parts.forEach((part, index) => {
    const rest = strings[index + 1] ?? "";
    if (part instanceof Statement) {
      append(chunks, part.chunks[0] ?? "");
      chunks.push(...part.chunks.slice(1));
      values.push(...part.values);
      append(chunks, rest);
    } else {
      values.push(part);
      chunks.push(rest);
    }
  });
  return new Statement(chunks, values);
}

/** A statement of fixed text, for SQL that takes no parameters (utility statements, checked identifiers). */
export function rawSql(text: string): Statement {
  return new Statement([text], []);
}

/** Joins statements: join([sql`a = ${1}`, sql`b = ${2}`], " and "). Nothing joined is nothing. */
export function join(statements: readonly Statement[], separator: string): Statement {
  return statements.reduce(
    (all, next, index) => (index === 0 ? next : sql`${all}${rawSql(separator)}${next}`),
    rawSql(""),
  );
}

function append(chunks: string[], text: string): void {
  chunks[chunks.length - 1] += text;
}
