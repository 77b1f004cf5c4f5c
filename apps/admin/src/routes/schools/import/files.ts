/** Bytes: as JSON a file must stay under the server's 1 MiB. */
export const MOST_BYTES = 900_000;

/** The text of a file: UTF-8, or what spreadsheets on Windows write when they are not told otherwise. */
export async function readText(file: Blob): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Has the browser save a text under a name. */
export function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  // Once the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Lines of a CSV file for spreadsheets: a cell that would count as a formula is told as text. */
export function csvOf(lines: readonly (readonly string[])[]): string {
  const cell = (text: string) => {
    const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[";\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  return `\ufeff${lines.map((cells) => `${cells.map(cell).join(";")}\r\n`).join("")}`;
}
