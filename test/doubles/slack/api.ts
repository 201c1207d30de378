// The HTTP side: Web API calls and posts to response addresses, as they come over the wire.
import type { IncomingMessage, ServerResponse } from "node:http";
import { Refused } from "./content.ts";
import { type Fault, hasEffect, type makeFaults, misbehave, refusalUnder } from "./faults.ts";
import { allowed } from "./methods.ts";
import type { Responses } from "./responses.ts";
import type { Json, World } from "./world.ts";

/** One call as it came, and what was answered: status 0 where there was no answer. */
export interface Call {
  readonly method: string;
  /** Objects that came as JSON are read. */
  readonly args: Json;
  readonly token: string;
  readonly at: number;
  status: number;
  error?: string;
}

interface Api {
  readonly world: World;
  readonly faults: ReturnType<typeof makeFaults>;
  readonly responses: Responses;
  readonly calls: Call[];
  socketUrl(): string;
  changed(): void;
}

interface Answer {
  readonly status: number;
  readonly body: Json;
  /** In seconds. */
  readonly retryAfter?: number | undefined;
}

const AS_JSON = ["blocks", "metadata", "view", "attachments"];

/** Answers one request, or misbehaves as told; a fault of the double itself is a 500 with its stack. */
export async function serve(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
  const [, room, name = ""] = path.split("/");
  try {
    const text = await bodyOf(request);
    if (room === "api") serveMethod(api, name, text, request, response);
    else if (room === "response") serveResponse(api, name, text, response);
    else response.writeHead(404).end();
  } catch (error) {
    if (!response.headersSent) response.writeHead(500).end((error as Error).stack);
  }
  api.changed();
}

function serveMethod(
  api: Api,
  name: string,
  text: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const form = readArgs(text, request.headers["content-type"]);
  const { token: inForm, ...args } = form;
  const bearer = request.headers.authorization?.replace(/^Bearer /, "");
  const call: Call = {
    method: name,
    args: readable(args),
    token: bearer ?? String(inForm ?? ""),
    at: api.world.now(),
    status: 0,
  };
  api.calls.push(call);
  const fault = api.faults.take(name);
  const given: Answer | undefined = hasEffect(fault) ? run(api, call, args) : undefined;
  const error = (fault && refusalUnder(fault)?.error) ?? given?.body["error"];
  if (error) call.error = String(error);
  call.status = settle(api, response, given, fault);
}

function run({ world, socketUrl }: Api, { method, token }: Call, args: Json): Answer {
  try {
    const known = allowed(method, { world, args, socketUrl }, token);
    return { status: 200, body: { ok: true, ...known.run({ world, args, socketUrl }) } };
  } catch (error) {
    if (error instanceof Refused) return refused(error);
    throw error;
  }
}

function serveResponse(api: Api, id: string, text: string, response: ServerResponse): void {
  const fault = api.faults.take("response_url");
  const given = api.responses.take(id, text, fault);
  if (fault && !("error" in fault)) settle(api, response, undefined, fault);
  else settle(api, response, given, undefined);
}

/** Sends the answer, or what the fault makes of it; returns the status. */
function settle(
  api: Api,
  response: ServerResponse,
  given: Answer | undefined,
  fault: Fault | undefined,
): number {
  const refusal = fault && refusalUnder(fault);
  if (fault && !refusal) return misbehave(fault, response);
  const { status, body, retryAfter } = refusal ? refused(refusal) : (given ?? { status: 500, body: {} });
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "x-oauth-scopes": [...api.world.scopes].join(","),
    ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
  });
  response.end(JSON.stringify(body));
  return status;
}

function refused({ error, more, retryAfter }: Refused): Answer {
  return { status: retryAfter === undefined ? 200 : 429, body: { ok: false, error, ...more }, retryAfter };
}

function readArgs(text: string, type = ""): Json {
  if (type.includes("json")) return JSON.parse(text || "{}");
  return Object.fromEntries(new URLSearchParams(text));
}

function readable(args: Json): Json {
  return Object.fromEntries(
    Object.entries(args).map(([key, value]) => [key, AS_JSON.includes(key) ? tryJson(value) : value]),
  );
}

function tryJson(value: unknown): unknown {
  try {
    return JSON.parse(String(value));
  } catch {
    return value;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
