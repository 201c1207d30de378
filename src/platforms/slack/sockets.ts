import type { Clock } from "../../commands/command.ts";
import { backoffMs, STEADY_MS } from "./backoff.ts";
import type { SlackLog } from "./sdk.ts";

/** One connection that stands. */
export interface Socket {
  /** Resolves when it has ended, for whatever reason. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

export interface SocketsOptions {
  /** Opens one connection; rejects where that fails. */
  connect(): Promise<Socket>;
  /** The wait (ms) that an error asks for, if it asks for one. */
  waitOf(error: unknown): number;
  readonly count: number;
  readonly clock: Clock;
  readonly log: SlackLog;
  /** Between 0 and 1. */
  readonly random: () => number;
}

/** Connections that are opened again whenever they end. */
export interface Sockets {
  /** Begins; resolves when the first attempt has succeeded, rejects with its error. Goes on in either case. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** How many stand, and the last error where none does. */
  state(): { readonly up: number; readonly of: number; readonly error?: unknown };
}

/** Supervises several connections, each in a loop of its own; no error ever leaves a loop. */
export function superviseSockets({ connect, waitOf, count, clock, log, random }: SocketsOptions): Sockets {
  const stopping = new AbortController();
  const { signal } = stopping;
  const first = Promise.withResolvers<void>();
  const open = new Set<Socket>();
  let lastError: unknown;
  let loops: Promise<void>[] = [];

  async function hold(index: number): Promise<void> {
    const socket = await connect();
    if (signal.aborted) return socket.close();
    open.add(socket);
    lastError = undefined;
    first.resolve();
    log.info("slack.connected", { socket: index });
    await socket.closed;
    open.delete(socket);
    if (!signal.aborted) log.info("slack.disconnected", { socket: index });
  }

  async function loop(index: number): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      const began = clock.now().getTime();
      let atLeastMs = 0;
      try {
        await hold(index);
      } catch (error) {
        lastError = error;
        atLeastMs = waitOf(error);
        log.warn("slack.connect.failed", { socket: index, error: String(error) });
        first.reject(error);
      }
      if (signal.aborted) return;
      failures = clock.now().getTime() - began >= STEADY_MS ? 0 : failures + 1;
      await clock.sleep(backoffMs(failures, random(), atLeastMs), signal).catch(() => {});
    }
  }

  return {
    start() {
      loops = Array.from({ length: count }, (_, index) => loop(index));
      return first.promise;
    },
    async stop() {
      stopping.abort();
      first.resolve();
      await Promise.allSettled([...open].map((socket) => socket.close()));
      await Promise.allSettled(loops);
    },
    state: () => ({
      up: open.size,
      of: count,
      ...(open.size === 0 && lastError !== undefined && { error: lastError }),
    }),
  };
}
