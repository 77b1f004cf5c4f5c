import { Agent, request } from "node:http";
import type { TenantView } from "@pepro/contracts";

export type Answered = { kind: "read" | "write"; status: number; began: number; ended: number };

export type Visitors = {
  readonly answers: readonly Answered[];
  /** How many requests are waited for now. */
  readonly underWay: number;
  /** Ends once each has got its last answer. @throws what a request failed with */
  leave(): Promise<void>;
};

const PROFILE = "/api/v1/auth/profile/";

/** People of a school who read and change their profile over HTTP, one request after the other, until they are told to leave. */
export function visit(
  port: number,
  { domainUrl }: TenantView,
  token: string,
  { readers = 4, writers = 3 } = {},
): Visitors {
  const answers: Answered[] = [];
  const agent = new Agent({ keepAlive: true });
  let underWay = 0;
  let leaving = false;
  let count = 0;
  const ask = (method: string, body: string | undefined) =>
    new Promise<number>((resolve, reject) => {
      const headers = { Host: domainUrl, Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
      const outgoing = request({ host: "127.0.0.1", port, path: PROFILE, method, headers, agent }, (incoming) => {
        incoming.resume();
        incoming.on("end", () => resolve(incoming.statusCode ?? 0));
        incoming.on("error", reject);
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  const person = async (kind: Answered["kind"]) => {
    while (!leaving) {
      const began = performance.now();
      underWay++;
      const change = JSON.stringify({ first_name: `Camille ${count++}` });
      const status = await (kind === "read" ? ask("GET", undefined) : ask("PATCH", change));
      underWay--;
      answers.push({ kind, status, began, ended: performance.now() });
    }
  };
  const kinds = [...Array<"read">(readers).fill("read"), ...Array<"write">(writers).fill("write")];
  const all = Promise.all(kinds.map(person));
  all.catch(() => {});
  return {
    answers,
    get underWay() {
      return underWay;
    },
    leave: async () => {
      leaving = true;
      await all;
      agent.destroy();
    },
  };
}
