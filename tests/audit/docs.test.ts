import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execute, exportAudit } from "@pepro/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OPERATOR } from "../harness/index.ts";
import { type AuditWorld, openAuditWorld, renameBoard } from "./support/trail.ts";

const GUIDE = fileURLToPath(new URL("../../docs/audit.md", import.meta.url));

let world: AuditWorld;
let folder: string;
let script: string;
beforeAll(async () => {
  world = await openAuditWorld();
  folder = mkdtempSync(join(tmpdir(), "pepro-audit-"));
  script = join(folder, "verify.mjs");
  writeFileSync(script, /```js\n([\s\S]*?)```/.exec(readFileSync(GUIDE, "utf8"))?.[1] ?? "");
  const changes = { numbers: [1e21, 0.1, -0], keys: { "10": 1, "9": 2, é: "\u{1f600}" } };
  for (const name of ["a", "b", "c"]) await execute(world.platform.core, renameBoard, world.call, { name, changes });
  await world.writeOnPlatform("own");
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.close();
});

async function exported(trail: object): Promise<string> {
  let text = "";
  const input = { ...trail, format: "jsonl" };
  for await (const piece of exportAudit(world.platform.core, OPERATOR, input, new AbortController().signal))
    text += piece;
  return text;
}
const run = (input: string) => spawnSync(process.execPath, [script], { input, encoding: "utf8" });

test("the script in docs/audit.md finds the heads that pepro audit verify finds, of one chain and of many", async () => {
  const own = run(await exported({ trail: "school", tenantId: world.school.id }));
  const { head } = await world.verify();
  expect(own).toMatchObject({ status: 0, stdout: `${world.school.id} ${head?.seq}:${head?.hash}\n` });
  const platform = run(await exported({}));
  expect(platform.status).toBe(0);
  const about = (await world.verifyPlatform(world.school.id)).head;
  expect(platform.stdout).toContain(`${world.school.id} ${about?.seq}:${about?.hash}\n`);
  expect(platform.stdout.trim().split("\n")).toHaveLength(2);
});

test("and names an entry of an export that was edited or taken out", async () => {
  const text = await exported({ trail: "school", tenantId: world.school.id });
  const edited = run(text.replace('"targetId":"b"', '"targetId":"x"'));
  expect([edited.status, edited.stderr]).toEqual([1, expect.stringContaining("entry 2 (id")]);
  const shorter = run(text.split("\n").toSpliced(1, 1).join("\n"));
  expect([shorter.status, shorter.stderr]).toEqual([1, expect.stringContaining("2 is missing, found 3")]);
});
