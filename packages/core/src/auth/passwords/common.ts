let loading: Promise<ReadonlySet<string>> | undefined;

/** Digits and marks that people put behind a common word to make it pass. */
const DECORATION = /[^\p{L}]{1,3}$/u;

/**
 * Whether a password is among the some 49,000 most used (zxcvbn's list), in whatever case, or is one of them with up to
 * three digits or marks behind it. The list takes 0.4 MB and is read at the first new password.
 */
export async function isCommon(password: string): Promise<boolean> {
  loading ??= load();
  const common = await loading;
  const plain = password.toLowerCase();
  return common.has(plain) || common.has(plain.replace(DECORATION, ""));
}

async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"]);
}
