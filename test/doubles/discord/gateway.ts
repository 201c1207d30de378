import type { Server } from "node:http";
import { type RawData, WebSocket, WebSocketServer } from "ws";
import { type Body, type Guild, isBody } from "./types.ts";
import { type World, wireGuild, wireUser } from "./world.ts";

/** Bits of the intents, https://discord.com/developers/docs/events/gateway#list-of-intents */
export const INTENT = { guilds: 1, guildMessages: 1 << 9, directMessages: 1 << 12 } as const;
/** Guild members, presences and message content, which an operator must allow first. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);
const KNOWN_INTENTS = 2 ** 26 - 1;
/** Close codes, https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway */
type Close = readonly [code: number, reason: string];
const WRONG_TOKEN: Close = [4004, "Authentication failed."];
const INVALID_INTENTS: Close = [4013, "Invalid intent(s)."];
const DISALLOWED_INTENTS: Close = [4014, "Disallowed intent(s)."];
/** Long, because nothing here is about heartbeats. */
const HEARTBEAT_MS = 41_250;
/** Close codes after which a session cannot be resumed. */
const ENDS_SESSION = [1000, 1001];

interface Session {
  readonly id: string;
  readonly intents: number;
  readonly events: { readonly t: string; readonly d: unknown; readonly s: number }[];
  socket: WebSocket | undefined;
}

export type Gateway = ReturnType<typeof makeGateway>;

/** Makes the gateway on a server: HELLO, IDENTIFY, READY, RESUME, heartbeats, and the events by intent. */
export function makeGateway(
  world: World,
  options: { isToken: (token: unknown) => boolean; url: () => string },
) {
  const sockets = new Set<WebSocket>();
  const sessions = new Map<string, Session>();
  const counts = { identifies: 0, resumes: 0, connections: 0 };
  const received: Body[] = [];
  const server = new WebSocketServer({ noServer: true });

  const operations: Record<number, (socket: WebSocket, d: Body) => void> = {
    1: (socket) => send(socket, { op: 11, d: null }),
    2: identify,
    // Presence, voice and members: of no concern here.
    3: () => undefined,
    4: () => undefined,
    6: resume,
    8: () => undefined,
  };

  function hear(socket: WebSocket, data: RawData): void {
    const frame: unknown = JSON.parse(data.toString());
    const operation = isBody(frame) ? operations[Number(frame["op"])] : undefined;
    if (!isBody(frame) || !operation) return void socket.close(4001, "Unknown opcode");
    received.push(frame);
    operation(socket, isBody(frame["d"]) ? frame["d"] : {});
  }

  function identify(socket: WebSocket, d: Body): void {
    counts.identifies += 1;
    const refused = options.isToken(d["token"]) ? wrongIntents(d["intents"]) : WRONG_TOKEN;
    if (refused) return void socket.close(...refused);
    const intents = Number(d["intents"]);
    const session: Session = { id: `session-${counts.identifies}`, intents, events: [], socket };
    for (const old of sessions.values()) old.socket?.close(4000, "Replaced");
    sessions.clear();
    sessions.set(session.id, session);
    const present = [...world.guilds.values()].filter(({ state }) => state !== "gone");
    const about = { session_id: session.id, resume_gateway_url: options.url(), shard: d["shard"] ?? [0, 1] };
    dispatch("READY", { ...ready(world, present), ...about });
    // Without GUILD_CREATE for each of them discord.js waits 15 s. The intent decides whether they come.
    for (const guild of present)
      if (guild.state === "here") dispatch("GUILD_CREATE", wireGuild(world, guild), INTENT.guilds);
    world.changes.emit("change");
  }

  function resume(socket: WebSocket, d: Body): void {
    if (!options.isToken(d["token"])) return void socket.close(...WRONG_TOKEN);
    const session = sessions.get(String(d["session_id"]));
    if (!session) return void send(socket, { op: 9, d: false });
    session.socket = socket;
    const missed = session.events.filter(({ s }) => s > Number(d["seq"]));
    for (const event of missed) send(socket, { op: 0, ...event });
    dispatch("RESUMED", {});
    // Counted when the client has read it, so that a test which waits for the count can go on with the next fault.
    socket.once("pong", () => {
      counts.resumes += 1;
      world.changes.emit("change");
    });
    socket.ping();
  }

  /** Sends an event to whoever asked for it; what cannot be sent now is replayed on a resume. */
  function dispatch(t: string, d: unknown, intent = 0): boolean {
    const takers = [...sessions.values()].filter(({ intents }) => intent === 0 || (intents & intent) !== 0);
    for (const session of takers) {
      const event = { t, d, s: session.events.length + 1 };
      session.events.push(event);
      if (session.socket) send(session.socket, { op: 0, ...event });
    }
    return takers.length > 0;
  }

  function accept(socket: WebSocket): void {
    sockets.add(socket);
    counts.connections += 1;
    socket.on("message", (data) => hear(socket, data));
    socket.on("error", () => socket.terminate());
    socket.on("close", (code) => {
      sockets.delete(socket);
      for (const session of sessions.values()) {
        if (session.socket !== socket) continue;
        session.socket = undefined;
        if (ENDS_SESSION.includes(code)) sessions.delete(session.id);
      }
      world.changes.emit("change");
    });
    send(socket, { op: 10, d: { heartbeat_interval: HEARTBEAT_MS } });
  }

  const each = (act: (socket: WebSocket) => void) => [...sockets].forEach(act);
  return {
    counts,
    /** Frames that the client sent. */
    received: received as readonly Body[],
    dispatch,
    /** Sends the last event once more, as happens where a resume replays what had arrived. */
    again(): void {
      for (const { events, socket } of sessions.values()) {
        const last = events.at(-1);
        if (socket && last) send(socket, { op: 0, ...last });
      }
    },
    attach: (http: Server) =>
      void http.on("upgrade", (request, socket, head) =>
        server.handleUpgrade(request, socket, head, (ws) => accept(ws)),
      ),
    /** Whether somebody is connected and identified. */
    isConnected: () => [...sessions.values()].some(({ socket }) => socket !== undefined),
    close: (code: number) => each((socket) => socket.close(code)),
    /** Cuts the connections without a close frame. */
    cut: () => each((socket) => socket.terminate()),
    reconnect: () => each((socket) => send(socket, { op: 7, d: null })),
    /** Op 9; what cannot be resumed is forgotten. */
    invalidate(resumable: boolean): void {
      if (!resumable) sessions.clear();
      each((socket) => send(socket, { op: 9, d: resumable }));
    },
    forget: () => sessions.clear(),
  };
}

function wrongIntents(given: unknown): Close | undefined {
  const intents = Number(given);
  if (!Number.isInteger(intents) || intents < 0 || intents > KNOWN_INTENTS) return INVALID_INTENTS;
  return intents & PRIVILEGED ? DISALLOWED_INTENTS : undefined;
}

function ready(world: World, present: readonly Guild[]): Body {
  return {
    v: 10,
    user: { ...wireUser(world.bot), verified: true, mfa_enabled: false, email: null, flags: 0 },
    guilds: present.map(({ id }) => ({ id, unavailable: true })),
    session_type: "normal",
    application: { id: world.bot.id, flags: 0 },
  };
}

function send(socket: WebSocket, frame: unknown): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
}
