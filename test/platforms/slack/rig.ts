import { onTestFinished } from "vitest";
import type { Clock } from "../../../src/commands/command.ts";
import { startHttp } from "../../../src/operations/http.ts";
import { makeSlack, type SlackOptions } from "../../../src/platforms/slack/slack.ts";
import type { Keyed } from "../../../src/store/store.ts";
import type { Channel } from "../../../src/watches/channel.ts";
import { makeScene } from "../../commands/scene.ts";
import type { DeskState } from "../../doubles/desk.ts";
import { eventually } from "../../doubles/eventually.ts";
import { makeTestLog } from "../../doubles/log.ts";
import { makeSlackDouble, type SlackOptions as WorldOptions } from "../../doubles/slack/slack.ts";

export const NEWS: Channel = { platform: "slack", space: "T1", id: "C1" };
export const GENERAL: Channel = { platform: "slack", space: "T1", id: "C2" };
export const ANN: Channel = { platform: "slack", space: "T1", id: "@U1" };
export const SECRET = "slack-signing-secret";

/** A keyed store in memory. */
export function makeKeyed(): Keyed & { readonly all: Map<string, unknown> } {
  const all = new Map<string, unknown>();
  return {
    all,
    get: async <T>(key: string) => all.get(key) as T | undefined,
    getMany: async <T>(keys: readonly string[]) => keys.map((key) => all.get(key) as T | undefined),
    async set(key, value) {
      all.set(key, value);
    },
    async delete(key) {
      all.delete(key);
    },
  };
}

/** Real time without waits: whoever sleeps wakes at the next turn of the event loop. */
export const HASTY: Clock = {
  now: () => new Date(),
  sleep: (_ms, signal) =>
    new Promise((resolve, reject) => {
      setImmediate(() => (signal.aborted ? reject(signal.reason) : resolve()));
    }),
};

export interface RigOptions {
  readonly mode?: "socket" | "http";
  readonly world?: WorldOptions;
  readonly desk?: Partial<DeskState>;
  readonly slack?: Partial<SlackOptions>;
  /** Whether to start at once; true where nothing is said. */
  readonly start?: boolean;
}

/** The real platform with the real commands, a desk double behind it and a Slack double before it. */
export async function makeRig({ mode = "socket", world, desk, slack: more, start = true }: RigOptions = {}) {
  const double = await makeSlackDouble(world);
  const log = makeTestLog();
  const memory = makeKeyed();
  const stored = makeKeyed();
  const scene = makeScene(desk);
  const make = (again: Partial<SlackOptions> = {}) =>
    makeSlack({
      botToken: "xoxb-test",
      ...(mode === "socket" ? { appToken: "xapp-test" } : { signingSecret: SECRET }),
      apiUrl: double.apiUrl,
      clock: HASTY,
      log,
      memory,
      stored,
      who: async () => "anyone",
      random: () => 0,
      ...more,
      ...again,
    });
  const slack = make();
  if (mode === "http") {
    const http = await startHttp({
      port: 0,
      host: "127.0.0.1",
      ready: () => ({ ok: true, detail: {} }),
      routes: slack.routes,
      log: () => {},
    });
    double.useHttp(`http://127.0.0.1:${http.port}/slack/events`);
    onTestFinished(() => http.close());
  }
  onTestFinished(async () => {
    await slack.stop();
    await double.close();
  });
  const begin = () => slack.start([], scene.handlers);
  if (start) {
    await begin();
    await eventually(() => slack.health().state === "up");
  }
  const signal = () => AbortSignal.timeout(9_000);
  return {
    double,
    slack,
    log,
    memory,
    stored,
    scene,
    begin,
    make,
    signal,
    events: () => log.events.map(({ event }) => event),
  };
}

export type Rig = Awaited<ReturnType<typeof makeRig>>;
