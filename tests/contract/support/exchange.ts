import { readFileSync } from "node:fs";
import { expect } from "vitest";
import type { TestPlatform } from "../../harness/index.ts";
import { expectJson } from "./compare.ts";
import { withoutNewModules } from "./modules.ts";
import { type Bindings, fill } from "./placeholders.ts";

/** One request and the answer that the old clients count on. */
export type Exchange = {
  name: string;
  method: string;
  host: string;
  path: string;
  /** Whose access token goes along, by the name it is bound to. */
  as?: string;
  /** A whole Authorization header. */
  authorization?: string;
  headers?: Record<string, string>;
  body?: string;
  status: number;
  allow?: string;
  /** Whether the answer says how to authenticate. */
  authenticate?: boolean;
  answer?: unknown;
  /** The sentence of the contract page that stands here instead of what the old service answered. */
  page?: string;
};

export function readData<Row>(file: string): Row[] {
  return JSON.parse(readFileSync(new URL(`../data/${file}.json`, import.meta.url), "utf8"));
}

/** Rows with their names in front, for the titles of tests. */
export function named<Row extends { name: string }>(rows: readonly Row[]): [string, Row][] {
  return rows.map((row) => [row.name, row]);
}

export function sendExchange(platform: TestPlatform, exchange: Exchange, bindings: Bindings): Promise<Response> {
  const { host, path, method, headers, body, as, authorization } = fill(exchange, bindings);
  const credentials = as === undefined ? authorization : `Bearer ${bindings[as]}`;
  return platform.fetch(host, path, {
    method,
    headers: { ...headers, ...(credentials !== undefined && { Authorization: credentials }) },
    ...(body !== undefined && { body }),
  });
}

/** Plays an exchange and holds its answer against what is written. */
export async function play(platform: TestPlatform, exchange: Exchange, bindings: Bindings): Promise<void> {
  const response = await sendExchange(platform, exchange, bindings);
  const text = await response.text();
  expect(`${response.status} ${text}`).toMatch(new RegExp(`^${exchange.status} `));
  if (exchange.allow !== undefined) expect(response.headers.get("allow")).toBe(exchange.allow);
  expect(response.headers.get("www-authenticate")).toBe(exchange.authenticate ? 'Bearer realm="api"' : null);
  if (exchange.answer === undefined) return expect(text).toBe("");
  expect(response.headers.get("content-type")).toBe("application/json");
  expectJson(withoutNewModules(JSON.parse(text)), withoutNewModules(fill(exchange.answer, bindings)));
}
