import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Kind } from "./requests.ts";
import { APP, type Json } from "./world.ts";

/** What came of sending one envelope: whether it was acknowledged in time, after how long, and with what. */
export interface Acked {
  readonly acked: boolean;
  readonly ackMs: number;
  readonly late: boolean;
  readonly ackPayload?: unknown;
  readonly status?: number;
  /** Why it was not acknowledged. */
  readonly why?: string;
}

interface Waiting {
  readonly socket: WebSocket;
  end(payload: unknown, why?: string): void;
}

/** Sockets that one app may hold (https://docs.slack.dev/apis/events-api/using-socket-mode). */
const SOCKETS_MAX = 10;
/** The client gives up on a socket that is not pinged for 30 s. */
const PING_MS = 10_000;
/** How long a client may take over its goodbye when the double closes. */
const GOODBYE_MS = 500;

/** The Socket Mode side: tickets, hellos, envelopes with acknowledgements, refreshes. `ackMs` is the time allowed. */
export function makeSockets({ ackMs, changed }: { ackMs: number; changed: () => void }) {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const live = new Set<WebSocket>();
  const all = new Set<WebSocket>();
  const waiting = new Map<string, Waiting>();
  let made = 0;
  let turn = 0;

  function welcome(socket: WebSocket): void {
    all.add(socket);
    live.add(socket);
    const pings = setInterval(() => socket.ping(), PING_MS).unref();
    socket.on("message", (data) => acknowledge(String(data)));
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      clearInterval(pings);
      all.delete(socket);
      live.delete(socket);
      for (const one of [...waiting.values()].filter((each) => each.socket === socket))
        one.end(undefined, "the socket closed");
      changed();
    });
    send(socket, {
      type: "hello",
      num_connections: live.size,
      connection_info: { app_id: APP },
      debug_info: { host: "applink-1", approximate_connection_time: 18_060 },
    });
    changed();
  }

  function acknowledge(data: string): void {
    const { envelope_id, payload } = JSON.parse(data) as Json;
    waiting.get(String(envelope_id))?.end(payload);
  }

  function next(): WebSocket | undefined {
    turn += 1;
    const open = [...live].filter(({ readyState, OPEN }) => readyState === OPEN);
    return open[turn % Math.max(open.length, 1)];
  }

  /** Cuts connections without a word, oldest first. */
  function drop(count = Number.POSITIVE_INFINITY): void {
    for (const socket of [...all].slice(0, count)) {
      live.delete(socket);
      socket.terminate();
    }
  }

  return {
    /** Sockets that envelopes may be sent to. */
    count: () => live.size,
    /** A path for one new socket; it works once. */
    path(): string {
      made += 1;
      tickets.add(`ticket-${made}`);
      return `/link/?ticket=ticket-${made}&app_id=${APP}`;
    },
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      const ticket = new URL(request.url ?? "/", "ws://x").searchParams.get("ticket") ?? "";
      if (!tickets.delete(ticket) || live.size >= SOCKETS_MAX) socket.destroy();
      else server.handleUpgrade(request, socket, head, welcome);
    },
    /** Sends an envelope to one socket, each in turn; resolves when it is acknowledged, or will not be. */
    deliver(sent: Envelope): Promise<Acked> {
      const socket = next();
      if (!socket)
        return Promise.resolve({ acked: false, ackMs: 0, late: false, why: "no socket is connected" });
      const start = performance.now();
      return new Promise((resolve) => {
        const end = (payload: unknown, why?: string) => {
          clearTimeout(timer);
          waiting.delete(sent.id);
          resolve(outcome(performance.now() - start, ackMs, payload, why));
        };
        const timer = setTimeout(() => end(undefined, "nobody acknowledged it in time"), ackMs + 1);
        waiting.set(sent.id, { socket, end });
        send(socket, enveloped(sent));
      });
    },
    /** Asks sockets to go, oldest first; they get nothing more. Returns how many were asked. */
    refresh(count: number, reason: string): number {
      const chosen = [...live].slice(0, count);
      for (const socket of chosen) {
        live.delete(socket);
        send(socket, { type: "disconnect", reason, debug_info: { host: "applink-1" } });
      }
      return chosen.length;
    },
    drop,
    /** Says goodbye to all, and waits until they are gone. */
    async close(): Promise<void> {
      const gone = [...all].map((socket) => new Promise((resolve) => socket.once("close", resolve)));
      const timer = setTimeout(() => drop(), GOODBYE_MS);
      for (const socket of all) socket.close(1001);
      await Promise.all(gone);
      clearTimeout(timer);
    },
  };
}

export type Sockets = ReturnType<typeof makeSockets>;

/** What is sent over a socket: the payload, its kind, and how often it was sent before. */
interface Envelope {
  readonly id: string;
  readonly kind: Kind;
  readonly payload: Json;
  readonly retry: number;
}

function enveloped({ id, kind, payload, retry }: Envelope): Json {
  const isEvent = kind === "events_api";
  return {
    envelope_id: id,
    type: kind,
    payload,
    accepts_response_payload: !isEvent,
    ...(isEvent ? { retry_attempt: retry, retry_reason: retry ? "timeout" : "" } : {}),
  };
}

function outcome(took: number, ackMs: number, payload: unknown, why: string | undefined): Acked {
  const isGiven = payload !== undefined && Object.keys(payload as Json).length > 0;
  return {
    acked: why === undefined,
    ackMs: took,
    late: took > ackMs,
    ...(isGiven ? { ackPayload: payload } : {}),
    ...(why === undefined ? {} : { why }),
  };
}

function send(socket: WebSocket, message: Json): void {
  socket.send(JSON.stringify(message));
}
