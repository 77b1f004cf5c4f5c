/** Path and query of a request's address, as the request line had them. */
export function pathOf(url: string): string {
  return url.slice(url.indexOf("/", 8));
}
