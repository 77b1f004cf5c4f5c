import { client } from "./client.ts";
import { type Challenge, enter } from "./session.ts";

/**
 * The second half of signing in, with an authenticator's code or a recovery code.
 *
 * @throws PeproClientError `two_factor_invalid`, `sign_in_expired`, `too_many_attempts`
 */
export async function passSecondStep({ token }: Challenge, code: string): Promise<void> {
  const { user } = await client.auth.verifyTwoFactor.mutate({ twoFactor: token, code });
  enter(user);
}
