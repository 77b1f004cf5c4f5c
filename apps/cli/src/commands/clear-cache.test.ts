import { CHANGES_CHANNEL } from "@pepro/core";
import { listen } from "@pepro/db";
import { expect, test } from "vitest";
import { useInstallation } from "../testing/installation.ts";

const { run, env, query, openSchool } = useInstallation();

test("clear-cache tells every process to forget, and the trail keeps it", async () => {
  await run(["list-tenants"]);
  let hear: (payload: string) => void = () => {};
  const heard = new Promise<string>((resolve) => {
    hear = resolve;
  });
  let ready: () => void = () => {};
  const listening = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const url = env().DATABASE_URL ?? "";
  const listener = listen({ url, channel: CHANGES_CHANNEL, onMessage: hear, onTrust: (trusted) => trusted && ready() });
  try {
    await listening;
    const cleared = await run(["clear_cache"]);
    expect(cleared).toMatchObject({ code: 0, err: "", out: expect.stringContaining("oublient les adresses") });
    expect(await heard).toBe("*");
  } finally {
    await listener.close();
  }
  const [entry] = await query(
    "select outcome, target_kind from public.audit_entries where action = 'resolution.clear'",
  );
  expect(entry).toEqual({ outcome: "done", target_kind: "cache" });
  expect((await run(["clear-cache", "--json"])).json()).toEqual({ cleared: true, school: null });
});

test("clear-cache of one school names it, and refuses what is none", async () => {
  const schema = await openSchool("Lycée Zola");
  const cleared = await run(["clear-cache", schema]);
  expect(cleared).toMatchObject({ code: 0, err: "", out: expect.stringContaining("les adresses de Lycée Zola") });
  expect((await run(["clear-cache", schema, "--json"])).json()).toEqual({ cleared: true, school: schema });
  expect(await run(["clear-cache", "personne"])).toMatchObject({ code: 3 });
});
