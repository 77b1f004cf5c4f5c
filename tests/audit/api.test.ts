import { createHash } from "node:crypto";
import type { AuditEntryView } from "@pepro/contracts";
import { execute, newId } from "@pepro/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN } from "../harness/index.ts";
import { refusalOf, rootClient, type TypedClient, typedClient } from "../http/support/typed-client.ts";
import { type AuditWorld, openAuditWorld, renameBoard } from "./support/trail.ts";

let world: AuditWorld;
let root: TypedClient;
let token: string;
let own: { trail: "school"; tenantId: string };

beforeAll(async () => {
  world = await openAuditWorld();
  root = await rootClient(world.platform);
  token = await world.platform.tokenOf(BASE_DOMAIN, `root@${BASE_DOMAIN}`);
  own = { trail: "school", tenantId: world.school.id };
  for (let index = 1; index <= 7; index++) await world.write(`board ${index}`);
});
afterAll(() => world.close());

const download = (query: Record<string, string>, bearer = token, host = BASE_DOMAIN) =>
  world.platform.fetch(host, `/api/audit/export?${new URLSearchParams(query)}`, {
    headers: bearer ? { Authorization: `Bearer ${bearer}` } : {},
  });
const names = (entries: readonly AuditEntryView[]) => entries.map(({ target }) => target?.id);

describe("audit.list", () => {
  test("pages newest first, each entry once, also when more are written meanwhile", async () => {
    const first = await root.audit.list.query({ ...own, limit: 3 });
    expect(names(first.entries)).toEqual(["board 7", "board 6", "board 5"]);
    await world.write("board 8");
    const second = await root.audit.list.query({ ...own, limit: 3, ...(first.next && { cursor: first.next }) });
    expect(names(second.entries)).toEqual(["board 4", "board 3", "board 2"]);
    const third = await root.audit.list.query({ ...own, limit: 3, ...(second.next && { cursor: second.next }) });
    expect(names(third.entries)).toEqual(["board 1"]);
    expect(third.next).toBeNull();
  });

  test("shows an entry whole", async () => {
    const { entries } = await root.audit.list.query({ action: "tenants.create", tenantId: world.school.id });
    expect(entries).toEqual([
      expect.objectContaining({
        chain: world.school.id,
        seq: 1,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        outcome: "done",
        actor: { kind: "operator", id: null, label: "tests" },
        realActor: null,
        tenantId: world.school.id,
        target: { kind: "tenant", id: world.school.id },
        changes: { created: expect.objectContaining({ subdomain: world.school.school.subdomain }) },
        requestId: "tests",
        ipAddress: null,
      }),
    ]);
  });

  test("filters by actor, real actor, action, target, outcome, school and time", async () => {
    const userId = newId();
    const member = { kind: "member", tenantId: world.school.id, userId, email: "zoe@hugo.fr", role: "parent" } as const;
    const impersonator = { userId: newId(), email: "Ada@peproscolaire.fr" };
    const call = { ...world.call, actor: { ...member, sessionId: newId(), impersonator } };
    const now = new Date("2026-01-15T12:00:00Z");
    await execute(world.platform.core, renameBoard, { ...call, now }, { name: "by zoe" });
    const found = async (filter: object) => names((await root.audit.list.query({ ...own, ...filter })).entries);
    expect(await found({ actor: "ZOE@" })).toEqual(["by zoe"]);
    expect(await found({ actor: userId })).toEqual(["by zoe"]);
    expect(await found({ actor: "ada@" })).toEqual(["by zoe"]);
    expect(await found({ actor: "%" })).toEqual([]);
    expect(await found({ action: "board", actor: "zoe" })).toEqual(["by zoe"]);
    expect(await found({ action: "boar" })).toEqual([]);
    expect(await found({ target: "board:by zoe" })).toEqual(["by zoe"]);
    expect(await found({ target: "board 3" })).toEqual(["board 3"]);
    expect((await found({ target: "board" })).length).toBe(9);
    expect(await found({ outcome: "refused" })).toEqual([]);
    expect(await found({ from: "2026-01-15T12:00:00Z", to: "2026-01-15T12:00:01Z" })).toEqual(["by zoe"]);
    expect(await found({ from: "2026-01-01T00:00:00+01:00", to: "2026-01-15T12:00:00Z" })).toEqual([]);
    const platform = await root.audit.list.query({ tenantId: world.school.id });
    expect(platform.entries.every(({ tenantId }) => tenantId === world.school.id)).toBe(true);
    expect(platform.entries.length).toBeGreaterThan(1);
  });

  test("refuses a school's trail of no school, a cursor of nobody's, and everybody but super-admins", async () => {
    expect((await refusalOf(root.audit.list.query({ trail: "school" }))).data.pepro).toMatchObject({
      code: "validation_failed",
      fields: { issues: [expect.objectContaining({ path: ["tenantId"], rule: "required" })] },
    });
    expect((await refusalOf(root.audit.list.query({ cursor: "1;drop" }))).data.pepro.code).toBe("validation_failed");
    expect((await refusalOf(root.audit.list.query({ ...own, tenantId: newId() }))).data.pepro.code).toBe("not_found");
    await world.platform.addMember(world.school, "chef@hugo.fr", "admin");
    const host = world.school.domainUrl;
    const admin = await world.platform.tokenOf(host, "chef@hugo.fr");
    const chef = typedClient(world.platform.fetch, host, { Authorization: `Bearer ${admin}` });
    expect((await refusalOf(chef.audit.chains.query())).data.pepro.code).toBe("forbidden");
    const anybody = typedClient(world.platform.fetch, BASE_DOMAIN);
    expect((await refusalOf(anybody.audit.list.query({}))).data.pepro.code).toBe("unauthenticated");
  });
});

describe("a school's administrator", () => {
  let chef: TypedClient;
  let other: string;
  beforeAll(async () => {
    const { platform, school } = world;
    await platform.addMember(school, "principal@hugo.fr", "admin");
    const admin = await platform.tokenOf(school.domainUrl, "principal@hugo.fr");
    chef = typedClient(platform.fetch, school.domainUrl, { Authorization: `Bearer ${admin}` });
    other = (await platform.openSchool()).id;
  });

  test("reads the school's own trail on its host, and whether it holds", async () => {
    const { entries } = await chef.audit.list.query({ ...own, action: "board", limit: 1 });
    expect(entries[0]).toMatchObject({ action: "board.rename", tenantId: world.school.id });
    expect(await chef.audit.verify.query(own)).toMatchObject({ trail: "school", state: "ok" });
  });

  test("reads there why a super-admin came in, and who that really was", async () => {
    const userId = await world.platform.addMember(world.school, "prof@hugo.fr", "teacher");
    const reason = "Bulletins à débloquer, demandé par téléphone";
    const { link } = await root.impersonation.start.mutate({ tenantId: world.school.id, userId, reason });
    const { pathname, searchParams } = new URL(link);
    const host = world.school.domainUrl;
    await world.platform.fetch(host, pathname, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: `http://${host}` },
      body: new URLSearchParams({ token: searchParams.get("token") ?? "" }).toString(),
    });
    const { entries } = await chef.audit.list.query({ ...own, action: "impersonation.open" });
    expect(entries).toMatchObject([
      {
        actor: { kind: "teacher", id: userId, label: "prof@hugo.fr" },
        realActor: { label: `root@${BASE_DOMAIN}` },
        changes: { reason },
      },
    ]);
  });

  test("reads no other school's, and not the platform's, not even about the own school", async () => {
    const { id } = world.school;
    for (const input of [{}, { tenantId: id }, { trail: "school" as const, tenantId: other }, { tenantId: other }]) {
      expect((await refusalOf(chef.audit.list.query(input))).data.pepro.code).toBe("forbidden");
      expect((await refusalOf(chef.audit.verify.query(input))).data.pepro.code).toBe("forbidden");
    }
    const { entries } = await root.audit.list.query({ action: "audit.list", outcome: "refused" });
    expect(entries.map(({ actor }) => actor.label)).toContain("principal@hugo.fr");
  });
});

test("audit.verify tells the state of a chain", async () => {
  expect(await root.audit.verify.query(own)).toMatchObject({
    state: "ok",
    trail: "school",
    broken: null,
    unchained: 0,
  });
  expect(await root.audit.verify.query({})).toMatchObject({ state: "ok", trail: "platform" });
});

describe("the download", () => {
  test("is refused before it begins: to nobody, on a school's host, with a wrong filter", async () => {
    expect((await download({}, "")).status).toBe(401);
    expect((await download({}, token, world.school.domainUrl)).status).toBe(404);
    expect((await download({ format: "xlsx" })).status).toBe(400);
    expect((await download({ trail: "school" })).status).toBe(400);
    expect((await download({ ...own, tenantId: newId() })).status).toBe(404);
  });

  test("comes as CSV that no spreadsheet takes for formulas", async () => {
    for (const name of ['=HYPERLINK("x")', "+33612345678", "-1", "@SUM(A1)", "\tx", 'a "b", c'])
      await world.write(name);
    const response = await download({ ...own, target: "" });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^text\/csv/);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="audit-[\d-]+\.csv"$/);
    const lines = (await response.text()).split("\r\n");
    expect(lines[0]).toMatch(/^id,at,tenant_id,action,.*,seq,hash$/);
    expect(lines.at(-1)).toBe("");
    const text = lines.join("\n");
    for (const cell of [`"'=HYPERLINK(""x"")"`, "'+33612345678", "'-1", "'@SUM(A1)", "'\tx", '"a ""b"", c"']) {
      expect(text).toContain(`,board,${cell},`);
    }
    expect(text).not.toMatch(/,[=+\-@\t]/);
  });

  test("comes as JSON lines by which the chain can be verified without this program", async () => {
    const response = await download({ ...own, format: "jsonl" });
    expect(response.headers.get("content-type")).toBe("application/x-ndjson");
    const lines = (await response.text()).trimEnd().split("\n");
    const sha256 = (...parts: (string | Buffer)[]) =>
      parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
    let previous = sha256(`pepro audit chain 1:${world.school.id}`);
    for (const [index, line] of lines.entries()) {
      const { id, chain, seq, hash, ...payload } = JSON.parse(line);
      expect({ chain, seq }).toEqual({ chain: world.school.id, seq: index + 1 });
      expect(id).toBeGreaterThan(0);
      // Keys come sorted already.
      previous = sha256(previous, JSON.stringify(payload));
      expect(hash).toBe(previous.toString("hex"));
    }
    expect((await world.verify()).head).toEqual({ seq: lines.length, hash: previous.toString("hex") });
  });

  test("is itself written down, with what was chosen", async () => {
    await (await download({ ...own, format: "jsonl", actor: "zoe" })).text();
    const { entries } = await root.audit.list.query({ action: "audit.export", limit: 1 });
    expect(entries[0]).toMatchObject({
      outcome: "done",
      tenantId: world.school.id,
      target: { kind: "trail", id: "school" },
      changes: { trail: "school", actor: "zoe", format: "jsonl" },
      actor: { kind: "superadmin", label: `root@${BASE_DOMAIN}` },
    });
  });
});
