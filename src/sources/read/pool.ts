import type { PageRead } from "../source.ts";
import type { PageBytes } from "./page.ts";
import { startThread, type Thread, type ThreadOptions } from "./thread.ts";

export interface PoolOptions extends Omit<ThreadOptions, "freed" | "gone"> {
  /** Threads at most. */
  readonly workers: number;
}

/** Threads that read pages, in the order in which the pages come. */
export interface Pool {
  /**
   * Reads one page; its bytes are gone from this thread afterwards. Rejects with the reason of the signal; a thread
   * goes on with a page that nobody waits for any more, for as long as a page may take.
   */
  read(page: PageBytes, signal: AbortSignal): Promise<PageRead>;
  /** How many threads there are. */
  readonly size: number;
  /** Ends all threads. Pages that are not read by then are not answered: their signals are aborted before. */
  close(): Promise<void>;
}

interface Job {
  readonly page: PageBytes;
  tell(read: PageRead): void;
}

/** Makes a pool of threads, each started when a page finds none free, and replaced when it is gone. */
export function makePool({ workers, ...options }: PoolOptions): Pool {
  const jobs = new Set<Job>();
  const threads = new Set<Thread>();

  function look(): void {
    for (const job of jobs) {
      const thread = freeThread();
      if (thread === undefined) return;
      jobs.delete(job);
      thread.read(job.page, job.tell);
    }
  }

  function freeThread(): Thread | undefined {
    for (const thread of threads) if (thread.isFree()) return thread;
    if (threads.size >= workers) return undefined;
    const thread: Thread = startThread({
      ...options,
      freed: look,
      gone() {
        threads.delete(thread);
        look();
      },
    });
    threads.add(thread);
    return thread;
  }

  return {
    read: (page, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const giveUp = () => {
          jobs.delete(job);
          reject(signal.reason);
        };
        const job: Job = {
          page,
          tell(read) {
            signal.removeEventListener("abort", giveUp);
            resolve(read);
          },
        };
        signal.addEventListener("abort", giveUp, { once: true });
        jobs.add(job);
        look();
      }),
    get size() {
      return threads.size;
    },
    async close() {
      jobs.clear();
      await Promise.all(Array.from(threads, (thread) => thread.end()));
    },
  };
}
