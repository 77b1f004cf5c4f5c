import { join } from "node:path";

type Graph = { getModuleInfo(id: string): { importedIds: readonly string[] } | null };

/**
 * Names the chunk of a module that every visit needs: what the entry imports travels as one file, what the shell imports
 * besides as another, unless a page without the shell needs it, too. Left to themselves they would come in dozens of
 * files, which compress worse the smaller they are; nobody gets more than before.
 */
export function together(root: string): (id: string, graph: Graph) => string | null {
  const known = new Map<string, ReadonlySet<string>>();
  return (id, graph) => {
    const needs = (module: string) => {
      const from = join(root, module);
      const needed = known.get(from) ?? withImports(from, graph);
      known.set(from, needed);
      return needed.has(id);
    };
    if (needs("src/main.tsx")) return "start";
    return needs("src/shell/shell.tsx") && !needs("src/routes/sign-in.tsx") ? "shell" : null;
  };
}

function withImports(from: string, graph: Graph): ReadonlySet<string> {
  const needed = new Set<string>();
  const waiting = [from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (needed.has(id)) continue;
    needed.add(id);
    waiting.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
  }
  return needed;
}
