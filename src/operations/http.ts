import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

export interface HttpRequest {
  readonly headers: IncomingHttpHeaders;
  readonly query: URLSearchParams;
  /** Byte for byte, as signatures need it; empty for GET. */
  readonly body: Buffer;
}

export interface HttpAnswer {
  readonly status: number;
  /** Text is sent as it is, anything else as JSON; absent for an empty body. */
  readonly body?: unknown;
  readonly contentType?: string;
}

/** One path that is answered; GET answers HEAD too. */
export interface Route {
  readonly method: "GET" | "POST";
  readonly path: string;
  answer(request: HttpRequest): HttpAnswer | Promise<HttpAnswer>;
}

export interface HttpOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string;
  /** What `/readyz` says: 200 where ok, else 503, with the detail as JSON. */
  ready(): { readonly ok: boolean; readonly detail: object };
  readonly routes?: readonly Route[];
  log(event: string, details: object): void;
}

const MAX_BODY = 1024 * 1024;
// How long close() waits for answers under way; a drain as a whole has 10 s.
const CLOSE_MS = 3_000;

/**
 * Opens the one HTTP port: `/healthz` (the process answers, nothing more), `/readyz`, and the given routes.
 *
 * Throws an Error with a sentence for the operator where the port cannot be had.
 */
export async function startHttp(
  options: HttpOptions,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const { port, host, ready, routes = [], log } = options;
  const all = [...health(ready), ...routes];
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, (request, response) => {
    serve(all, request, log)
      // A connection that is kept alive would hold up a close.
      .then((answer) => answer && send(response, answer, !server.listening))
      .catch((error) => {
        log("http.fault", { path: request.url, error });
        response.destroy();
      });
  });
  await listen(server, port, host);
  server.on("error", (error) => log("http.fault", { error }));
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

function health(ready: HttpOptions["ready"]): readonly Route[] {
  return [
    { method: "GET", path: "/healthz", answer: () => ({ status: 200, body: { ok: true } }) },
    {
      method: "GET",
      path: "/readyz",
      answer: () => {
        const { ok, detail } = ready();
        return { status: ok ? 200 : 503, body: { ok, ...detail } };
      },
    },
  ];
}

/** Returns the answer to give, or undefined where the caller has gone. */
async function serve(
  routes: readonly Route[],
  request: IncomingMessage,
  log: HttpOptions["log"],
): Promise<HttpAnswer | undefined> {
  try {
    return await answer(routes, request);
  } catch (error) {
    // A caller who hangs up in the middle of the body gets here too; then there is nobody left to tell.
    if (request.destroyed && !request.complete) return undefined;
    log("http.fault", { path: request.url, error });
    return { status: 500, body: "Something went wrong here; the log says what.\n" };
  }
}

async function answer(routes: readonly Route[], request: IncomingMessage): Promise<HttpAnswer> {
  const target = request.url ?? "";
  if (!URL.canParse(target, "http://here")) return { status: 400, body: "Bad address.\n" };
  const { pathname, searchParams } = new URL(target, "http://here");
  const here = routes.filter((route) => route.path === pathname);
  if (here.length === 0) return { status: 404, body: "Nothing here.\n" };
  const method = request.method === "HEAD" ? "GET" : request.method;
  const route = here.find((one) => one.method === method);
  if (!route) return { status: 405, body: `This answers ${here.map((one) => one.method).join(", ")}.\n` };
  const body = route.method === "POST" ? await read(request) : Buffer.alloc(0);
  if (!body) return { status: 413, body: "Too much.\n" };
  return route.answer({ headers: request.headers, query: searchParams, body });
}

/** Returns the body, or undefined where it is larger than 1 MB. */
async function read(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Left early, the plain iterator would cut the connection before the answer is out.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, answer: HttpAnswer, closing: boolean): void {
  const { status, body = "", contentType } = answer;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const type = typeof body === "string" ? "text/plain; charset=utf-8" : "application/json";
  response.writeHead(status, {
    ...((closing || status === 413) && { connection: "close" }),
    "content-type": contentType ?? type,
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
  });
  response.end(text); // Node leaves the body out for HEAD.
}

function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new Error(refusal(error, port, host), { cause: error })),
    );
    server.listen({ port, ...(host !== undefined && { host }) }, resolve);
  });
}

function refusal(error: NodeJS.ErrnoException, port: number, host: string | undefined): string {
  if (error.code === "EADDRINUSE")
    return `Port ${port} is already in use. Stop what uses it, or set PORT to another number.`;
  if (error.code === "EACCES")
    return `Port ${port} is reserved for the system. Set PORT to a number from 1024 on.`;
  return `Port ${port}${host ? ` of ${host}` : ""} cannot be opened: ${error.message}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
    server.close((error) => {
      clearTimeout(limit);
      if (error) reject(error);
      else resolve();
    });
  });
}
