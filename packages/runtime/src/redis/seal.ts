import { createHmac, timingSafeEqual } from "node:crypto";

export type Seal = {
  /** A value as text, bound to what it is about. */
  close(about: string, value: unknown): string;
  /** The value; undefined where the text is not ours, was changed, or is about something else. */
  open<T>(about: string, text: string): T | undefined;
};

/** HMAC-SHA-256: who can write where the text lies cannot make one, nor put one in another's place. */
export function createSeal(key: Uint8Array): Seal {
  const sign = (about: string, body: string) =>
    createHmac("sha256", key).update(`${about}\n`).update(body).digest("base64url");
  return {
    close: (about, value) => {
      const body = JSON.stringify(value);
      return `${sign(about, body)}.${body}`;
    },
    open: (about, text) => {
      const end = text.indexOf(".");
      const [given, wanted] = [Buffer.from(text.slice(0, end)), Buffer.from(sign(about, text.slice(end + 1)))];
      if (end < 0 || given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
      return JSON.parse(text.slice(end + 1));
    },
  };
}
