/** A point of a curve: any time, any value. */
export type Point = { at: number; value: number };
/** Within a box of 100 by 30, from its upper left corner. */
export type Place = { x: number; y: number };

const WIDTH = 100;
const HEIGHT = 30;
/** What of the height a curve takes that does not begin at nothing: small changes stay small. */
const LEAST_SPAN = 0.1;

/** Where points stand, in the order of time: the largest at the top, the smallest not lower than what it is worth. */
export function scaleOf(points: readonly Point[]): Place[] {
  const values = points.map(({ value }) => value);
  const top = Math.max(...values, 0);
  const span = Math.max(top - Math.min(...values, top), top * LEAST_SPAN, 1);
  const bottom = Math.max(0, top - span * 1.5);
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
  return points.map(({ at, value }) => ({
    x: last === first ? 0 : ((at - first) / (last - first)) * WIDTH,
    y: HEIGHT - ((value - bottom) / Math.max(top - bottom, 1)) * HEIGHT,
  }));
}

/** The line through places, as the `d` of a path. */
export function lineOf(places: readonly Place[]): string {
  return places.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x.toFixed(2)} ${y.toFixed(2)}`).join("");
}

/** What is under the line. */
export function areaOf(places: readonly Place[]): string {
  const [first, last] = [places[0], places.at(-1)];
  return first && last ? `${lineOf(places)}L${last.x.toFixed(2)} ${HEIGHT}L${first.x.toFixed(2)} ${HEIGHT}Z` : "";
}
