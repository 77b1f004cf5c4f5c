import { isPeproError } from "@pepro/client";
import { validationIssue } from "@pepro/contracts";
import { batch, createMemo, createSignal } from "solid-js";
import { createStore, reconcile, type SetStoreFunction, unwrap } from "solid-js/store";
import { useIssueText } from "../../i18n/issue-text.ts";
import { type At, type FormSchema, type Issues, type Path, pathOf, valueAt } from "./schema.ts";

export type FormOptions<Input extends object, Output> = {
  /** One of @pepro/contracts: what the server will parse the values with. */
  schema: FormSchema<Input, Output>;
  initial: Input;
  /** Sends the parsed values. What it throws lands on its fields, or above the button. */
  submit: (values: Output) => Promise<unknown>;
  /** The field an error without a path of its own belongs to: `{ subdomain_taken: "subdomain" }`. */
  fieldOf?: Readonly<Record<string, Path<Input>>>;
};

export type FieldBinding<Value> = {
  readonly name: string;
  readonly value: Value;
  readonly error: string | undefined;
  onChange: (value: Value) => void;
  onBlur: () => void;
};

export type Form<Input extends object> = {
  /** Spread onto a field: `<TextField label={…} {...form.field("email")} />`. */
  field<P extends Path<Input>>(path: P): FieldBinding<At<Input, P>>;
  /** The values as typed so far. */
  readonly values: Input;
  set<P extends Path<Input>>(path: P, value: At<Input, P>): void;
  /** Whether anything differs from what was there at first, or since the last success. */
  dirty(): boolean;
  submitting(): boolean;
  /** What was refused without naming a field. */
  error(): unknown;
  /** Brings everything back, or takes these values as the new start. */
  reset(values?: Input): void;
  /** @returns whether it was accepted. */
  submit(): Promise<boolean>;
  /** Brings the focus to the first field that is refused; `Form` gives it. */
  focusInvalid: { current: (() => void) | undefined };
};

/**
 * The one way to do forms: values typed by a contract's schema, checked when a field is left and from then on as it is
 * typed, refusals of the server shown where they belong, in the reader's language.
 *
 * @example
 * const form = createForm({ schema: signInInput, initial: { email: "", password: "" }, submit: signIn });
 * <Form form={form}><TextField label={t("email")} {...form.field("email")} /><SubmitButton form={form}>…</SubmitButton></Form>
 */
export function createForm<Input extends object, Output>(options: FormOptions<Input, Output>): Form<Input> {
  const issueWords = useIssueText();
  const [start, setStart] = createSignal<Input>(snapshot(options.initial));
  const [values, setValues] = createStore<Input>(snapshot(options.initial));
  const [left, setLeft] = createStore<Record<string, boolean>>({});
  const [refused, setRefused] = createStore<Record<string, Issues[string] | undefined>>({});
  const [all, setAll] = createSignal(false);
  const [submitting, setSubmitting] = createSignal(false);
  const [error, setError] = createSignal<unknown>();
  const focusInvalid: Form<Input>["focusInvalid"] = { current: undefined };

  const parsed = createMemo(() => options.schema.safeParse(snapshot(values)));
  const issues = createMemo((): Issues => {
    const verdict = parsed();
    if (verdict.success) return {};
    const worded = verdict.error.issues.map(
      (issue) => [pathOf(issue.path), validationIssue(issue, unwrap(values))] as const,
    );
    return Object.fromEntries(worded.reverse());
  });
  const isShown = (path: string) => all() || left[path] === true;
  const errorOf = (path: string) => {
    const issue = refused[path] ?? (isShown(path) ? issues()[path] : undefined);
    return issue && issueWords(issue);
  };

  const set = (path: string, value: unknown) =>
    batch(() => {
      const keys = path.split(".");
      (setValues as SetStoreFunction<Record<string, unknown>>)(...(keys as [string]), value as never);
      setRefused(path, undefined);
    });

  const refuse = (cause: unknown) => {
    const known = isPeproError(cause) ? cause : undefined;
    const own = known && options.fieldOf?.[known.code];
    if (own) return setRefused(own, { path: own.split("."), rule: known.code, params: { ...known.fields } });
    if (!isPeproError(cause, "validation_failed")) return setError(() => cause);
    const strays = cause.fields.issues.filter(({ path }) => valueAt(unwrap(values), pathOf(path)) === undefined);
    for (const issue of cause.fields.issues) setRefused(pathOf(issue.path), issue);
    // A fault of something the form does not show would go unseen.
    if (strays.length > 0) setError(() => cause);
  };

  const submit = async () => {
    if (submitting()) return false;
    setError(undefined);
    setAll(true);
    const verdict = parsed();
    if (!verdict.success) {
      focusInvalid.current?.();
      return false;
    }
    setSubmitting(true);
    const sent = snapshot(values);
    try {
      await options.submit(verdict.data);
      batch(() => {
        setStart(() => sent);
        setAll(false);
        setLeft(reconcile({}));
      });
      return true;
    } catch (cause) {
      refuse(cause);
      setSubmitting(false);
      focusInvalid.current?.();
      return false;
    } finally {
      setSubmitting(false);
    }
  };

  return {
    field: (path) => ({
      name: path,
      get value() {
        return valueAt(values, path) as never;
      },
      get error() {
        return errorOf(path);
      },
      onChange: (value) => set(path, value),
      onBlur: () => {
        // A field passed through untouched is not wrong yet.
        if (!same(valueAt(values, path), valueAt(start(), path))) setLeft(path, true);
      },
    }),
    values,
    set: (path, value) => set(path, value),
    dirty: createMemo(() => !same(values, start())),
    submitting,
    error,
    reset: (to) =>
      batch(() => {
        if (to) setStart(() => snapshot(to));
        setValues(reconcile(snapshot(start())));
        setLeft(reconcile({}));
        setRefused(reconcile({}));
        setAll(false);
        setError(undefined);
      }),
    submit,
    focusInvalid,
  };
}

/** Reads every value, so that whoever computes from it is told of each change. */
function snapshot<T>(values: T): T {
  if (Array.isArray(values)) return values.map(snapshot) as T;
  if (typeof values !== "object" || values === null) return values;
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, snapshot(value)])) as T;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
