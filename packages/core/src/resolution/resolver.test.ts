import type { Database, Statement } from "@pepro/db";
import { describe, expect, test, vi } from "vitest";
import { createTenantResolver, directoryKeys } from "./resolver.ts";

/** Two schools of a control plane that answers by host or subdomain, and notes what it was asked. */
function open({ isActive = true } = {}) {
  const rows = ["zola", "hugo"].map((name) => ({
    schemaName: name,
    roleName: `role_${name}`,
    clusterId: "one",
    subdomain: name,
    domainUrl: `${name}.pepro.fr`,
    isActive,
    provisionedAt: new Date(),
  }));
  const asked: unknown[] = [];
  const queryPlatform = vi.fn(async ({ text, values: [key] }: Statement) => {
    asked.push(key);
    const isByHost = text.includes("where host =");
    return rows.filter(({ subdomain, domainUrl }) => (isByHost ? domainUrl : subdomain) === key);
  });
  const resolver = createTenantResolver({ queryPlatform } as unknown as Database, ["pepro.fr", "www.pepro.fr"]);
  resolver.directory.trust(true);
  const schemaAt = async (host: string | null | undefined, hint?: string | null) => {
    const target = await resolver.resolve(host, hint);
    return target.kind === "tenant" ? target.tenant.schema : target.kind;
  };
  return { resolver, asked, schemaAt };
}

describe("resolve", () => {
  test("finds a school by its host however the client writes it, and asks once", async () => {
    const { asked, schemaAt } = open();
    for (const host of ["zola.pepro.fr", "ZOLA.pepro.fr:8000", "zola.pepro.fr.", " zola.PEPRO.fr "]) {
      expect(await schemaAt(host)).toBe("zola");
    }
    expect(asked).toEqual(["zola.pepro.fr"]);
  });

  test("finds the platform on its own hosts, without asking anybody", async () => {
    const { asked, schemaAt } = open();
    expect([await schemaAt("pepro.fr"), await schemaAt("WWW.pepro.fr:443")]).toEqual(["platform", "platform"]);
    expect(asked).toEqual([]);
  });

  test.each([null, undefined, "", "a b", "zola.pepro.fr/", "'; drop table tenants; --"])(
    "knows no school at %j, and asks nobody",
    async (host) => {
      const { asked, schemaAt } = open();
      await expect(schemaAt(host)).rejects.toMatchObject({ code: "tenant_not_found" });
      expect(asked).toEqual([]);
    },
  );

  test("knows no school at another host, and names the host", async () => {
    const { schemaAt } = open();
    await expect(schemaAt("balzac.pepro.fr:80")).rejects.toMatchObject({
      code: "tenant_not_found",
      fields: { host: "balzac.pepro.fr" },
    });
  });

  test("refuses a school that is not active, by host and by hint", async () => {
    const { schemaAt } = open({ isActive: false });
    await expect(schemaAt("zola.pepro.fr")).rejects.toMatchObject({ code: "tenant_inactive" });
    await expect(schemaAt("pepro.fr", "zola")).rejects.toMatchObject({ code: "tenant_inactive" });
  });

  test("takes the old header on the platform's host alone, and ignores one that names nobody", async () => {
    const { schemaAt } = open();
    expect(await schemaAt("pepro.fr", " Hugo ")).toBe("hugo");
    expect(await schemaAt("zola.pepro.fr", "hugo")).toBe("zola");
    for (const hint of ["pepro", "", "hugo.pepro.fr", "'; --", "x".repeat(64), null]) {
      expect(await schemaAt("pepro.fr", hint)).toBe("platform");
    }
    await expect(schemaAt("balzac.pepro.fr", "hugo")).rejects.toMatchObject({ code: "tenant_not_found" });
  });

  test("takes no host for a subdomain, and no subdomain for a host", async () => {
    const { schemaAt } = open();
    await expect(schemaAt("zola")).rejects.toMatchObject({ code: "tenant_not_found" });
    await expect(schemaAt("subdomain:zola")).rejects.toMatchObject({ code: "tenant_not_found" });
  });
});

describe("peek", () => {
  test("shows an active school of its own host that is in memory, and asks nobody", async () => {
    const { resolver, asked, schemaAt } = open();
    expect(resolver.peek("zola.pepro.fr")).toBeUndefined();
    await schemaAt("zola.pepro.fr");
    expect(resolver.peek("ZOLA.pepro.fr:80")?.schema).toBe("zola");
    expect(resolver.peek("pepro.fr")).toBeUndefined();
    resolver.directory.trust(false);
    expect(resolver.peek("zola.pepro.fr")).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  test("never shows an inactive one", async () => {
    const { resolver, schemaAt } = open({ isActive: false });
    await schemaAt("zola.pepro.fr").catch(() => {});
    expect(resolver.peek("zola.pepro.fr")).toBeUndefined();
  });
});

test("the keys of a school are its hosts and its subdomain", () => {
  expect(directoryKeys("zola", ["zola.pepro.fr", "zola.fr"])).toEqual(["subdomain:zola", "zola.pepro.fr", "zola.fr"]);
});
