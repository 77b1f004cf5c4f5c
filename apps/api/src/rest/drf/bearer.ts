import type { Text } from "./texts.ts";

export type Credentials =
  /** No header, or one of another scheme: the request is anonymous. */
  | { kind: "none" }
  /** Answer 401 with {@link badHeader}. */
  | { kind: "malformed" }
  | { kind: "token"; token: string };

/** Reads an `Authorization` header as simplejwt does; the scheme's case counts. */
export function credentialsIn(authorization: string | null): Credentials {
  const [scheme, token, ...rest] = (authorization ?? "").split(/[ \t\n\r\v\f]+/).filter((part) => part !== "");
  if (scheme !== "Bearer") return { kind: "none" };
  if (token === undefined || rest.length > 0) return { kind: "malformed" };
  return { kind: "token", token };
}

/** What is wrong with a token, by the key of its text. */
export type TokenFault =
  | "token_invalid_or_expired"
  | "token_wrong_type"
  | "token_blacklisted"
  | "token_no_id"
  | "token_no_type";

/** Bodies of 401 answers to a request that came with a bad access token. */
export const badHeader = (text: Text) => refusal(text, "bad_authorization_header");
export const userNotFound = (text: Text) => refusal(text, "user_not_found");
export const userInactive = (text: Text) => refusal(text, "user_inactive");

export const accessTokenNotValid = (text: Text, fault: TokenFault) => ({
  detail: text("token_not_valid"),
  code: "token_not_valid",
  messages: [{ token_class: "AccessToken", token_type: "access", message: text(fault) }],
});

/** The body of a 401 to a bad token in the body of a request: refresh and verify. */
export const tokenNotValid = (text: Text, fault: TokenFault | "token_no_user") => ({
  detail: text(fault),
  code: "token_not_valid",
});

const refusal = (text: Text, code: "bad_authorization_header" | "user_not_found" | "user_inactive") => ({
  detail: text(code),
  code,
});
