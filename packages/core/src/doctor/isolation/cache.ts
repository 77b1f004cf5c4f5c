import { resolverOver } from "../../resolution/index.ts";
import type { Planted } from "./plant.ts";
import { GotThrough, type Probe } from "./probe.ts";

/** The cache of hosts, the very code that serves, over a directory that knows the two throw-away schools alone. */
export function cacheProbes(a: Planted, b: Planted, mainHosts: readonly string[]): Probe[] {
  const open = () => {
    const known = new Map([
      [a.host, a.tenant],
      [b.host, b.tenant],
    ]);
    const resolver = resolverOver(async (key) => known.get(key), mainHosts);
    resolver.directory.trust(true);
    const idOf = async (host: string) => {
      const target = await resolver.resolve(host);
      return target.kind === "tenant" ? target.tenant.id : undefined;
    };
    const expectId = async (host: string, id: string | undefined) => {
      if ((await idOf(host)) !== id) throw new GotThrough(host);
    };
    return { known, resolver, idOf, expectId };
  };
  return [
    {
      layer: "cache",
      name: "own_host",
      attempt: async () => {
        const { expectId } = open();
        for (let turn = 0; turn < 3; turn++) {
          await expectId(a.host, a.tenant.id);
          await expectId(b.host, b.tenant.id);
        }
      },
    },
    {
      layer: "cache",
      name: "moved_host",
      attempt: async () => {
        const { known, resolver, expectId } = open();
        await expectId(a.host, a.tenant.id);
        known.set(a.host, b.tenant);
        resolver.directory.invalidate([a.host]);
        await expectId(a.host, b.tenant.id);
      },
    },
    {
      layer: "cache",
      name: "stale_read",
      attempt: async () => {
        let release: () => void = () => {};
        const held = new Promise<void>((resolve) => {
          release = resolve;
        });
        let current = a.tenant;
        const resolver = resolverOver(async () => {
          const read = current;
          await held;
          return read;
        }, mainHosts);
        resolver.directory.trust(true);
        const early = resolver.resolve(a.host);
        current = b.tenant;
        resolver.directory.invalidate([a.host]);
        release();
        await early;
        const late = await resolver.resolve(a.host);
        if (late.kind !== "tenant" || late.tenant.id !== b.tenant.id) throw new GotThrough(a.host);
      },
    },
    {
      layer: "cache",
      name: "unheard",
      attempt: async () => {
        const { known, resolver, expectId } = open();
        await expectId(a.host, a.tenant.id);
        resolver.directory.trust(false);
        known.set(a.host, b.tenant);
        await expectId(a.host, b.tenant.id);
      },
    },
    {
      layer: "cache",
      name: "deactivated",
      attempt: async () => {
        const { known, resolver, idOf } = open();
        await idOf(b.host);
        known.set(b.host, { ...b.tenant, isActive: false });
        resolver.directory.invalidate([b.host]);
        await idOf(b.host);
        throw new GotThrough(b.host);
      },
    },
  ];
}
