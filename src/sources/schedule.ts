import { createHash } from "node:crypto";
import type { FeedHints } from "../stories/story.ts";
import { FetchError, type Fetched, type ParseError, type Source, type SourceState } from "./source.ts";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Bounds of the interval that adapts: halved by news, half as long again without. */
export const ADAPTIVE = { startMs: 15 * MINUTE_MS, leastMs: 5 * MINUTE_MS, mostMs: 2 * HOUR_MS } as const;
/** Some publishers ask for a year; more than this is not granted. */
const MOST_HINT_MS = 6 * HOUR_MS;
const MOST_BACKOFF_MS = DAY_MS;
/** Some servers answer 304 for ever, so the whole document is read anew after this time. */
const REREAD_MS = 8 * DAY_MS;
/** After so long without reading a source, what it lists is old news: its next poll is silent. */
const STRANGER_MS = 45 * DAY_MS;

/** Returns the state of a source that was never polled; it is due at once. */
export function freshState(now: Date): SourceState {
  return { dueAt: now, failures: 0, intervalMs: ADAPTIVE.startMs };
}

/** Returns whether a poll may alert: not the first one, and not after weeks in which the source was not read. */
export function isSilent(state: SourceState, now: Date): boolean {
  if (!state.firstPolledAt || !state.parsedAt) return true;
  return now.getTime() - state.parsedAt.getTime() > STRANGER_MS;
}

/** Returns when the first of the sources is due, which may be past; undefined where none is polled. */
export function firstDue(sources: readonly Source[]): Date | undefined {
  const due = sources.filter(({ state }) => !state.disabled).map(({ state }) => state.dueAt.getTime());
  return due.length > 0 ? new Date(Math.min(...due)) : undefined;
}

/** Returns what to send for a conditional request: exactly what the server gave, or nothing when it is time to read anew. */
export function validatorsOf(state: SourceState, now: Date): { etag?: string; lastModified?: string } {
  if (isStale(state, now)) return {};
  return {
    ...(state.etag === undefined ? {} : { etag: state.etag }),
    ...(state.lastModified === undefined ? {} : { lastModified: state.lastModified }),
  };
}

/** Returns whether a body is the one that was read last, so that it need not be parsed again. */
export function isSameBody(state: SourceState, hash: string, now: Date): boolean {
  return state.bodyHash === hash && !isStale(state, now);
}

function isStale(state: SourceState, now: Date): boolean {
  return !state.parsedAt || now.getTime() - state.parsedAt.getTime() > REREAD_MS;
}

/** Returns the state after an answer that brought nothing new: 304, or a body that is known. */
export function afterUnchanged(source: Source, fetched: Fetched, now: Date): SourceState {
  const intervalMs = Math.min(Math.round(source.state.intervalMs * 1.5), ADAPTIVE.mostMs);
  const state = { ...healthy(source.state, now), ...carried(source.state, fetched), intervalMs };
  return { ...state, dueAt: nextDue(source, intervalMs, fetched.freshForMs, state.hints, now) };
}

/** Returns the state after a document was read; `news` is how many of its stories were new. */
export function afterRead(
  source: Source,
  read: {
    readonly fetched: Fetched;
    readonly hash: string;
    readonly hints: FeedHints;
    readonly news: number;
    readonly breaksOff?: true | undefined;
  },
  now: Date,
): SourceState {
  const factor = read.news > 0 ? 0.5 : 1.5;
  const first = source.state.firstPolledAt === undefined;
  const adapted = first ? ADAPTIVE.startMs : source.state.intervalMs * factor;
  const intervalMs = Math.round(Math.min(Math.max(adapted, ADAPTIVE.leastMs), ADAPTIVE.mostMs));
  return {
    ...healthy(source.state, now),
    // The server's validators stand for the whole document: with them, a 304 would hide what was cut off.
    ...(read.breaksOff ? {} : carried({}, read.fetched)),
    bodyHash: read.hash,
    hints: read.hints,
    parsedAt: now,
    firstPolledAt: source.state.firstPolledAt ?? now,
    intervalMs,
    ...(read.news > 0 ? { newestAt: now } : {}),
    dueAt: nextDue(source, intervalMs, read.fetched.freshForMs, read.hints, now),
  };
}

/** Returns the state after a failure: the wait doubles with each in a row, up to a day, and Retry-After is obeyed. */
export function afterFailure(source: Source, error: FetchError | ParseError, now: Date): SourceState {
  const { state } = source;
  const failures = state.failures + 1;
  const base = source.everyMs ?? state.intervalMs;
  const backoff = Math.min(base * 2 ** Math.min(failures, 20), MOST_BACKOFF_MS);
  const asked = error instanceof FetchError ? (error.retryAfterMs ?? 0) : 0;
  const wait = Math.max(backoff, asked);
  return {
    ...state,
    failures,
    trouble: {
      kind: error instanceof FetchError ? error.kind : "parse",
      detail: error.message,
      since: state.trouble?.since ?? now,
    },
    dueAt: later(
      startOfSecond(now),
      source.everyMs === undefined ? wait * (1 + 0.1 * fraction(source.id)) : wait,
    ),
    ...(error instanceof FetchError && error.status === 410 ? { disabled: true } : {}),
  };
}

/** Returns whether the operator should hear of a source's trouble: at once when it is gone, else after a day of failures. */
export function isWorthTelling(state: SourceState, now: Date): boolean {
  if (!state.trouble) return false;
  if (state.disabled) return true;
  return state.failures >= 3 && now.getTime() - state.trouble.since.getTime() >= DAY_MS;
}

/** Returns how long after the start of the program a source waits before its first poll, in ms: no storm of overdue sources. */
export function startOffsetMs(id: string, overdue: number): number {
  return fraction(id) * Math.min(overdue * 200, 5 * MINUTE_MS);
}

/** Hosts that ask for more than the usual second between requests (arXiv's API manual; Reddit's limit for feeds), in ms. */
const SPACING_MS: Readonly<Record<string, number>> = { "export.arxiv.org": 3_000, "www.reddit.com": 65_000 };

/** Returns the least time between two requests to a host, in ms. */
export function hostSpacingMs(host: string): number {
  return SPACING_MS[host] ?? SECOND_MS;
}

/** Returns a stable number from 0 to 1 for an id, so that what is spread stays spread over restarts. */
export function fraction(id: string): number {
  return createHash("sha256").update(id).digest().readUInt32BE(0) / 2 ** 32;
}

function healthy(state: SourceState, now: Date): SourceState {
  const { trouble: _trouble, disabled: _disabled, etag: _etag, lastModified: _lastModified, ...kept } = state;
  return { ...kept, failures: 0, checkedAt: now };
}

/** Validators of the answer; a 304 that names none leaves the known ones standing (RFC 9110, 15.4.5). */
function carried(
  known: { readonly etag?: string; readonly lastModified?: string },
  fetched: Fetched,
): { etag?: string; lastModified?: string } {
  const from =
    fetched.kind === "unchanged" && fetched.etag === undefined && fetched.lastModified === undefined
      ? known
      : fetched;
  return {
    ...(from.etag === undefined ? {} : { etag: from.etag }),
    ...(from.lastModified === undefined ? {} : { lastModified: from.lastModified }),
  };
}

function nextDue(
  source: Source,
  intervalMs: number,
  freshForMs: number | undefined,
  hints: FeedHints | undefined,
  now: Date,
): Date {
  if (source.everyMs !== undefined) return later(startOfSecond(now), source.everyMs);
  const hinted = Math.min(Math.max(freshForMs ?? 0, hints?.everyMs ?? 0), MOST_HINT_MS);
  const wait = Math.max(intervalMs, hinted) * (1 + 0.1 * fraction(source.id));
  return allowedFrom(later(now, wait), hints);
}

/** The first moment from `date` on that lies in no hour or day which the publisher asked to skip. */
function allowedFrom(date: Date, hints: FeedHints | undefined): Date {
  let at = date;
  for (let hours = 0; hours < 7 * 24; hours++) {
    const skipped = hints?.skipHours?.includes(at.getUTCHours()) || hints?.skipDays?.includes(at.getUTCDay());
    if (!skipped) return at;
    at = new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS + HOUR_MS);
  }
  return date;
}

/** The tick comes shortly after each full second: counting from the second keeps a fixed interval from drifting. */
function startOfSecond(date: Date): Date {
  return new Date(Math.floor(date.getTime() / SECOND_MS) * SECOND_MS);
}

function later(date: Date, ms: number): Date {
  return new Date(date.getTime() + ms);
}
