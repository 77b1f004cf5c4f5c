import type { TenantView } from "@pepro/contracts";
import { type Call, type Core, defineUseCase, execute, superAdmin, type UseCase } from "@pepro/core";
import { sql } from "@pepro/db";
import * as z from "zod";
import { measure, type Result } from "./ratio.ts";

/** Writers of one school at once. */
const WRITERS = 16;

/** One row more in a school, with its audit entry or, as what is composed, without. */
function oneRow(access: "write" | "composed"): UseCase<z.ZodVoid, void, "tenant"> {
  return defineUseCase({
    name: "bench.insert",
    permission: superAdmin,
    access,
    on: "tenant",
    input: z.void(),
    output: z.void(),
    run: async ({ tx, note, now }) => {
      await tx.execute(sql`insert into verifications (identifier, value, expires_at) values ('bench', 'x', ${now})`);
      note({ target: { kind: "verification", id: "bench" }, changes: { value: { from: null, to: "x" } } });
    },
  });
}

/** Milliseconds a write of a school, with its entry against without: one after the other, and 16 at once. */
export async function measureAudit(core: Core, school: TenantView, rounds: number, writes: number): Promise<Result[]> {
  const target = await core.resolver.resolve(school.domainUrl);
  if (target.kind !== "tenant") throw new Error("the school does not answer on its host");
  const call: Call = {
    actor: { kind: "operator", label: "bench" },
    tenant: target.tenant,
    meta: { requestId: "bench", ipAddress: "192.0.2.1", userAgent: "bench/1.0" },
  };
  const [on, off] = [oneRow("write"), oneRow("composed")];
  const each = async (useCase: typeof on, writers: number) => {
    let left = writes;
    const writer = async () => {
      while (left-- > 0) await execute(core, useCase, call, undefined);
    };
    const started = performance.now();
    await Promise.all(Array.from({ length: writers }, writer));
    return (performance.now() - started) / writes;
  };
  const pair = (name: string, writers: number) =>
    measure(
      {
        name,
        target: undefined,
        unit: "ms",
        ours: () => each(on, writers),
        theirs: () => each(off, writers),
      },
      rounds,
    );
  return [
    await pair("a school's write, audit on ÷ off, one after the other", 1),
    await pair(`a school's write, audit on ÷ off, ${WRITERS} writers of one school`, WRITERS),
  ];
}
