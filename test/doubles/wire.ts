import { createHash } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { type About, atom, type Item, jsonFeed, rss } from "./feeds.ts";
import { type Fault, misbehave, statusUnder } from "./wire-faults.ts";

export type Coding = keyof typeof coders;

/** What a path serves. */
export interface Page {
  readonly body?: string | Uint8Array;
  readonly contentType?: string;
  readonly etag?: string;
  readonly lastModified?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Applied in this order. */
  readonly encoding?: Coding | readonly Coding[];
}

/** One request as it came, and what was answered: 0 where there was no answer. */
export interface Recorded {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly status: number;
}

export type Wire = Awaited<ReturnType<typeof makeWire>>;

const coders = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync, zstd: zstdCompressSync };

/** Starts a news wire: a real HTTP server on a loopback address and a free port, which records every request. */
export async function makeWire(options: { readonly host?: string } = {}) {
  const host = options.host ?? "127.0.0.1";
  const pages = new Map<string, Page>();
  const faults = new Map<string, { readonly fault: Fault; times: number }>();
  const requests: Recorded[] = [];
  let connections = 0;

  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const name = path.split("?", 1)[0] ?? path;
    const page = pages.get(path) ?? pages.get(name);
    const fault = faultFor(name);
    const status = fault === undefined ? statusOf(page, request) : statusUnder(fault);
    requests.push({ method: request.method ?? "", path, headers: request.headers, status });
    if (fault !== undefined)
      misbehave(fault, { path, type: page?.contentType, body: bytesOf(page) }, response);
    else answer(status, page, response);
  });
  server.on("connection", () => {
    connections += 1;
  });

  function faultFor(name: string): Fault | undefined {
    const entry = faults.get(name);
    if (entry === undefined) return undefined;
    entry.times -= 1;
    if (entry.times <= 0) faults.delete(name);
    return entry.fault;
  }

  function put(path: string, page: Page): void {
    pages.set(path, page);
  }

  function publish(path: string, body: string, contentType: string): void {
    const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
    put(path, { body, contentType, etag });
  }

  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;

  return {
    port,
    origin,
    /** Every request so far, oldest first. */
    requests: requests as readonly Recorded[],
    /** How many connections were accepted so far. */
    connections: () => connections,
    /** The whole address of a path. */
    url: (path: string) => origin + path,
    /** Serves a page under a path; conditional requests are answered by its validators. */
    put,
    /** Makes a path misbehave, for good or for a number of requests. */
    spoil: (path: string, fault: Fault, times = Number.POSITIVE_INFINITY) =>
      void faults.set(path, { fault, times }),
    /** Lets a path behave again. */
    mend: (path: string) => void faults.delete(path),
    /** Render stories and serve them under a path, with an ETag made from the document. */
    publishers: {
      rss: (path: string, items: readonly Item[], about?: About) =>
        publish(path, rss(items, about), "application/rss+xml; charset=utf-8"),
      atom: (path: string, items: readonly Item[], about?: About) =>
        publish(path, atom(items, about), "application/atom+xml; charset=utf-8"),
      jsonFeed: (path: string, items: readonly Item[], about?: About) =>
        publish(path, jsonFeed(items, about), "application/feed+json"),
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function statusOf(page: Page | undefined, request: IncomingMessage): number {
  if (page === undefined) return 404;
  const status = page.status ?? 200;
  return status === 200 && isUnchanged(page, request.headers) ? 304 : status;
}

/** The ETag decides where the client sends one, as RFC 9110 section 13.2.2 asks. */
function isUnchanged(page: Page, headers: IncomingHttpHeaders): boolean {
  const tags = headers["if-none-match"];
  if (tags !== undefined) return page.etag !== undefined && tags === page.etag;
  return page.lastModified !== undefined && headers["if-modified-since"] === page.lastModified;
}

function answer(status: number, page: Page | undefined, response: ServerResponse): void {
  response.statusCode = status;
  if (page?.etag !== undefined) response.setHeader("etag", page.etag);
  if (page?.lastModified !== undefined) response.setHeader("last-modified", page.lastModified);
  for (const [name, value] of Object.entries(page?.headers ?? {})) response.setHeader(name, value);
  if (status === 304) return void response.end();
  const codings = [page?.encoding ?? []].flat();
  if (page?.contentType !== undefined) response.setHeader("content-type", page.contentType);
  if (codings.length > 0) response.setHeader("content-encoding", codings.join(", "));
  response.end(codings.reduce((body, coding) => coders[coding](body), bytesOf(page)));
}

function bytesOf(page: Page | undefined): Buffer {
  return Buffer.from(page?.body ?? "");
}
