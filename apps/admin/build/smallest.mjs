/** Bytes below which compressing a file gains less than its headers cost. */
export const SMALLEST = 256;
