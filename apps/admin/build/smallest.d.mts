export const SMALLEST: number;
