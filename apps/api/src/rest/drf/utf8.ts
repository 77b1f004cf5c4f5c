export type Decoded = { ok: true; text: string } | { ok: false; reason: string };

/**
 * Decodes UTF-8 as Python's stream reader does: a byte order mark is kept as a character, a last character that is
 * cut off is dropped, and a fault is worded as its `UnicodeDecodeError`.
 */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
    return { ok: true, text };
  } catch {
    return { ok: false, reason: faultIn(bytes) };
  }
}

function faultIn(bytes: Uint8Array): string {
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    const size = sizeOf(lead);
    if (size === 0) return fault(bytes, at, 1, "invalid start byte");
    let length = 1;
    while (length < size && continues(lead, length, bytes[at + length])) length++;
    if (length < size) return fault(bytes, at, length, "invalid continuation byte");
    at += size;
  }
  return "'utf-8' codec can't decode the body";
}

function sizeOf(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

/** The second byte is narrower after four of the leads: no overlong forms, no surrogates, nothing past U+10FFFF. */
function continues(lead: number, index: number, byte = 0): boolean {
  if (byte < 0x80 || byte > 0xbf) return false;
  if (index > 1) return true;
  if (lead === 0xe0) return byte >= 0xa0;
  if (lead === 0xed) return byte < 0xa0;
  if (lead === 0xf0) return byte >= 0x90;
  return lead !== 0xf4 || byte < 0x90;
}

function fault(bytes: Uint8Array, at: number, length: number, reason: string): string {
  const what =
    length === 1 ? `byte 0x${hex(bytes[at] ?? 0)} in position ${at}` : `bytes in position ${at}-${at + length - 1}`;
  return `'utf-8' codec can't decode ${what}: ${reason}`;
}

const hex = (byte: number) => byte.toString(16).padStart(2, "0");
