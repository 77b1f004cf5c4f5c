const MASK = "***";

/** Fields that hold a secret. `passwordMinLength` is a rule, and a postal code none. */
const SECRET_FIELD =
  /password(?!MinLength)|passphrase|secret|token|credential|cookie|authorization|(?:recovery|backup|totp|otp)_?codes?|^otp$|^totp$|hash$|(?:^|api|private|signing)_?keys?$|^link$/i;

/** Texts that are a secret wherever they stand: signed tokens, password hashes, links that let somebody in. */
const SECRET_TEXT = /\beyJ[\w-]{8,}\.|^(?:pbkdf2_|bcrypt|\$argon2|\$scrypt|\$2[aby]?\$)|[?&#](?:token|code|key)=/;

/** Secrets never reach the trail, whatever a use case notes. */
export function masked(changes: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(changes).map(([field, change]) => [field, SECRET_FIELD.test(field) ? MASK : maskedWithin(change)]),
  );
}

function maskedWithin(change: unknown): unknown {
  if (typeof change === "string") return SECRET_TEXT.test(change) ? MASK : change;
  if (Array.isArray(change)) return change.map(maskedWithin);
  const isPlain = typeof change === "object" && change !== null && Object.getPrototypeOf(change) === Object.prototype;
  return isPlain ? masked(change as Record<string, unknown>) : change;
}
