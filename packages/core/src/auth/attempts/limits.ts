/**
 * How often something may be tried: `burst` times at once, and once more every `everyMs` milliseconds (the generic cell
 * rate algorithm). Nobody is locked out for long, and nobody gets a second burst by waiting for a window to turn.
 */
export type Rate = { burst: number; everyMs: number };

/** The three counters of one kind of attempt. */
export type Rates = {
  /** One account from one address. */
  pair: Rate;
  /** Whatever account from one address: a whole school may sit behind one, and what succeeds is given back. */
  address: Rate;
  /** One account from anywhere; addresses that signed in to it lately are not held up by it. */
  account: Rate;
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** OWASP ASVS 4, 2.2.1: no more than 100 failed attempts an hour on one account (here 25 at once and 75 an hour). */
const SIGN_IN: Rates = {
  pair: { burst: 10, everyMs: 90 * SECOND },
  address: { burst: 200, everyMs: 3 * SECOND },
  account: { burst: 25, everyMs: 48 * SECOND },
};

export const RATES = {
  "sign-in": SIGN_IN,
  /** Whoever comes here knows the password. Of a million codes three count: 30 an hour find one in a thousand weeks. */
  "two-factor": {
    pair: { burst: 5, everyMs: MINUTE },
    address: { burst: 100, everyMs: 6 * SECOND },
    account: { burst: 10, everyMs: 2 * MINUTE },
  },
  "password-change": {
    pair: { burst: 5, everyMs: 2 * MINUTE },
    address: { burst: 100, everyMs: 6 * SECOND },
    account: { burst: 10, everyMs: 2 * MINUTE },
  },
  /** Each may send an e-mail. */
  "password-reset": {
    pair: { burst: 3, everyMs: 5 * MINUTE },
    address: { burst: 30, everyMs: 20 * SECOND },
    account: { burst: 5, everyMs: 10 * MINUTE },
  },
} as const satisfies Record<string, Rates>;

export type Purpose = keyof typeof RATES;

/** Secrets of links, which nobody guesses: this only keeps their look-ups cheap. */
export const LINK_RATE: Rate = { burst: 30, everyMs: 20 * SECOND };

/** Wrong API keys, which nobody guesses either: each costs an entry in the trail. */
export const KEY_RATE: Rate = { burst: 60, everyMs: 10 * SECOND };

/** Codes that one challenge takes before the sign-in must begin anew; it lives for less than the pace. */
export const CHALLENGE_RATE: Rate = { burst: 5, everyMs: 60 * MINUTE };

/** How long an address that signed in to an account is known to it. */
export const KNOWN_MS = 30 * 24 * 60 * MINUTE;
