/** Draws that are the same for the same seed, on every machine. Never for secrets. */
export type Random = {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number, both ends included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  shuffle<T>(list: readonly T[]): T[];
  normal(mean: number, deviation: number): number;
};

/** Mulberry32 over a hashed seed (FNV-1a): 32 bits of state, a period of 2³². */
export function createRandom(seed: string): Random {
  let state = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(seed)) state = Math.imul(state ^ byte, 0x01000193);

  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));

  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: <T>(list: readonly T[]) => {
      if (list.length === 0) throw new RangeError("nothing to pick from");
      return list[int(0, list.length - 1)] as T;
    },
    shuffle: <T>(list: readonly T[]) => {
      const keyed = list.map((item) => ({ item, key: next() }));
      return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
    },
    // Four uniform draws are close enough to a bell here; their variance is 1/3.
    normal: (mean, deviation) => mean + (next() + next() + next() + next() - 2) * Math.sqrt(3) * deviation,
  };
}

/** UUIDs version 7 that follow from the seed and the time given. */
export function createIds(random: Random, now: Date): (at?: Date) => string {
  const bits = (count: number) => Math.floor(random.next() * 2 ** count);
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");
  return (at = now) => {
    const time = hex(at.getTime(), 12);
    const variant = 0x8000 | bits(14);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(bits(12), 3)}-${hex(variant, 4)}-${hex(bits(24), 6)}${hex(bits(24), 6)}`;
  };
}
