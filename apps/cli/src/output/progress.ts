import { stripVTControlCharacters } from "node:util";
import type { Output } from "../world.ts";
import { cut, widthOf } from "./width.ts";

/** How far a run of several steps has come: a bar that redraws itself on a terminal, a line a step anywhere else. */
export type Progress = {
  /** A step has ended. `notable` lines stay on the terminal too. */
  step(done: number, total: number, line: string, notable?: boolean): void;
  /** Takes the bar away. */
  end(): void;
};

const CELLS = 24;

export function createProgress(output: Output): Progress {
  if (!output.isTerminal) {
    return { step: (done, total, line) => output.write(`[${done}/${total}] ${line}\n`), end: () => {} };
  }
  const erase = () => output.write("\r\u001b[K");
  return {
    step: (done, total, line, notable = false) => {
      const filled = Math.round((done / total) * CELLS);
      const bar = `${"█".repeat(filled)}${"░".repeat(CELLS - filled)} ${done}/${total}  `;
      erase();
      if (notable) output.write(`${line}\n`);
      output.write(bar + cut(stripVTControlCharacters(line), Math.max(1, (output.columns ?? 80) - widthOf(bar) - 1)));
    },
    end: erase,
  };
}
