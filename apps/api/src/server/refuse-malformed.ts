import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { type Language, PeproError } from "@pepro/contracts";
import type { Log } from "@pepro/core";
import { countedIds } from "../http/request-id.ts";
import { textOf } from "../http/respond.ts";
import { secureHeaders } from "../http/secure-headers.ts";
import { languageOf } from "../rest/drf/language.ts";

/** What Node gives of a request that it could not read. */
type Unread = Error & { code?: string; reason?: string; rawPacket?: Uint8Array };

/** The answer a connection is in the middle of is Node's own secret. */
type Answering = Socket & { _httpMessage?: { headersSent: boolean } | null };

/** Bytes that Node takes of what the chunks of one body say of themselves. */
const CHUNK_EXTENSIONS_LIMIT = 16 * 1024;

/**
 * Answers what never becomes a request (a line or a header that cannot be read, headers over the limit, a request that
 * does not arrive in time) with an error of ours, where Node by itself would write a bare status.
 *
 * @param options.maxHeaderSize the limit the server was made with, in bytes
 */
export function refuseMalformed(server: Server, options: { maxHeaderSize: number; log?: Log | undefined }): void {
  const nextId = countedIds();
  server.on("clientError", (error: Unread, connection) => {
    const socket = connection as Answering;
    // A client that hangs up on a body it was answered for has nothing more to be told, and its line is written.
    if (error.code === "HPE_INVALID_EOF_STATE" && socket.bytesWritten > 0) return socket.destroy();
    // As Node itself does: nothing may be written into an answer that has begun.
    if (!socket.writable || error.code === "ECONNRESET" || socket._httpMessage?.headersSent) return socket.destroy();
    const requestId = nextId();
    const [status, fault] = refusalOf(error, options.maxHeaderSize);
    writeLine(options.log, { requestId, status, reason: error.code, ip: socket.remoteAddress ?? null });
    const { headers, body } = answerOf(fault, languageIn(error.rawPacket), requestId);
    const fields = Object.entries({ ...headers, "content-length": Buffer.byteLength(body), connection: "close" });
    const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`).join("");
    socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines}\r\n${body}`);
    socket.destroySoon();
  });
}

/**
 * Refuses a request that names no host, several, or another one in its target (RFC 9112, 3.2): which school it is for must
 * be beyond doubt, whatever stands in front of this server.
 * @returns whether it was refused
 */
export function refuseAmbiguous(log?: Log): (incoming: IncomingMessage, outgoing: ServerResponse) => boolean {
  const nextId = countedIds();
  return (incoming, outgoing) => {
    const reason = doubtOf(incoming);
    if (reason === undefined) return false;
    const requestId = nextId();
    writeLine(log, { requestId, status: 400, reason, ip: incoming.socket.remoteAddress ?? null });
    const language = languageOf(incoming.headers["accept-language"] ?? null);
    const { headers, body } = answerOf(new PeproError("request_malformed", { reason }), language, requestId);
    outgoing.writeHead(400, { ...headers, "content-length": Buffer.byteLength(body), connection: "close" }).end(body);
    return true;
  };
}

function doubtOf({ rawHeaders, url = "", headers }: IncomingMessage): string | undefined {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? "";
    if (name.length === 4 && name.toLowerCase() === "host") hosts++;
  }
  if (hosts !== 1) return hosts === 0 ? "Missing host header" : "More than one host header";
  if (url.startsWith("/") || url === "*") return undefined;
  const named = URL.canParse(url) ? new URL(url) : undefined;
  const isSame = named?.host === headers.host?.toLowerCase() && named?.username === "" && named.password === "";
  return isSame ? undefined : "The target names another host";
}

/**
 * The `errorHandler` of `getRequestListener`: answers what Node could read and no `Request` can be made of, for its Host
 * header or its target. A server made with `requireHostHeader: false` leaves a missing Host header to it too.
 */
export function answerMalformed(log?: Log): (error: unknown) => Response {
  const nextId = countedIds();
  return (error) => {
    const requestId = nextId();
    const unread = error instanceof Error && error.name === "RequestError" ? error.message : undefined;
    if (unread === undefined) log?.error("unexpected error", error, { requestId });
    else writeLine(log, { requestId, status: 400, reason: unread, ip: null });
    const fault =
      unread === undefined
        ? new PeproError("internal", { id: requestId })
        : new PeproError("request_malformed", { reason: unread });
    const { headers, body } = answerOf(fault, "fr", requestId);
    return new Response(body, { status: unread === undefined ? 500 : 400, headers });
  };
}

/** As every request's line, as far as anything is known of this one. */
function writeLine(
  log: Log | undefined,
  known: { requestId: string; status: number; reason: string | undefined; ip: string | null },
): void {
  log?.info("request", { method: null, host: null, path: null, ms: null, tenant: null, actor: null, ...known });
}

/** The statuses are HTTP's own for these, which say more than those of our codes. */
function refusalOf({ code, reason }: Unread, maxHeaderSize: number): [status: number, fault: PeproError] {
  if (code === "HPE_HEADER_OVERFLOW") return [431, new PeproError("payload_too_large", { limitBytes: maxHeaderSize })];
  if (code === "HPE_CHUNK_EXTENSIONS_OVERFLOW")
    return [413, new PeproError("payload_too_large", { limitBytes: CHUNK_EXTENSIONS_LIMIT })];
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return [408, new PeproError("request_malformed", { reason: "Timeout" })];
  return [400, new PeproError("request_malformed", { reason: reason ?? "Parse error" })];
}

function answerOf(fault: PeproError, language: Language, requestId: string) {
  const caller = { scheme: "http", meta: { requestId, ipAddress: null, userAgent: null } } as const;
  const headers = { ...secureHeaders("/api/", caller), "content-type": "application/json" };
  return { headers, body: JSON.stringify({ detail: textOf(fault, language), code: fault.code, id: requestId }) };
}

/** The language that the part of a request asks for which did arrive. */
function languageIn(packet: Uint8Array | undefined): Language {
  const text = packet ? Buffer.from(packet).toString("latin1") : "";
  return languageOf(/^accept-language:[ \t]*(.*)\r?$/im.exec(text)?.[1]?.trim() ?? null);
}
