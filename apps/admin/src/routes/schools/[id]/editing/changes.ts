/** What of `after` differs from `before`: what is sent when only changes are saved. */
export function changesOf<T extends object>(before: T, after: T): Partial<T> {
  const differs = ([key, value]: [string, unknown]) => !Object.is(before[key as keyof T], value);
  return Object.fromEntries(Object.entries(after).filter(differs)) as Partial<T>;
}
