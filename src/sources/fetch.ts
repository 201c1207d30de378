import type { LookupFunction } from "node:net";
import type { Agent, Dispatcher } from "undici";
import { parseRanges, urlRefusal } from "./address.ts";
import { makeAgent } from "./agent.ts";
import { readBody, tooLarge } from "./body.ts";
import { faultOf } from "./fault.ts";
import {
  codingsOf,
  freshForMs,
  requestHeaders,
  retryAfterMs,
  single,
  validatorsOf,
  type Wanted,
} from "./headers.ts";
import { FetchError, type Fetched, type Fetcher } from "./source.ts";

export { FetchError, type Fetched, type Fetcher, type FetchFault } from "./source.ts";

export interface FetcherOptions {
  /** Address ranges that may be reached although they are private, on any port: `10.0.0.0/8`. */
  readonly allow?: readonly string[];
  /** Cap on the decompressed body; 5 MB unless given. */
  readonly maxBytes?: number;
  /** For one fetch with all its redirects; 20 s unless given. */
  readonly timeoutMs?: number;
  /** For one connection with its name lookup; 5 s unless given. */
  readonly connectTimeoutMs?: number;
  /** From a request to the end of its response headers; 10 s unless given. */
  readonly headersTimeoutMs?: number;
  readonly userAgent?: string;
  /** Which types of documents are asked for; those of feeds unless given. */
  readonly wanted?: Wanted;
  /** Finds the addresses of a host name; the system's resolver unless given. */
  readonly lookup?: LookupFunction;
  /** Used for a Retry-After date from a server that does not say what time it is there. */
  readonly now?: () => Date;
}

type Response = Dispatcher.ResponseData;

interface Hop {
  readonly url: URL;
  readonly response: Response;
  /** Whether every redirect so far was permanent, and there was one. */
  readonly moved: boolean;
}

const MAX_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];
const PERMANENT = [301, 308];
/** Who says that it is asked too often, and not for how long, is left alone for so long, in ms. */
const TOO_OFTEN_MS = 10 * 60_000;

/**
 * Makes the one way in which Newshound fetches URLs that people can influence. It reaches no private address, keeps
 * no cookies, sends no Referer, uses no proxy, and stops at caps of size, time and redirects.
 * `close` ends idle connections; they do not keep the process alive in any case.
 * Throws RangeError when `allow` holds what is no address range, or `userAgent` what no header can carry.
 */
export function makeFetcher(options: FetcherOptions): Fetcher & { close(): Promise<void> } {
  const { maxBytes = 5_000_000, timeoutMs = 20_000, now = () => new Date() } = options;
  const { userAgent = "Newshound (news alerts for chat channels)" } = options;
  if (!/^[\x20-\x7e]+$/.test(userAgent))
    throw new RangeError(`The User-Agent may hold plain ASCII only, which this is not: ${userAgent}`);
  const agent = makeAgent({
    allowed: parseRanges(options.allow ?? []),
    connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
    headersTimeoutMs: options.headersTimeoutMs ?? 10_000,
    lookup: options.lookup,
  });

  const fetcher: Fetcher = (address, validators, signal) =>
    withinTime(timeoutMs, signal, async (ended) => {
      const headers = requestHeaders(userAgent, validators, options.wanted);
      const hop = await follow(agent, address, headers, ended);
      const { statusCode } = hop.response;
      if (statusCode === 304 && ("if-none-match" in headers || "if-modified-since" in headers))
        return unchanged(hop.response);
      if (statusCode >= 200 && statusCode < 300) return whole(hop, maxBytes);
      drop(hop.response);
      throw statusError(hop.response, now());
    });
  return Object.assign(fetcher, { close: () => agent.close() });
}

/** Runs a task under a signal that fires when the time is up or the caller gives up; throws what belongs to each. */
async function withinTime<T>(
  timeoutMs: number,
  outer: AbortSignal,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer.throwIfAborted();
  const inner = new AbortController();
  const giveUp = () => inner.abort(outer.reason);
  const late = new FetchError("timeout", `took longer than ${Number((timeoutMs / 1000).toFixed(2))} s`);
  const timer = setTimeout(() => inner.abort(late), timeoutMs);
  outer.addEventListener("abort", giveUp, { once: true });
  try {
    return await task(inner.signal);
  } catch (error) {
    if (inner.signal.aborted) throw inner.signal.reason;
    throw faultOf(error);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener("abort", giveUp);
  }
}

/**
 * Requests a URL and follows its redirects, each through the same guard. The validators go with every hop: they are
 * those of the document at the end of the chain, and it is there that they save the transfer.
 */
async function follow(
  agent: Agent,
  address: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Hop> {
  const seen = new Set<string>();
  let url = readUrl(address);
  let permanent = true;
  for (;;) {
    seen.add(url.href);
    const response = await request(agent, url, headers, signal);
    if (!REDIRECTS.includes(response.statusCode)) return { url, response, moved: permanent && seen.size > 1 };
    drop(response);
    permanent &&= PERMANENT.includes(response.statusCode);
    url = redirectTarget(response, url);
    if (seen.has(url.href)) throw new FetchError("redirect", "redirects in a loop");
    if (seen.size > MAX_REDIRECTS)
      throw new FetchError("redirect", `redirects more than ${MAX_REDIRECTS} times`);
  }
}

function request(
  agent: Agent,
  url: URL,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  const { origin, href } = url;
  return agent.request({ origin, path: href.slice(origin.length), method: "GET", headers, signal });
}

function readUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null)
    throw new FetchError("address", `has an address that cannot be read: ${text.slice(0, 80)}`);
  return fetchable(url);
}

/** Some servers put plain UTF-8 into Location; header bytes are read as Latin-1. */
function redirectTarget(response: Response, from: URL): URL {
  const location = single(response.headers, "location");
  if (location === undefined) throw new FetchError("redirect", "redirects without saying where to");
  const url = URL.parse(Buffer.from(location, "latin1").toString("utf8"), from.href);
  if (url === null) throw new FetchError("redirect", "redirects to an address that cannot be read");
  return fetchable(url);
}

/** The fragment is ours, not the server's: two URLs that differ by it alone are one page. */
function fetchable(url: URL): URL {
  const refused = urlRefusal(url);
  if (refused !== undefined) throw new FetchError("address", refused);
  url.hash = "";
  return url;
}

/** Lets a small body pass so that the connection can be used again; the answer is already known. */
function drop({ body }: Response): void {
  body.dump({ limit: 16_384, signal: AbortSignal.timeout(1_000) }).catch(() => {});
}

function unchanged({ headers }: Response): Fetched {
  const fresh = freshForMs(headers);
  return {
    kind: "unchanged",
    ...validatorsOf(headers),
    ...(fresh !== undefined && { freshForMs: fresh }),
  };
}

async function whole({ url, response, moved }: Hop, maxBytes: number): Promise<Fetched> {
  const { headers, body } = response;
  if (Number(single(headers, "content-length")) > maxBytes) {
    drop(response);
    throw tooLarge(maxBytes);
  }
  const contentType = single(headers, "content-type");
  const fresh = freshForMs(headers);
  return {
    kind: "body",
    url: url.href,
    ...(moved && { movedTo: url.href }),
    ...(contentType !== undefined && { contentType }),
    ...validatorsOf(headers),
    ...(fresh !== undefined && { freshForMs: fresh }),
    bytes: await readBody(body, codingsOf(headers), maxBytes),
  };
}

/** https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/ */
function statusError({ statusCode, headers }: Response, now: Date): FetchError {
  const challenged = single(headers, "cf-mitigated")?.toLowerCase() === "challenge";
  const wait = retryAfterMs(headers, now) ?? (statusCode === 429 ? TOO_OFTEN_MS : undefined);
  return new FetchError(
    "status",
    `answers ${statusCode}${challenged ? " (Cloudflare blocks robots there)" : ""}`,
    {
      status: statusCode,
      ...(wait !== undefined && { retryAfterMs: wait }),
    },
  );
}
