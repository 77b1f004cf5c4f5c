type Json = Record<string, unknown>;

const TEXTS = ["summary", "description"];
const KEY = /^[a-z][\w.:+-]*$/;

/**
 * Where two forms of one document in two languages do not each say something in their own, as paths into them. An
 * operation must have words; of other objects only those that have some in either are looked at.
 */
export function untranslated(one: Json, other: Json): string[] {
  return [...pairs(one, other, "#")].flatMap(([at, left, right]) => {
    const isOperation = "responses" in left && "tags" in left;
    const named = isOperation ? TEXTS : TEXTS.filter((name) => isText(left[name]) || isText(right[name]));
    return named.filter((name) => !isTranslated(left[name], right[name])).map((name) => `${at}/${name}`);
  });
}

/** Neither is missing nor left as the name of a text, and they differ. */
function isTranslated(left: unknown, right: unknown): boolean {
  return isText(left) && isText(right) && left !== right && ![left, right].some((text) => KEY.test(text));
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function* pairs(left: unknown, right: unknown, at: string): Generator<[string, Json, Json]> {
  if (typeof left !== "object" || left === null) return;
  const other = (right ?? {}) as Json;
  if (!Array.isArray(left)) yield [at, left as Json, other];
  for (const [key, value] of Object.entries(left)) yield* pairs(value, other[key], `${at}/${key}`);
}

/** A document without its words. */
export function withoutTexts(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutTexts);
  if (typeof node !== "object" || node === null) return node;
  const kept = Object.entries(node).filter(([key, value]) => !(TEXTS.includes(key) && isText(value)));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutTexts(value)]));
}
