import { type Actor, ANONYMOUS, authorise, type Core, scopeOfHost, type UseCase } from "@pepro/core";
import type { Context } from "hono";
import { tenantOf } from "../http/actor.ts";
import { keyActor, keyIn } from "../http/api-key.ts";
import type { HttpEnv } from "../http/environment.ts";
import { faultOf } from "../http/fault.ts";
import type { KeptAnswers } from "../http/kept-answers.ts";
import { badHeader, credentialsIn } from "./drf/bearer.ts";
import { metadataOf } from "./drf/options-metadata.ts";
import { type Answers, answersFor, type Method } from "./drf/responses.ts";
import { textFor } from "./drf/texts.ts";
import type { Endpoint, Operation } from "./endpoint.ts";
import { failureResponse } from "./failure.ts";
import { formOf } from "./form.ts";
import { Refusal } from "./refusal.ts";
import { restCall } from "./rest-call.ts";

type Dispatch = {
  endpoint: Endpoint;
  params: Readonly<Record<string, string>>;
  format: string | undefined;
  core: Core;
  maxBytes: number;
  kept: KeptAnswers;
};

/** Answers one request in the order the old service did: form of the answer, authentication, permission, method. */
export async function dispatch(c: Context<HttpEnv>, given: Dispatch): Promise<Response> {
  const { endpoint, core } = given;
  const facts = c.get("facts");
  const { language, meta } = facts;
  const form = formOf(c, given.format);
  const answers = answersFor({
    lang: language,
    methods: endpoint.allow,
    headers: facts.headers,
    // What an endpoint may do is told in the language of who asks.
    isShared: endpoint.shared && c.req.method !== "OPTIONS",
    indent: form.ok ? form.indent : 0,
    ...(endpoint.floats && { floats: endpoint.floats }),
  });
  facts.answered = true;
  if (!form.ok) return form.status === 406 ? answers.notAcceptable() : answers.notFound();
  try {
    const actor = await bearerOf(c, core, answers);
    facts.actor = actor;
    const call = { actor, tenant: tenantOf(c), meta };
    const method = c.req.method as Method;
    await authorise(core, gateOf(endpoint, method), call);
    if (method === "OPTIONS") return answers.json(200, metadataOf(endpoint.metadata));
    const operation = operationOf(endpoint, method);
    if (!operation) return answers.methodNotAllowed(method);
    const answer = await operation.handle(restCall({ c, language, call, answers, ...given }));
    if (endpoint.shared && actor.kind === "anonymous") await given.kept.keep(c, answer);
    return method === "HEAD" ? new Response(null, answer) : answer;
  } catch (error) {
    if (error instanceof Refusal) return error.response;
    const fault = faultOf(error, meta.requestId, core.log);
    return failureResponse(fault, { answers, language, requestId: meta.requestId });
  }
}

/** A refused change is written down under the path it came by, although most gates only read. */
function gateOf({ gate, path, methods }: Endpoint, method: Method): UseCase {
  const isChange = method !== "GET" && methods[method] !== undefined;
  const gateway = isChange && gate.access === "read" ? { ...gate, name: `${method} ${path}`, access: "write" } : gate;
  return gateway as UseCase;
}

function operationOf({ methods }: Endpoint, method: Method): Operation | undefined {
  return methods[method] ?? (method === "HEAD" ? methods.GET : undefined);
}

/** Old clients send tokens, integrations keys; a browser's cookie is not looked at here, so no other site can use it. */
async function bearerOf(c: Context<HttpEnv>, core: Core, answers: Answers): Promise<Actor> {
  const credentials = credentialsIn(c.get("facts").header("authorization") ?? null);
  const key = keyIn(c, credentials);
  if (key !== undefined) return keyActor(c, core, key);
  if (credentials.kind === "none") return ANONYMOUS;
  const { language } = c.get("facts");
  if (credentials.kind === "malformed") throw new Refusal(answers.unauthorized(badHeader(textFor(language))));
  return core.auth.tokens.actorOf(scopeOfHost(tenantOf(c)), credentials.token);
}
