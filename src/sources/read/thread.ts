import { Worker } from "node:worker_threads";
import type { Clock } from "../../commands/command.ts";
import type { PageFault } from "../../stories/story.ts";
import type { PageRead } from "../source.ts";
import type { PageBytes } from "./page.ts";

/** What a thread says: once that it can read, then what came of each page. */
export type FromThread = { readonly kind: "ready" } | { readonly kind: "done"; readonly read: PageRead };

export interface ThreadOptions {
  readonly clock: Clock;
  /** The module that it runs. */
  readonly module: URL;
  /** How long it is kept without work, in ms. */
  readonly idleMs: number;
  warn(event: string, details: object): void;
  /** Called when it can take the next page. */
  freed(): void;
  /** Called once, when it takes no page any more. */
  gone(): void;
}

/** A thread that reads one page at a time. */
export interface Thread {
  isFree(): boolean;
  /** Reads a page, whose bytes are gone from here afterwards. `tell` is called once, unless the thread is ended before. */
  read(page: PageBytes, tell: (read: PageRead) => void): void;
  end(): Promise<void>;
}

/** A page may take so long, in ms; real ones take up to 200. */
const MOST_MS = 3_000;
/** With the start of the thread so long. */
const MOST_FIRST_MS = 10_000;
/** A thread is replaced after so many pages: what it holds grows slowly. */
const MOST_PAGES = 500;
/** A page of 2 MB takes some tens of MB. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

/** Starts a thread, which never keeps the process alive. The page on which it dies is `empty`, one that takes too long ends it and is `slow`. */
export function startThread(options: ThreadOptions): Thread {
  const { clock, module, idleMs, warn, freed, gone } = options;
  const worker = new Worker(module, { resourceLimits: LIMITS });
  let work: { readonly url: string; readonly tell: (read: PageRead) => void } | undefined;
  let isReady = false;
  let isOver = false;
  let pages = 0;
  let cause: unknown;
  let unwatch = () => {};

  function watch(ms: number): void {
    unwatch();
    const off = new AbortController();
    unwatch = () => off.abort();
    clock.sleep(ms, off.signal).then(
      () => fail("slow", { afterMs: ms }),
      () => {}, // It only rejects when it was called off.
    );
  }

  function rest(): void {
    const timer = setTimeout(end, idleMs).unref();
    unwatch = () => clearTimeout(timer);
    freed();
  }

  function settle(read: PageRead): void {
    unwatch();
    const done = work;
    work = undefined;
    done?.tell(read);
  }

  function fail(why: PageFault, details: object): void {
    if (work !== undefined) warn("page.unreadable", { url: work.url, why, ...details });
    settle({ kind: "unread", why });
    void end(); // Nothing waits for the end of the thread.
  }

  async function end(): Promise<void> {
    unwatch();
    if (!isOver) {
      isOver = true;
      gone();
    }
    await worker.terminate();
  }

  function hear(message: FromThread): void {
    if (message.kind === "ready") {
      isReady = true;
      watch(MOST_MS);
      return;
    }
    settle(message.read);
    if (pages >= MOST_PAGES) void end();
    else rest();
  }

  worker.on("message", hear);
  worker.on("error", (error) => {
    cause = error;
  });
  worker.on("exit", () => fail("empty", { error: cause }));
  // Last: to listen for messages is to wait for them.
  worker.unref();
  return {
    isFree: () => work === undefined && !isOver,
    read(page, tell) {
      work = { url: page.url, tell };
      pages += 1;
      watch(isReady ? MOST_MS : MOST_FIRST_MS);
      const bytes = whole(page.bytes);
      worker.postMessage({ ...page, bytes }, [bytes.buffer]);
    },
    end,
  };
}

/** Bytes that can be given away: what is only a part of a buffer shares it with others, and is copied. */
function whole(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength) return new Uint8Array(buffer);
  return new Uint8Array(bytes);
}
