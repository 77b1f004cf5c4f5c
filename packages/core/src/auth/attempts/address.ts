/**
 * An address as attempts are counted by: of IPv6 the first 64 bits, which is what one subscriber gets (RFC 6177), and an
 * IPv4 address as it is, however it is written.
 */
export function addressKey(address: string | null): string {
  if (address === null) return "unknown";
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return String(mapped[1]);
  if (!address.includes(":")) return address;
  const [before = "", after] = address.toLowerCase().split("%", 1)[0]?.split("::") ?? [];
  const groups = before === "" ? [] : before.split(":");
  const rest = after ? after.split(":").length : 0;
  while (after !== undefined && groups.length + rest < 8) groups.push("0");
  const first = groups.concat(after ? after.split(":") : []).slice(0, 4);
  return `${first.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}
