/** Where a school answers: the dashboard's own protocol and port, for they are one server. */
export function hostUrl(host: string, here: Pick<Location, "protocol" | "port"> = location): string {
  return `${here.protocol}//${host}${here.port ? `:${here.port}` : ""}/`;
}

export const schoolHref = (id: string, tab = "") => `/schools/${id}${tab && `/${tab}`}`;
