/** A number where the text is one; else the text itself, for the input's own rule to refuse. */
export function wholeNumber(text: string | undefined): number | string | undefined {
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}
