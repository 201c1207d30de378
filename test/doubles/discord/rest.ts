import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type BucketSize, makeBuckets } from "./buckets.ts";
import { answerUnder, type Fault, type Faults, pathPattern, slowness, takesEffect } from "./faults.ts";
import { refusal } from "./permissions.ts";
import { type Answer, type Body, type Call, isBody, type Route } from "./types.ts";

/** What stands before every path, https://discord.com/developers/docs/reference#api-versioning */
const PREFIX = "/api/v10";

export interface RestOptions {
  readonly routes: readonly Route[];
  readonly faults: Faults;
  readonly buckets: BucketSize | undefined;
  /** True if this Authorization header is right. */
  readonly isAuthorised: (header: string | undefined) => boolean;
  /** Hears of every request after its answer was made. */
  readonly onCall: () => void;
}

/** Makes the HTTP server: reads requests, records them, and answers by the routes, the faults and the buckets. */
export function makeRest(options: RestOptions) {
  const calls: Call[] = [];
  const unknown: string[] = [];
  const violations: string[] = [];
  let port = 0;
  const count = makeBuckets(options.buckets);
  const routes = options.routes.map((route) => {
    const [method = "", path = ""] = route.pattern.split(" ");
    return { ...route, method, path: pathPattern(path) };
  });

  function find(method: string, path: string) {
    for (const route of routes) {
      const match = route.method === method ? route.path.exec(path) : null;
      if (match) return { route, params: { ...match.groups } as Record<string, string> };
    }
    return undefined;
  }

  function answer(
    call: Call,
    url: URL,
    path: string,
    header: string | undefined,
    fault?: Fault,
  ): Answer | undefined {
    const bucket = count(call.method, path);
    if (bucket.refusal) return bucket.refusal;
    if (fault && !takesEffect(fault)) return answerUnder(fault, undefined);
    const effect = act(call, url, path, header);
    const withHeaders = { ...effect, headers: { ...bucket.headers, ...effect.headers } };
    return fault ? answerUnder(fault, withHeaders) : withHeaders;
  }

  function act(call: Call, url: URL, path: string, header: string | undefined): Answer {
    const found = find(call.method, path);
    if (!found) {
      unknown.push(`${call.method} ${path}`);
      return refusal(404, 0, "404: Not Found");
    }
    if (found.route.token !== false && !options.isAuthorised(header))
      return refusal(401, 0, "401: Unauthorized");
    const body: Body = isBody(call.body) ? call.body : { list: call.body };
    return found.route.run({ params: found.params, query: url.searchParams, body });
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://double");
    const path = decodeURIComponent(url.pathname).replace(PREFIX, "");
    const method = request.method ?? "";
    const header = request.headers.authorization;
    const text = await read(request);
    const recorded = { method, path: path + url.search, authorised: header !== undefined };
    const call: Call = { ...recorded, body: parse(text), status: 0 };
    calls.push(call);
    const fault = options.faults.take(method, path);
    const given = answer(call, url, path, header, fault);
    call.status = given?.status ?? 0;
    const wrong = violationIn(given);
    if (wrong !== undefined) violations.push(`${call.method} ${call.path}: ${wrong}`);
    options.onCall();
    await slowness(fault);
    if (given === undefined) request.socket.destroy();
    else send(given, response);
  }

  const server = createServer((request, response) => {
    // A client that hangs up in the middle of its request is no fault of the double.
    serve(request, response).catch(() => request.socket.destroy());
  });
  return {
    server,
    port: () => port,
    /** What asked for a route that the double does not have. */
    unknownRoutes: unknown as readonly string[],
    /** Bodies that broke a rule of Discord's, one line each. */
    violations: violations as readonly string[],
    /** Every HTTP request so far, oldest first. */
    calls: calls as readonly Call[],
    /** Listens on the port of before, or on a free one. */
    async up(): Promise<void> {
      if (server.listening) return;
      server.listen(port, "127.0.0.1");
      await once(server, "listening");
      port = (server.address() as AddressInfo).port;
    },
    /** Stops listening and cuts every connection. */
    async down(): Promise<void> {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** Files come as multipart, which Newshound does not send: they stay text, and the check of the body refuses them. */
function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function send({ status, body, headers }: Answer, response: ServerResponse): void {
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  response.statusCode = status;
  if (body === undefined) return void response.end();
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(body));
}

/** An answer that lies with the body: invalid form, or empty. An answered message that is gone is nobody's slip. */
function violationIn(answer: Answer | undefined): string | undefined {
  const body = isBody(answer?.body) ? answer.body : {};
  if (body["code"] === 50006) return "an empty message";
  const errors = body["code"] === 50035 ? JSON.stringify(body["errors"]) : undefined;
  return errors?.includes("MESSAGE_REFERENCE_UNKNOWN_MESSAGE") ? undefined : errors;
}
