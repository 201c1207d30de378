import type { Clock } from "../commands/command.ts";
import type { PageFault } from "../stories/story.ts";
import { formOf } from "./read/form.ts";
import { makePool } from "./read/pool.ts";
import { makeTurns, type Turn } from "./read/turns.ts";
import {
  FetchError,
  type Fetched,
  type Fetcher,
  type FetchFault,
  type PageRead,
  type PageReader,
} from "./source.ts";

export interface PageReaderOptions {
  /** Fetches pages: made for their types and size, with a limit below the 8 s of a page. */
  readonly fetch: Fetcher;
  readonly clock: Clock;
  /** Threads that read, 1 or 2; 1 unless given. */
  readonly workers?: number;
  /** Pages that may wait or be read at once; 64 unless given. */
  readonly queue?: number;
  readonly log?: { warn(event: string, details?: object): void };
  /** The module of the threads; ours unless given. */
  readonly module?: URL;
  /** How long a thread without work is kept, in ms; a minute unless given. */
  readonly idleMs?: number;
}

/** A page may take so long in all, in ms: waiting for its host, fetching, waiting for a thread, reading. */
const MOST_MS = 8_000;

const FAULTS: Readonly<Record<FetchFault, PageFault>> = {
  address: "refused",
  redirect: "refused",
  status: "refused",
  network: "refused",
  body: "refused",
  size: "large",
  timeout: "slow",
};

/** Why the reader itself gave a page up, as the reason of its signal. */
const LATE = Symbol("late");
const CLOSED = Symbol("closed");

/**
 * Makes a reader of stories' pages. It asks a host for two pages at once at most, with a pause between them, and
 * leaves it alone where it says so; main texts are found in threads of their own, so that nothing here has to wait.
 *
 * `close` ends everything: pages that are still being read, and all asked for later, are `busy`.
 */
export function makePageReader(options: PageReaderOptions): {
  readonly read: PageReader;
  close(): Promise<void>;
} {
  const { fetch, clock, workers = 1, queue = 64, idleMs = 60_000 } = options;
  const warn = (event: string, details: object) => options.log?.warn(event, details);
  const module = options.module ?? new URL("./read/worker.ts", import.meta.url);
  const turns = makeTurns({ clock });
  const pool = makePool({ clock, workers, module, idleMs, warn });
  const closing = new AbortController();
  let open = 0;

  async function readInTurn(url: string, signal: AbortSignal): Promise<PageRead> {
    const host = URL.parse(url)?.host;
    const turn = host === undefined ? undefined : await turns.take(host, signal);
    if (turn === undefined) return unread("refused");
    try {
      const fetched = await fetchInTurn(fetch, url, turn, signal);
      const form = fetched.kind === "body" ? formOf(fetched.contentType, fetched.bytes) : undefined;
      if (fetched.kind !== "body" || form === undefined) return unread("empty");
      const { bytes, contentType, url: answering } = fetched;
      return await pool.read({ bytes, form, contentType, url: answering }, signal);
    } finally {
      turn.end();
    }
  }

  /** Reads a page under a signal of its own, which fires when anybody gives it up. */
  async function readInTime(url: string, outer: AbortSignal): Promise<PageRead> {
    const late = new AbortController();
    const over = new AbortController();
    const signal = AbortSignal.any([outer, closing.signal, late.signal]);
    clock.sleep(MOST_MS, over.signal).then(
      () => late.abort(LATE),
      () => {}, // It only rejects when it was called off.
    );
    try {
      return await readInTurn(url, signal);
    } catch (error) {
      outer.throwIfAborted();
      const why = faultOf(signal.aborted ? signal.reason : error);
      if (why === undefined) warn("page.failed", { url, error });
      return unread(why ?? "empty");
    } finally {
      over.abort();
    }
  }

  return {
    async read(url, signal) {
      signal.throwIfAborted();
      if (open >= queue || closing.signal.aborted) return unread("busy");
      open += 1;
      try {
        return await readInTime(url, signal);
      } finally {
        open -= 1;
      }
    },
    close() {
      closing.abort(CLOSED);
      return pool.close();
    },
  };
}

/** Fetches a page, and lets the memory of hosts know how it was answered. */
async function fetchInTurn(fetch: Fetcher, url: string, turn: Turn, signal: AbortSignal): Promise<Fetched> {
  try {
    // The turn may have come just when the page was given up.
    signal.throwIfAborted();
    const fetched = await fetch(url, {}, signal);
    turn.answered({ status: 200 });
    return fetched;
  } catch (error) {
    turn.answered(error instanceof FetchError ? error : {});
    throw error;
  }
}

/** Returns what is wrong with a page; undefined where the fault is ours. */
function faultOf(error: unknown): PageFault | undefined {
  if (error === LATE) return "slow";
  if (error === CLOSED) return "busy";
  return error instanceof FetchError ? FAULTS[error.kind] : undefined;
}

function unread(why: PageFault): PageRead {
  return { kind: "unread", why };
}
