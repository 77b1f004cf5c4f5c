export type ServerSettings = Record<string, string>;

const COMMON: ServerSettings = {
  max_connections: "200",
  shared_buffers: "128MB",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  log_checkpoints: "off",
};

const NOT_DURABLE: ServerSettings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/** The server's command line: ours, then the caller's, then what keeps it to this machine. */
export function serverArguments(cluster: string, port: number, durable: boolean, own: ServerSettings): string[] {
  const settings: ServerSettings = {
    ...COMMON,
    ...(durable ? {} : NOT_DURABLE),
    ...own,
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
  };
  return ["-D", cluster, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}
