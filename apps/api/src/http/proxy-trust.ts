import ipaddr from "ipaddr.js";

export type ProxyTrust = {
  /** Whether this peer's forwarded headers count. */
  vouchesFor(peer: string | undefined): boolean;
  /** The first address, from the nearest, that is no trusted proxy. */
  clientOf(forwardedFor: string | undefined, peer: string | undefined): string | null;
};

/** @param proxies addresses and CIDR ranges of the proxies in front of the server. */
export function proxyTrust(proxies: readonly string[]): ProxyTrust {
  const ranges = proxies.map(rangeOf);
  const isTrusted = (address: string): boolean => {
    if (!ipaddr.isValid(address)) return false;
    const parsed = ipaddr.process(address);
    return ranges.some(([range, bits]) => range.kind() === parsed.kind() && parsed.match(range, bits));
  };
  return {
    vouchesFor: (peer) => ranges.length > 0 && peer !== undefined && isTrusted(peer),
    clientOf: (forwardedFor, peer) => {
      const hops = forwardedFor?.split(",").map((hop) => hop.trim());
      const client = hops?.findLast((hop) => !isTrusted(hop)) ?? peer;
      if (client === undefined || client === peer)
        return client?.startsWith("::ffff:") ? client.slice(7) : (client ?? null);
      return ipaddr.isValid(client) ? ipaddr.process(client).toString() : null;
    },
  };
}

function rangeOf(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (text.includes("/")) return ipaddr.parseCIDR(text);
  const address = ipaddr.parse(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}
