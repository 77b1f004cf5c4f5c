import { createSignal, onCleanup } from "solid-js";
import { type AuditChain, type AuditChainState, auditChains, verifyChain } from "../../data/audit.ts";

/** Chains walked at a time: the server reads each from end to end. */
const AT_ONCE = 2;

export type Check = {
  state: "idle" | "running" | "done" | "failed";
  /** How many chains there are to walk; undefined until that is known. */
  total: number | undefined;
  chains: readonly AuditChainState[];
  error: unknown;
};

const IDLE: Check = { state: "idle", total: undefined, chains: [], error: undefined };

/** Walks all chains that concern a school, or all there are, and tells how far it has come. Leaving stops it. */
export function createChainCheck() {
  const [check, setCheck] = createSignal<Check>(IDLE);
  let run = 0;
  const stop = () => {
    run += 1;
    setCheck(IDLE);
  };
  onCleanup(() => {
    run += 1;
  });

  const start = async (school: string | undefined) => {
    run += 1;
    const own = run;
    const isOver = () => own !== run;
    setCheck({ ...IDLE, state: "running" });
    try {
      const all = await auditChains();
      if (isOver()) return;
      const waiting = all.filter(({ tenantId }) => school === undefined || tenantId === school);
      setCheck({ ...IDLE, state: "running", total: waiting.length });
      await Promise.all(Array.from({ length: AT_ONCE }, () => walk(waiting, isOver)));
      if (!isOver()) setCheck((now) => ({ ...now, state: "done" }));
    } catch (error) {
      if (!isOver()) setCheck((now) => ({ ...now, state: "failed", error }));
    }
  };

  const walk = async (waiting: AuditChain[], isOver: () => boolean) => {
    for (let chain = waiting.shift(); chain && !isOver(); chain = waiting.shift()) {
      const walked = await verifyChain(chain);
      if (!isOver()) setCheck((now) => ({ ...now, chains: [...now.chains, walked] }));
    }
  };

  return { check, start, stop };
}
