/** Keys for each purpose, all derived from the one installation secret: knowing one tells nothing of another. */
export type Secrets = {
  /** 32 bytes bound to a purpose, for instance `tokens:lycee_hugo`. */
  derive(purpose: string): Promise<Uint8Array>;
  /** The same as text (base64url), for what wants a password. */
  deriveText(purpose: string): Promise<string>;
};

/** HKDF-SHA-256 (RFC 5869) over the installation secret. @throws RangeError under 32 bytes. */
export async function createSecrets(secret: string): Promise<Secrets> {
  const bytes = new TextEncoder().encode(secret);
  if (bytes.length < 32) throw new RangeError("the installation secret must hold 32 bytes or more");
  const master = await crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveBits"]);
  const derive = async (purpose: string) => {
    const info = new TextEncoder().encode(`pepro/${purpose}`);
    const bits = await crypto.subtle.deriveBits(
      { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info },
      master,
      256,
    );
    return new Uint8Array(bits);
  };
  return {
    derive,
    deriveText: async (purpose) => base64url(await derive(purpose)),
  };
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
