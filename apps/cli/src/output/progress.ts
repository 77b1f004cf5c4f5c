import { stripVTControlCharacters } from "node:util";
import type { Output } from "../world.ts";
import { cut, widthOf } from "./width.ts";

/** How far a run of several steps has come: a bar that redraws itself on a terminal, a line a step anywhere else. */
export type Progress = {
  /** A step has ended. `notable` lines stay on the terminal too. */
  step(done: number, total: number, line: string, notable?: boolean): void;
  /** Something else is to be known; it stays. */
  note(line: string): void;
  /** Takes the bar away. */
  end(): void;
};

const CELLS = 24;

export function createProgress(output: Output): Progress {
  const note = (line: string) => void output.write(`${line}\n`);
  if (!output.isTerminal) {
    return { step: (done, total, line) => output.write(`[${done}/${total}] ${line}\n`), note, end: () => {} };
  }
  const erase = () => output.write("\r\u001b[K");
  let bar = "";
  return {
    step: (done, total, line, notable = false) => {
      const filled = Math.round((done / total) * CELLS);
      const cells = `${"█".repeat(filled)}${"░".repeat(CELLS - filled)} ${done}/${total}  `;
      erase();
      if (notable) output.write(`${line}\n`);
      const [first = ""] = stripVTControlCharacters(line).split("\n");
      bar = cells + cut(first, Math.max(1, (output.columns || 80) - widthOf(cells) - 1));
      output.write(bar);
    },
    note: (line) => {
      if (bar) erase();
      note(line);
      if (bar) output.write(bar);
    },
    end: erase,
  };
}
