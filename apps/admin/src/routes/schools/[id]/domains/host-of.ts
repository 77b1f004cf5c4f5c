/**
 * The host in what somebody pasted: an address whole, capitals, accents. What is no address is left as typed, for the
 * rules to refuse.
 */
export function hostOf(typed: string): string {
  const text = typed.trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (text === "" || /[\s@]/.test(text) || !URL.canParse(address)) return text;
  return new URL(address).hostname.replace(/\.$/, "");
}
