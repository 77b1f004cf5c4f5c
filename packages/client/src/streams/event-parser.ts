/** One event of a `text/event-stream`. */
export type ServerEvent = { name: string; data: string; id: string | undefined };

/**
 * Reads an event stream as it comes, cut anywhere (HTML Living Standard, 9.2.6). An event without an id has none:
 * it does not inherit the last one.
 *
 * @returns a function that takes the next piece and gives the events it completes.
 */
export function createEventParser(): (piece: string) => ServerEvent[] {
  let rest = "";
  let name = "";
  let id: string | undefined;
  let data: string[] = [];

  function take(line: string): ServerEvent | undefined {
    if (line === "") {
      const event = data.length > 0 ? { name: name || "message", data: data.join("\n"), id } : undefined;
      name = "";
      id = undefined;
      data = [];
      return event;
    }
    const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === "event") name = value;
    if (field === "data") data.push(value);
    if (field === "id" && value !== "" && !value.includes("\u0000")) id = value;
    return undefined;
  }

  return (piece) => {
    // A carriage return at the end may be half of a line's end.
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    return lines.map(take).filter((event) => event !== undefined);
  };
}
