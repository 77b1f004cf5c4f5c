/** Two ways to do the same work, timed in turn so that a machine's drift touches both alike. */
export type Pair = {
  name: string;
  /** What the ratio must stay on the right side of; undefined where the figure is for information. */
  target: { at: "least" | "most"; ratio: number } | undefined;
  /** A larger figure is faster (requests a second) or slower (milliseconds): the ratio is ours ÷ theirs either way. */
  ours(): Promise<number>;
  theirs(): Promise<number>;
  unit: string;
};

export type Result = {
  name: string;
  ours: number;
  theirs: number;
  ratio: number;
  unit: string;
  target: Pair["target"];
};

export async function measure(pair: Pair, rounds: number): Promise<Result> {
  await pair.ours();
  await pair.theirs();
  const rows: { ours: number; theirs: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const oursFirst = round % 2 === 0;
    const first = oursFirst ? await pair.ours() : await pair.theirs();
    const second = oursFirst ? await pair.theirs() : await pair.ours();
    rows.push(oursFirst ? { ours: first, theirs: second } : { ours: second, theirs: first });
  }
  const { name, unit, target } = pair;
  return {
    name,
    unit,
    target,
    ours: median(rows.map((row) => row.ours)),
    theirs: median(rows.map((row) => row.theirs)),
    ratio: median(rows.map((row) => row.ours / row.theirs)),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
