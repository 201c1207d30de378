/** Response headers by lower-case name, their bytes read as Latin-1 so that they can be sent back unchanged. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The largest delta-seconds that counts, by https://www.rfc-editor.org/rfc/rfc9111#section-1.2.2. */
const MAX_DELTA_SECONDS = 2 ** 31;

/** What a request is for. */
export type Wanted = "feed" | "page";

const ACCEPT: Readonly<Record<Wanted, string>> = {
  feed: [
    "application/atom+xml",
    "application/rss+xml",
    "application/feed+json",
    "application/xml;q=0.9",
    "text/xml;q=0.9",
    "text/html;q=0.5",
    "*/*;q=0.1",
  ].join(", "),
  page: "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1",
};

/** The headers of a request, all of them but Host and Connection. Validators are echoed as they were received. */
export function requestHeaders(
  userAgent: string,
  validators: { readonly etag?: string; readonly lastModified?: string },
  wanted: Wanted = "feed",
): Record<string, string> {
  return {
    "user-agent": userAgent,
    accept: ACCEPT[wanted],
    "accept-encoding": "gzip, deflate, br, zstd",
    ...(validators.etag && { "if-none-match": validators.etag }),
    ...(validators.lastModified && { "if-modified-since": validators.lastModified }),
  };
}

/** The value of a header that stands once; of repeated ones the first. */
export function single(headers: Headers, name: string): string | undefined {
  return all(headers, name)[0];
}

/** The content codings of a body, lower-case, in the order in which they were applied. */
export function codingsOf(headers: Headers): readonly string[] {
  return listOf(headers, "content-encoding").map((coding) => coding.toLowerCase());
}

/**
 * How long a server asks to wait, in ms, clamped to 1 minute … 24 hours; undefined when it does not say.
 * Retry-After is in seconds or an HTTP date; a date is measured from the server's own Date, else from `now`.
 * https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function retryAfterMs(headers: Headers, now: Date): number | undefined {
  const value = single(headers, "retry-after")?.trim();
  if (value === undefined) return undefined;
  const until = httpDate(value);
  const waitMs = /^\d+$/.test(value)
    ? Number(value) * 1000
    : until && until.getTime() - (httpDate(single(headers, "date")) ?? now).getTime();
  return waitMs === undefined ? undefined : Math.min(Math.max(waitMs, MINUTE_MS), DAY_MS);
}

/**
 * How long an answer stays fresh, in ms: Cache-Control max-age less Age, else Expires less Date, never below 0;
 * undefined when the server does not say. https://www.rfc-editor.org/rfc/rfc9111#section-4.2
 */
export function freshForMs(headers: Headers): number | undefined {
  const maxAge = deltaSeconds(directive(headers, "max-age"));
  if (maxAge !== undefined) return Math.max(0, maxAge - (deltaSeconds(single(headers, "age")) ?? 0)) * 1000;
  const expires = httpDate(single(headers, "expires"));
  const date = httpDate(single(headers, "date"));
  return expires && date && Math.max(0, expires.getTime() - date.getTime());
}

/**
 * The validators to remember of an answer, byte for byte; none where the server forbids to keep any part of it
 * (no-store, or the Expires: 0 of servers that know no Cache-Control).
 */
export function validatorsOf(headers: Headers): { readonly etag?: string; readonly lastModified?: string } {
  if (directive(headers, "no-store") !== undefined) return {};
  if (directive(headers, "max-age") === undefined && single(headers, "expires")?.trim() === "0") return {};
  const etag = single(headers, "etag");
  const lastModified = single(headers, "last-modified");
  return { ...(etag && { etag }), ...(lastModified && { lastModified }) };
}

function all(headers: Headers, name: string): readonly string[] {
  return [headers[name] ?? []].flat();
}

function listOf(headers: Headers, name: string): readonly string[] {
  return all(headers, name)
    .flatMap((value) => value.split(","))
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** The value of a Cache-Control directive, "" for one without a value, undefined for one that is not there. */
function directive(headers: Headers, name: string): string | undefined {
  for (const part of listOf(headers, "cache-control")) {
    const [key = "", value = ""] = part.split("=", 2);
    if (key.trim().toLowerCase() === name) return value.trim().replace(/^"(.*)"$/, "$1");
  }
  return undefined;
}

function deltaSeconds(text: string | undefined): number | undefined {
  const digits = text?.trim();
  return digits && /^\d+$/.test(digits) ? Math.min(Number(digits), MAX_DELTA_SECONDS) : undefined;
}

/** All HTTP dates are in GMT; the asctime form does not say so, and JavaScript would read it as local time. */
function httpDate(text: string | undefined): Date | undefined {
  if (text === undefined || !/^\s*[a-z]{3,9},?\s.*\d\d:\d\d:\d\d/i.test(text)) return undefined;
  const date = new Date(/(GMT|UTC|[+-]\d{4})\s*$/i.test(text) ? text : `${text} GMT`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
