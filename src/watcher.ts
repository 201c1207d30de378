import { createHash } from "node:crypto";
import type { Clock } from "./commands/command.ts";
import type { Intake } from "./intake.ts";
import type { Log } from "./log.ts";
import type { Notices } from "./notices.ts";
import {
  afterFailure,
  afterRead,
  afterUnchanged,
  hostSpacingMs,
  isSameBody,
  isSilent,
  isWorthTelling,
  startOffsetMs,
  validatorsOf,
} from "./sources/schedule.ts";
import {
  type FeedParser,
  FetchError,
  type Fetcher,
  ParseError,
  type Source,
  type SourceState,
} from "./sources/source.ts";
import type { Store } from "./store/store.ts";

/** At most this many polls at once. */
const POLLS = 16;
/** How many due sources a tick looks at first; more than POLLS, because one host takes one at a time. */
const LOOK = 200;
/** After a failure of our own (the disk, a bug) a source waits this long, in ms. */
const OWN_FAULT_MS = 30_000;

export interface Watcher {
  /** Starts the polls that are due and returns at once; called each second. */
  tick(): void;
  /** Polls one source now; resolves when its stories are committed, and never rejects for what the source answers. */
  poll(source: Source): Promise<void>;
  /** Resolves when no poll is under way. */
  idle(): Promise<void>;
  /** Starts no further poll, breaks off requests, and resolves when what was read is committed. */
  stop(): Promise<void>;
}

interface Parts {
  readonly store: Store;
  readonly fetch: Fetcher;
  readonly parse: FeedParser;
  readonly intake: Intake;
  /** Whether a URL lies in a network that the operator has allowed: there a fixed interval may go below the spacing per host. */
  readonly isOwn: (url: string) => boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly notices: Notices;
}

/** Makes the polls run: which are due, one per host, and from each the way to the intake. */
export function makeWatcher({ store, fetch, parse, intake, isOwn, clock, log, notices }: Parts): Watcher {
  const underWay = new Map<string, Promise<void>>();
  const hosts = new Map<string, { busy: boolean; freeAt: number }>();
  const startedAt = clock.now().getTime();
  const stopped = new AbortController();
  let starting: Promise<void> | undefined;
  let overdueAtStart: number | undefined;

  async function startDue(): Promise<void> {
    const now = clock.now();
    // Where what is seen has to wait, such as many sources of one host, it looks further.
    for (let look = LOOK, isAll = false; !isAll && underWay.size < POLLS; look *= 4) {
      const due = await store.sources.due(now, look);
      isAll = due.length < look;
      overdueAtStart ??= isAll ? due.length : (await store.sources.all()).length;
      for (const source of due) if (mayStart(source, now.getTime(), overdueAtStart)) start(source);
    }
  }

  function mayStart(source: Source, now: number, overdue: number): boolean {
    if (stopped.signal.aborted || underWay.size >= POLLS || underWay.has(source.id)) return false;
    if (now < startedAt + startOffsetMs(source.id, overdue)) return false;
    const host = hosts.get(hostKey(source));
    return !host || (!host.busy && host.freeAt <= now);
  }

  function start(source: Source): void {
    const key = hostKey(source);
    hosts.set(key, { busy: true, freeAt: 0 });
    const run = pollSource(source)
      .then((retryAfterMs) => free(key, source, retryAfterMs))
      .finally(() => underWay.delete(source.id));
    underWay.set(source.id, run);
  }

  /** A host that asked for a rest gets it for all of its sources. */
  function free(key: string, source: Source, retryAfterMs: number): void {
    const spacing = key === source.id ? 0 : hostSpacingMs(key);
    hosts.set(key, { busy: false, freeAt: clock.now().getTime() + Math.max(spacing, retryAfterMs) });
  }

  function hostKey(source: Source): string {
    return source.everyMs !== undefined && isOwn(source.url) ? source.id : new URL(source.url).hostname;
  }

  /** Returns for how long the host asked to be left alone, in ms. */
  async function pollSource(source: Source): Promise<number> {
    try {
      await read(source);
      // Always: an episode may be open although the state no longer tells, as after a crash or a source added again.
      await notices.recovery(`source ${source.id}`, `${source.name} is back.`);
      return 0;
    } catch (error) {
      if (stopped.signal.aborted) return 0;
      if (error instanceof FetchError || error instanceof ParseError) return note(source, error);
      log.error("poll.failed", { source: source.name, error });
      return OWN_FAULT_MS;
    }
  }

  async function read(source: Source): Promise<void> {
    const { state } = source;
    const fetched = await fetch(source.url, validatorsOf(state, clock.now()), stopped.signal);
    const now = clock.now();
    const hash =
      fetched.kind === "body" ? createHash("sha256").update(fetched.bytes).digest("base64url") : undefined;
    if (fetched.kind === "unchanged" || hash === undefined || isSameBody(state, hash, now)) {
      log.debug("poll.unchanged", { source: source.name });
      return store.sources.reschedule(source.id, afterUnchanged(source, fetched, now));
    }
    const feed = await parse(fetched.bytes, fetched.contentType, fetched.url);
    const silent = isSilent(state, now);
    const { hints, breaksOff } = feed;
    const stateAfter = (news: number): SourceState =>
      afterRead(source, { fetched, hash, hints, news, breaksOff }, now);
    const news = await intake.take({ source, feed, silent, stateAfter, signal: stopped.signal });
    // A feed that changed without news is worth a line only to whoever looks closely.
    const write = news > 0 || silent ? log.info : log.debug;
    write("poll.read", {
      source: source.name,
      stories: feed.stories.length,
      new: news,
      ...(silent ? { silent } : {}),
    });
    if (!silent && news > 1 && news === feed.stories.length)
      log.warn("poll.possible_gap", { source: source.name, new: news });
  }

  async function note(source: Source, error: FetchError | ParseError): Promise<number> {
    const state = afterFailure(source, error, clock.now());
    log.warn("poll.trouble", { source: source.name, trouble: error.message, next: state.dueAt });
    try {
      await store.sources.reschedule(source.id, state);
      if (isWorthTelling(state, clock.now())) {
        await notices.trouble(
          `source ${source.id}`,
          `${source.name} ${error.message}. Nothing new can come from it.`,
        );
      }
    } catch (fault) {
      log.error("poll.failed", { source: source.name, error: fault });
      return OWN_FAULT_MS;
    }
    return error instanceof FetchError ? (error.retryAfterMs ?? 0) : 0;
  }

  return {
    tick() {
      if (stopped.signal.aborted || starting) return;
      starting = startDue()
        .catch((error: unknown) => log.error("tick.failed", { error }))
        .finally(() => {
          starting = undefined;
        });
    },
    async poll(source) {
      await pollSource(source);
    },
    async idle() {
      await starting;
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
    async stop() {
      stopped.abort();
      await starting;
      await Promise.all(underWay.values());
    },
  };
}
