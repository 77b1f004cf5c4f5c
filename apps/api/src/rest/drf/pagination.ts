import { integerOf } from "./python.ts";

/** A page that exists. Pages are numbered from 1; an empty list has one, empty page. */
export interface Page {
  number: number;
  size: number;
  /** How many rows come before the page. */
  offset: number;
  last: number;
  count: number;
}

interface PageSizes {
  /** When `?page_size=` is absent or is no positive integer. */
  size?: number;
  /** Larger requests get this many. */
  maxSize?: number;
}

/** How many rows a page holds, by `?page_size=`. */
export function pageSizeOf(query: URLSearchParams, { size = 20, maxSize = 200 }: PageSizes = {}): number {
  const asked = integerOf(lastOf(query, "page_size") ?? "");
  if (asked === undefined || asked <= 0n) return size;
  return asked > maxSize ? maxSize : Number(asked);
}

/** The page that `?page=` (a number or `last`; 1 when absent) names in a list of `count` rows; undefined when there is none. */
export function pageOf(query: URLSearchParams, count: number, sizes?: PageSizes): Page | undefined {
  const size = pageSizeOf(query, sizes);
  const last = Math.max(1, Math.ceil(count / size));
  const asked = lastOf(query, "page") ?? "1";
  const number = asked === "last" ? last : Number(integerOf(asked) ?? 0n);
  if (number < 1 || number > last) return undefined;
  return { number, size, offset: (number - 1) * size, last, count };
}

/** The body of a paginated list; `url` is the request's, with the scheme and host the client used. */
export function pageBody<Row>(url: URL, page: Page, results: readonly Row[]) {
  return { count: page.count, ...pageLinks(url, page), results };
}

/**
 * The neighbours of a page as absolute links: other parameters kept, blank ones too, keys sorted, and no `page` in a
 * link to the first page.
 */
export function pageLinks(url: URL, { number, last }: Pick<Page, "number" | "last">) {
  return {
    next: number < last ? linkTo(url, number + 1) : null,
    previous: number > 1 ? linkTo(url, number - 1) : null,
  };
}

function linkTo(url: URL, page: number): string {
  const others = [...url.searchParams].filter(([name]) => name !== "page");
  // A link back to page 1 is the list's own address; one forward never leads there.
  const pairs = page === 1 ? others : [...others, ["page", String(page)] as [string, string]];
  const query = pairs
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([name, value]) => `${quotePlus(name)}=${quotePlus(value)}`)
    .join("&");
  return url.origin + url.pathname + (query && `?${query}`);
}

/** Python's `quote_plus`: letters, digits and `_.-~` stay as they are. */
function quotePlus(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

const lastOf = (query: URLSearchParams, name: string) => query.getAll(name).at(-1);
