/** A number where the text is one; else the text itself, for the input's own rule to refuse. */
export function wholeNumber(text: string | undefined): number | string | undefined {
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

/** A moment where the text is a day, in UTC; else the text itself, a moment or what the input's own rule refuses. */
export function momentOf(text: string | undefined): string | undefined {
  return text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text;
}
