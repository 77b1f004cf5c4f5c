import type { Language } from "@pepro/contracts";

/** A text that depends on `{count}`, by the categories both languages have. */
export type Plural = { readonly one: string; readonly other: string };
export type Entry = string | Plural;
export type Texts = Readonly<Record<string, Entry>>;

/** The other language of a dictionary: the same keys, each in the same form. A missing or a surplus key does not compile. */
export type Translation<Source extends Texts> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : Plural;
};

export type Value = string | number;

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Forms<E extends Entry> = E extends Plural ? E["one"] | E["other"] : E;
type Needed<E extends Entry> = E extends Plural
  ? Readonly<{ count: number } & Record<Exclude<Names<E["one"] | E["other"]>, "count">, Value>>
  : Readonly<Record<Names<Forms<E> & string>, Value>>;

/** What a text must be given: nothing, or every name between its braces. */
export type Args<E extends Entry> = E extends string
  ? [Names<E>] extends [never]
    ? []
    : [params: Needed<E>]
  : [params: Needed<E>];

/** `t("list.count", { count })`: the text of a key in the reader's language. */
export type Translate<Source extends Texts> = <Key extends keyof Source & string>(
  key: Key,
  ...args: Args<Source[Key]>
) => string;

const LOCALES: Readonly<Record<Language, string>> = { fr: "fr-FR", en: "en-GB" };

export function localeOf(language: Language): string {
  return LOCALES[language];
}

/** Writes a text out: the form its count asks for, its names replaced, numbers as the language groups them. */
export function writeOut(entry: Entry, language: Language, params: Readonly<Record<string, Value>> = {}): string {
  const locale = localeOf(language);
  const text = typeof entry === "string" ? entry : formFor(entry, locale, Number(params.count));
  const filled = text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (typeof value === "number") return new Intl.NumberFormat(locale).format(value);
    return value ?? whole;
  });
  return language === "fr" ? frenchSpaces(filled) : filled;
}

function formFor(plural: Plural, locale: string, count: number): string {
  return new Intl.PluralRules(locale).select(count) === "one" ? plural.one : plural.other;
}

/** French sets a narrow space that does not break before high punctuation and inside its quotation marks. */
function frenchSpaces(text: string): string {
  return text.replace(/ (?=[:;!?»%])/g, "\u202f").replace(/« /g, "«\u202f");
}
