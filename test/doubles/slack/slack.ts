import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { type Call, serve } from "./api.ts";
import { makeFaults } from "./faults.ts";
import { makePeople } from "./people.ts";
import { type Endpoint, type Kind, request } from "./requests.ts";
import { makeResponses } from "./responses.ts";
import { type Acked, makeSockets, type Sockets } from "./sockets.ts";
import type { Delivered } from "./teller.ts";
import { makeTrouble } from "./trouble.ts";
import { makeUntil } from "./until.ts";
import { botMessages, type Json, makeWorld, type WorldOptions } from "./world.ts";

export type Slack = Awaited<ReturnType<typeof makeSlackDouble>>;

export interface SlackOptions extends WorldOptions {
  readonly signingSecret?: string;
  /** How long an app may take to acknowledge; Slack allows 3 seconds. */
  readonly ackMs?: number;
}

const ACK_MS = 3000;

/**
 * Starts a Slack: an HTTP and WebSocket server on a loopback address and a free port, to which real clients connect
 * through `slackApiUrl`. It holds a workspace, records every call, and misbehaves as told.
 */
export async function makeSlackDouble({
  signingSecret = "slack-signing-secret",
  ackMs = ACK_MS,
  ...options
}: SlackOptions = {}) {
  const world = makeWorld(options);
  const faults = makeFaults();
  const responses = makeResponses(world);
  const calls: Call[] = [];
  const delivered: Delivered[] = [];
  const { until, changed } = makeUntil();
  const sockets = makeSockets({ ackMs, changed });
  const api = { world, faults, responses, calls, changed, socketUrl: () => socketUrl() };
  const server = await openServer(
    (incoming, response) => void serve(api, incoming, response),
    sockets.upgrade,
  );
  const origin = `http://127.0.0.1:${server.port}`;
  const socketUrl = () => `ws://127.0.0.1:${server.port}${sockets.path()}`;
  const sender = makeSender();

  function makeSender() {
    let endpoint: Endpoint | undefined;
    return {
      /** From now on the app hears of things by signed requests to this address; undefined: by its sockets again. */
      useHttp(url: string | undefined, wrong: { secret?: string; skewSeconds?: number } = {}): void {
        endpoint = url === undefined ? undefined : { url, secret: signingSecret, ...wrong };
      },
      async send(kind: Kind, payload: Json, retry = 0): Promise<Acked> {
        const acked = await (endpoint
          ? request(endpoint, { kind, payload, now: world.now(), ackMs, retry })
          : sockets.deliver({ id: world.id("envelope-"), kind, payload, retry }));
        setImmediate(changed);
        return acked;
      },
    };
  }

  return {
    /** What an app is given as `slackApiUrl`. */
    apiUrl: `${origin}/api/`,
    signingSecret,
    world,
    /** Every call so far, oldest first. */
    calls: calls as readonly Call[],
    /** What the bot said in a channel, or anywhere, oldest first; deleted messages are among them. */
    messages: (channel?: string) => botMessages(world, channel),
    /** What one person alone was shown. */
    ephemerals: world.ephemerals,
    /** Modals and home tabs, oldest first. */
    views: world.views,
    /** Everything that people did and the app was told, oldest first. */
    delivered: delivered as readonly Delivered[],
    /** How many sockets are connected and not asked to go. */
    sockets: sockets.count,
    until,
    ...makePeople({ world, responses, delivered, origin: () => origin, send: sender.send }),
    useHttp: sender.useHttp,
    /** Sends any body as Slack would, such as `{ type: "url_verification", challenge }`. */
    sendRaw: (payload: Json, kind: Kind = "events_api") => sender.send(kind, payload),
    ...makeTrouble({ world, faults, sockets }),
    /** Cuts all connections and closes the port; `up` opens the same port again. */
    async down(): Promise<void> {
      const stopped = server.stop();
      sockets.drop();
      await stopped;
    },
    up: server.listen,
    async close(): Promise<void> {
      await sockets.close();
      await server.stop();
    },
  };
}

async function openServer(answer: RequestListener, upgrade: Sockets["upgrade"]) {
  const server = createServer(answer).on("upgrade", upgrade);
  let port = 0;
  const listen = () =>
    new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  await listen();
  port = (server.address() as AddressInfo).port;
  return {
    port,
    listen,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
