/**
 * Ids that no other process gives: 12 random letters and digits, and a count. They name a request and guard nothing, are
 * short enough to be read out on the telephone, and cost less than random ones.
 */
export function countedIds(): () => string {
  let count = 0;
  let own = "";
  return () => {
    // Not at once: an edge runtime has no random numbers before the first request.
    own ||= randomPart();
    count += 1;
    return `${own}-${count.toString(36).padStart(4, "0")}`;
  };
}

function randomPart(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join("");
}
