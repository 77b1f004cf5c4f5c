import { subdomain } from "@pepro/contracts";
import { createEffect, createSignal, on, onCleanup } from "solid-js";

export type SubdomainVerdict =
  | { is: "empty" | "checking" | "free" }
  /** Nobody could be asked; the server says it when the school is opened. */
  | { is: "unknown" }
  | { is: "refused"; rule: string; suggestion: string | undefined };

export type CheckOptions = {
  ask: (subdomain: string) => Promise<{ available: boolean; rule: string | null }>;
  /** What to try instead of one that is taken, the best first. */
  alternativesTo: (subdomain: string) => readonly string[];
  /** Milliseconds of pause in typing before the server is asked; 250 by default. */
  pause?: number;
};

/** What becomes of a subdomain as it is typed: its form at once, whether it is free once typing pauses. */
export function createSubdomainCheck(typed: () => string, options: CheckOptions): () => SubdomainVerdict {
  const [verdict, setVerdict] = createSignal<SubdomainVerdict>({ is: "empty" });

  const check = async (label: string, isCurrent: () => boolean) => {
    const tell = (next: SubdomainVerdict) => isCurrent() && setVerdict(next);
    try {
      const { available, rule } = await options.ask(label);
      if (available) return tell({ is: "free" });
      tell({ is: "refused", rule: rule ?? "subdomain_taken", suggestion: undefined });
      if (rule !== "subdomain_taken" || !isCurrent()) return;
      const others = options.alternativesTo(label);
      const answers = await Promise.all(others.map((other) => options.ask(other)));
      const suggestion = others.find((_, at) => answers[at]?.available);
      tell({ is: "refused", rule, suggestion });
    } catch {
      tell(verdict().is === "refused" ? verdict() : { is: "unknown" });
    }
  };

  createEffect(
    on(typed, (label) => {
      const parsed = subdomain.safeParse(label);
      if (label.trim() === "") return void setVerdict({ is: "empty" });
      if (!parsed.success) {
        const rule = parsed.error.issues[0]?.message ?? "subdomain_characters";
        return void setVerdict({ is: "refused", rule: wellKnown(rule), suggestion: undefined });
      }
      let isCurrent = true;
      setVerdict({ is: "checking" });
      const timer = setTimeout(() => void check(parsed.data, () => isCurrent), options.pause ?? 250);
      onCleanup(() => {
        isCurrent = false;
        clearTimeout(timer);
      });
    }),
  );
  return verdict;
}

/** zod words the length itself; ours are names. */
function wellKnown(rule: string): string {
  return /^[a-z]+(_[a-z]+)*$/.test(rule) ? rule : "subdomain_too_long";
}
