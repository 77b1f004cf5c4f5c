import { isPeproError, messageFor, tokenPair, userView } from "@pepro/contracts";
import { currentProfile, currentTheme, logIn, logOut, refreshTokens, verifyToken } from "@pepro/core";
import * as z from "zod";
import { tokenNotValid } from "../drf/bearer.ts";
import { memberOf } from "../drf/body.ts";
import { textOf as pythonText } from "../drf/python.ts";
import { textFor } from "../drf/texts.ts";
import type { Endpoint } from "../endpoint.ts";
import type { RestCall } from "../rest-call.ts";
import { profile } from "./profile.ts";
import { userBody } from "./representation.ts";

const POST_ONLY = ["POST", "OPTIONS"] as const;
const GET_ONLY = ["GET", "OPTIONS"] as const;

/** Refused tokens in a body: the same 401 whatever is wrong but the type. */
async function orTokenRefusal(rest: RestCall, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const text = textFor(rest.language);
    const isWrongType = isPeproError(error, "token_invalid") && error.fields.reason === "wrong_type";
    if (isWrongType) return rest.answers.unauthorized(tokenNotValid(text, "token_wrong_type"));
    if (!isPeproError(error, "token_invalid") && !isPeproError(error, "user_inactive")) throw error;
    return rest.answers.unauthorized(tokenNotValid(text, "token_invalid_or_expired"));
  }
}

/** The last is for accounts with an authenticator, which the old service had none of. */
const LOGIN = {
  email: { kind: "email" },
  password: { kind: "char" },
  two_factor_code: { kind: "char", required: false, allowBlank: true, allowNull: true },
} as const;

const login: Endpoint = {
  path: "auth/login",
  gate: logIn,
  allow: POST_ONLY,
  metadata: { name: "Login", description: "" },
  methods: {
    POST: {
      summary: { fr: "Ouvre une session par jetons", en: "Opens a session by tokens" },
      body: LOGIN,
      answer: { status: 200, schema: z.object({ user: userView, tokens: tokenPair, message: z.string() }) },
      handle: async (rest) => {
        const { two_factor_code: code, ...given } = await rest.fields(LOGIN);
        const credentials = given as { email: string; password: string };
        const { user, tokens } = await rest.run(logIn, { ...credentials, ...(code ? { code: String(code) } : {}) });
        const body = { refresh: tokens.refresh, access: tokens.access };
        return rest.answers.json(200, { user: userBody(user), tokens: body, message: "Connexion réussie !" });
      },
    },
  },
};

const refresh: Endpoint = {
  path: "auth/token/refresh",
  gate: refreshTokens,
  allow: POST_ONLY,
  metadata: { name: "Token Refresh", description: "" },
  methods: {
    POST: {
      summary: {
        fr: "Échange un jeton de rafraîchissement, qui ne sert qu'une fois",
        en: "Trades a refresh token, which serves once",
      },
      body: { refresh: { kind: "char" } },
      answer: { status: 200, schema: tokenPair },
      handle: async (rest) => {
        const values = await rest.fields({ refresh: { kind: "char" } });
        return orTokenRefusal(rest, async () => {
          const pair = await rest.run(refreshTokens, { refresh: String(values.refresh) });
          return rest.answers.json(200, { access: pair.access, refresh: pair.refresh });
        });
      },
    },
  },
};

const verifyBody: Endpoint = {
  path: "auth/token/verify",
  gate: verifyToken,
  allow: POST_ONLY,
  metadata: { name: "Token Verify", description: "" },
  methods: {
    POST: {
      summary: { fr: "Vérifie un jeton", en: "Checks a token" },
      body: { token: { kind: "char" } },
      answer: { status: 200, schema: z.object({}) },
      handle: async (rest) => {
        const values = await rest.fields({ token: { kind: "char" } });
        return orTokenRefusal(rest, async () => {
          await rest.run(verifyToken, { token: String(values.token) });
          return rest.answers.json(200, {});
        });
      },
    },
  },
};

const logout: Endpoint = {
  path: "auth/logout",
  gate: logOut,
  allow: POST_ONLY,
  metadata: { name: "Logout", description: "" },
  methods: {
    POST: {
      summary: { fr: "Ferme la session d'un jeton de rafraîchissement", en: "Ends the session of a refresh token" },
      body: { refresh_token: { kind: "char", required: false } },
      answer: { status: 200, schema: z.object({ message: z.string() }) },
      handle: async (rest) => {
        const given = memberOf(await rest.body(), "refresh_token");
        try {
          await rest.run(logOut, given ? { refresh: pythonText(given) } : {});
        } catch (error) {
          if (!isPeproError(error, "token_invalid")) throw error;
          return rest.answers.json(400, { error: messageFor("token_refused", rest.language) });
        }
        return rest.answers.json(200, { message: "Déconnexion réussie !" });
      },
    },
  },
};

/** Open to all, but answers who is signed in: the old front ends ask it at start. */
const verifySession: Endpoint = {
  path: "auth/verify",
  gate: currentTheme,
  allow: GET_ONLY,
  metadata: { name: "Verify", description: "" },
  methods: {
    GET: {
      summary: { fr: "Dit si le jeton présenté est valable", en: "Says whether the token presented is valid" },
      answer: { status: 200, schema: z.object({ valid: z.boolean(), user: userView.optional() }) },
      handle: async (rest) => {
        if (rest.call.actor.kind === "anonymous") return rest.answers.json(401, { valid: false });
        return rest.answers.json(200, { valid: true, user: userBody(await rest.run(currentProfile, undefined)) });
      },
    },
  },
};

const healthView = z.object({ status: z.string(), message: z.string(), timestamp: z.string(), version: z.string() });

const health: Endpoint = {
  path: "auth/health",
  gate: currentTheme,
  allow: GET_ONLY,
  metadata: { name: "Health", description: "" },
  methods: {
    GET: {
      summary: { fr: "Le service répond", en: "The service answers" },
      answer: { status: 200, schema: healthView },
      handle: async (rest) =>
        rest.answers.json(200, {
          status: "healthy",
          message: "PeproScolaire API is running",
          timestamp: rest.url().host,
          version: "1.0.0",
        }),
    },
  },
};

export const authEndpoints: readonly Endpoint[] = [login, refresh, verifyBody, logout, profile, verifySession, health];
