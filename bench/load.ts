import autocannon from "autocannon";

/** Requests a second that one URL answers over 16 kept connections. Any answer but 200 fails the run. */
export async function requestsPerSecond(port: number, host: string, path: string, seconds: number): Promise<number> {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}${path}`,
    headers: { host },
    connections: 16,
    duration: seconds,
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${path}: ${result.non2xx} refused, ${result.errors} failed`);
  return result.requests.total / result.duration;
}
