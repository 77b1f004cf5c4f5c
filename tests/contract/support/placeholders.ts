/** Values a table names instead of writing them: ids, tokens, and texts too long to read. */
export type Bindings = Readonly<Record<string, unknown>>;

const WHOLE = /^\{\{([^{}]+)\}\}$/;
const INSIDE = /\{\{([^{}]+)\}\}/g;

/** Fills `{{name}}` from the bindings and `{{x*201}}` with that many, wherever it stands in a value. */
export function fill<Value>(value: Value, bindings: Bindings): Value {
  return fillAny(value, bindings) as Value;
}

function fillAny(value: unknown, bindings: Bindings): unknown {
  if (typeof value === "string") return fillText(value, bindings);
  if (Array.isArray(value)) return value.map((item) => fillAny(item, bindings));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [String(fillText(key, bindings)), fillAny(item, bindings)]),
  );
}

function fillText(text: string, bindings: Bindings): unknown {
  const whole = WHOLE.exec(text)?.[1];
  if (whole !== undefined && Object.hasOwn(bindings, whole)) return bindings[whole];
  return text.replace(INSIDE, (all, name: string) => {
    const [, unit, times] = /^(.+)\*([0-9]+)$/.exec(name) ?? [];
    if (unit !== undefined) return unit.repeat(Number(times));
    return Object.hasOwn(bindings, name) ? String(bindings[name]) : all;
  });
}
