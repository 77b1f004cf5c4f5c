import { parse } from "libpg-query";
import type { Statement } from "./ast.ts";
import type { Located } from "./check.ts";

/** The statements of a file by PostgreSQL's own rules, each with the line it begins on. @throws Error that names the line */
export async function splitStatements(file: string, source: string): Promise<Located[]> {
  const bytes = Buffer.from(source, "utf8");
  const { stmts } = await parse(source).catch((error: Error & { sqlDetails?: { cursorPosition?: number } }) => {
    const before = Array.from(source).slice(0, error.sqlDetails?.cursorPosition ?? 0);
    throw new Error(`${file}:${before.filter((character) => character === "\n").length + 1}: ${error.message}`);
  });
  let previous = 0;
  return (stmts ?? []).map(({ stmt_location = 0, stmt_len, stmt }) => {
    const end = stmt_len ? stmt_location + stmt_len : bytes.length;
    const text = bytes
      .subarray(stmt_location, end)
      .toString("utf8")
      .replace(/^(\s|--[^\n]*\n)+/, "");
    const until = bytes.subarray(0, end).toString("utf8");
    const start = until.length - text.length;
    const before = until.slice(previous, start);
    previous = until.length;
    return {
      line: until.slice(0, start).split("\n").length,
      before,
      tree: stmt as Statement,
      text: text.trimEnd(),
    };
  });
}
