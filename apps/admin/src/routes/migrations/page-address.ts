/** `?page=2`, from 1; what is no page counts as the first. */
export function pageOf(address: string): number {
  const page = Number(new URLSearchParams(address).get("page"));
  return Number.isSafeInteger(page) && page > 0 && page < 1_000_000 ? page : 1;
}
