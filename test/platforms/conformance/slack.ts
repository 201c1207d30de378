import { onTestFinished } from "vitest";
import { makeHandlers } from "../../../src/commands/handlers.ts";
import { commands } from "../../../src/commands/table.ts";
import { startHttp } from "../../../src/operations/http.ts";
import { makeSlack, type Slack } from "../../../src/platforms/slack/slack.ts";
import { makeClock } from "../../doubles/clock.ts";
import { makeDesk } from "../../doubles/desk.ts";
import { eventually } from "../../doubles/eventually.ts";
import { makeTestLog } from "../../doubles/log.ts";
import { show } from "../../doubles/slack/show.ts";
import { makeSlackDouble, type Slack as SlackDouble, type SlackOptions } from "../../doubles/slack/slack.ts";
import { makeKeyed } from "../slack/rig.ts";
import {
  type Face,
  type Heard,
  inTime,
  type Loss,
  type People,
  type Stage,
  type Trouble,
  type Who,
} from "./stage.ts";

type Mode = "socket" | "http";
const CHANNEL = { platform: "slack", space: "T1", id: "C1" } as const;
const PERSON = { manager: "U2", reader: "U1" } as const;
const POST = "chat.postMessage";

/** Slack, as it is heard over two sockets or over HTTP. */
export function slackFace(mode: Mode): Face {
  return { name: `Slack (${mode})`, lacks: {}, open: () => openSlack(mode) };
}

/** The stage, with the double that stands behind it. */
export async function openSlack(
  mode: Mode,
  world: SlackOptions = {},
): Promise<Stage & { double: SlackDouble }> {
  const clock = makeClock(new Date("2026-05-04T12:00:00Z"));
  const double = await makeSlackDouble({ now: () => clock.now().getTime(), ...world });
  const { desk, state } = makeDesk({ now: clock.now() });
  const log = makeTestLog();
  const handlers = makeHandlers({ commands, desk, log });
  const memory = makeKeyed();
  const stored = makeKeyed();
  const make = () =>
    makeSlack({
      botToken: "xoxb-test",
      ...(mode === "socket" ? { appToken: "xapp-test" } : { signingSecret: double.signingSecret }),
      apiUrl: double.apiUrl,
      clock,
      log,
      memory,
      stored,
      who: async () => "admins",
      random: () => 0,
    });
  let slack: Slack = make();
  if (mode === "http") await serveFor(() => slack, double);
  onTestFinished(async () => {
    await slack.stop();
    await double.close();
  });
  const begin = () => slack.start(commands, handlers);

  async function start(): Promise<void> {
    await begin();
    await eventually(() => slack.health().state === "up");
  }

  // Over HTTP nothing but the next call can show that Slack is back.
  function isBack(): boolean {
    const { state } = slack.health();
    return mode === "http" ? state !== "down" : state === "up";
  }

  return {
    double,
    clock,
    desk: state,
    events: () => log.events.map(({ event }) => event),
    platform: () => slack,
    channel: CHANNEL,
    nowhere: { ...CHANNEL, id: "C404" },
    start,
    begin,
    async restart() {
      await slack.stop();
      slack = make();
      await start();
    },
    messages: () =>
      double
        .messages("C1")
        .filter(({ deleted }) => !deleted)
        .map((one) => ({ id: one.ts, text: show(one) })),
    // The double refuses what breaks a rule; a test that wants a refusal scripts it and does not ask here.
    wrongs: () => double.calls.flatMap(({ method, error }) => (error ? [`${method}: ${error}`] : [])),
    registrations: () => undefined,
    people: makePeople(double),
    trouble: makeTrouble(double, () => inTime({ clock }, isBack)),
  };
}

/** One port for whichever bot is there now. */
async function serveFor(current: () => Slack, double: SlackDouble): Promise<void> {
  const [route] = current().routes;
  if (!route) throw new Error("there is no route");
  const http = await startHttp({
    port: 0,
    host: "127.0.0.1",
    ready: () => ({ ok: true, detail: {} }),
    routes: [{ ...route, answer: (request) => current().routes[0]?.answer(request) ?? { status: 503 } }],
    log: () => {},
  });
  double.useHttp(`http://127.0.0.1:${http.port}${route.path}`);
  onTestFinished(() => http.close());
}

interface Standing {
  readonly ts: string;
  readonly channel: string;
  readonly blocks: readonly object[];
}

function makePeople(double: SlackDouble): People {
  const all = () => [...double.ephemerals, ...double.messages()];

  /** Does something, and waits for what is said next. */
  async function hearing(
    act: () => Promise<{ readonly acked: boolean; readonly why?: string }>,
  ): Promise<Heard> {
    const before = new Set<unknown>(all());
    const done = await act();
    if (!done.acked) throw new Error(`not acknowledged: ${done.why ?? ""}`);
    await eventually(() => all().some((one) => !before.has(one)));
    const answer = all().find((one) => !before.has(one));
    if (!answer) throw new Error("no answer");
    return { text: show(answer), isPrivate: double.ephemerals.some((one) => one === answer) };
  }

  function at(label: string, user: string) {
    const found = all()
      .toSorted((a, b) => Number(b.ts) - Number(a.ts))
      .flatMap((one: Standing) => {
        const actionId = buttonIn(one.blocks, label);
        return actionId === undefined ? [] : [{ channel: one.channel, ts: one.ts, actionId, user }];
      })[0];
    if (!found) throw new Error(`there is no button ${label}`);
    return found;
  }

  return {
    command: (line, by: Who = "manager") =>
      hearing(() => double.command(line, { channel: "C1", user: PERSON[by] })),
    suggest: async () => (await hearing(() => double.command("unwach OpenAI", { user: "U2" }))).text,
    press: (label, by: Who = "manager") => hearing(() => double.press(at(label, PERSON[by]))),
    async submit(label, query) {
      const before = double.views.length;
      await double.press(at(label, "U2"));
      await eventually(() => double.views.length > before);
      const { callbackId = "" } = double.views.at(-1) ?? {};
      const values = { query: { query: { type: "plain_text_input", value: query } } };
      return await hearing(() => double.submit({ callbackId, user: "U2", state: values }));
    },
    mention: (text) => hearing(() => double.mention(text, { user: "U2" })),
    direct: (text) => hearing(() => double.directMessage(text, { user: "U2" })),
    async twice(text, then) {
      await hearing(() => double.directMessage(text, { user: "U1" }));
      const same = { channel: "DU1", channel_type: "im", user: "U1", text, ts: "1.000001", type: "message" };
      await hearing(() => double.event("message", same, { eventId: "Ev-same", twice: true }));
      await double.event("message", same, { eventId: "Ev-same" });
      await hearing(() => double.directMessage(then, { user: "U1" }));
      return double.messages("DU1").length - 1;
    },
  };
}

function buttonIn(blocks: readonly object[], label: string): string | undefined {
  const buttons = blocks.flatMap((one) =>
    "elements" in one && Array.isArray(one.elements) ? one.elements : [],
  );
  return buttons.find((one) => one?.text?.text === label)?.action_id;
}

function makeTrouble(double: SlackDouble, isUp: () => Promise<void>): Trouble {
  return {
    limit: (seconds) => double.fail(POST, { rateLimited: seconds }),
    lose: ({ by, effect }: Loss) =>
      double.fail(
        POST,
        by === "a 502" ? { status: 502, after: effect } : { drop: effect ? "after" : "before" },
      ),
    refuseCard: () => double.fail(POST, { error: "invalid_blocks" }),
    forbid: async () => double.fail(POST, { error: "restricted_action" }, 1_000),
    allow: async () => double.mend(),
    blind: async () => {
      double.fail("conversations.history", { error: "missing_scope", needed: "channels:history" }, 1_000);
    },
    destroy: () => double.destroy("C1"),
    archive() {
      double.archive("C1");
      return CHANNEL;
    },
    deleteMessage(id) {
      const found = double.world.messages.find(({ ts }) => ts === id);
      if (found) found.deleted = true;
    },
    refuseToken: () => double.fail(POST, { error: "token_revoked" }),
    badToken: () => double.fail("auth.test", { error: "invalid_auth" }),
    down: () => double.down(),
    async up() {
      await double.up();
      await isUp();
    },
  };
}
