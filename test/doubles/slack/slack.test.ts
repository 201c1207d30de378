import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { App, SocketModeReceiver, verifySlackRequest, webApi } from "@slack/bolt";
import { afterEach, describe, expect, it } from "vitest";
import { show } from "./show.ts";
import { makeSlackDouble, type Slack, type SlackOptions } from "./slack.ts";

const QUIET = webApi.LogLevel.ERROR;
const SILENT = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => QUIET,
  setName() {},
};

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(options: SlackOptions = {}): Promise<Slack> {
  const slack = await makeSlackDouble(options);
  closing.push(slack.close);
  return slack;
}

const client = (slack: Slack, token = "xoxb-1") =>
  new webApi.WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: SILENT,
  });

/** The error of a call as Slack names it, or the kind of error where there was no answer. */
async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === undefined) return "none";
  const { data, statusCode, retryAfter, name } = error as Record<string, unknown>;
  return String(
    (data as { error?: string })?.error ?? statusCode ?? (retryAfter ? `wait ${retryAfter}` : name),
  );
}

const text = (words: string) => ({ type: "plain_text" as const, text: words });
const actions = (...ids: string[]) => [
  {
    type: "actions" as const,
    elements: ids.map((id) => ({ type: "button" as const, action_id: id, text: text("Mute"), value: "w1" })),
  },
];

describe("with real Bolt over a socket", () => {
  async function connect(options: SlackOptions = {}) {
    const slack = await open(options);
    const receiver = new SocketModeReceiver({
      appToken: "xapp-1",
      logger: SILENT,
      installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl, logger: SILENT } },
    } as ConstructorParameters<typeof SocketModeReceiver>[0]);
    const app = new App({
      token: "xoxb-1",
      receiver,
      deferInitialization: true,
      logger: SILENT,
      clientOptions: { slackApiUrl: slack.apiUrl },
    });
    await app.init();
    await app.start();
    closing.push(async () => {
      await app.stop();
      await slack.until(() => slack.sockets() === 0);
    });
    return { slack, app, socket: receiver.client };
  }

  it("carries a command and its answers", async () => {
    const { slack, app } = await connect();
    app.command("/news", async ({ ack, respond, command }) => {
      await ack();
      await respond({ text: `for you: ${command.text}` });
      await respond({ text: "for all", response_type: "in_channel" });
    });
    expect(slack.sockets()).toBe(1);
    const done = await slack.command("latest Sora", { user: "U2" });
    expect(done).toMatchObject({ acked: true, late: false, kind: "slash_commands" });
    await slack.until(() => done.responses().length === 2);
    expect(slack.ephemerals).toMatchObject([{ channel: "C1", user: "U2", text: "for you: latest Sora" }]);
    expect(slack.messages("C1")).toMatchObject([{ text: "for all" }]);
  });

  it("takes an answer in the acknowledgement itself", async () => {
    const { slack, app } = await connect();
    app.command("/news", ({ ack }) => ack("here"));
    const done = await slack.command("help");
    expect(done.ackPayload).toEqual({ text: "here" });
    expect(slack.ephemerals).toMatchObject([{ text: "here" }]);
  });

  it("carries mentions, direct messages, presses and shortcuts", async () => {
    const { slack, app } = await connect();
    app.event("app_mention", async ({ event, client: web }) => {
      await web.chat.postMessage({
        channel: event.channel,
        thread_ts: event.ts,
        text: event.text,
        blocks: actions("mute"),
      });
    });
    app.message(async ({ message, say }) => {
      await say(`you said ${"text" in message ? message.text : ""}`);
    });
    app.action("mute", async ({ ack, respond, body }) => {
      await ack();
      await respond({ replace_original: true, text: `muted by ${body.user.id}` });
    });
    app.shortcut("watch", async ({ ack, shortcut, client: web }) => {
      await ack();
      const seen = "message" in shortcut ? String(shortcut.message.text) : "";
      await web.chat.postEphemeral({ channel: "C1", user: shortcut.user.id, text: seen });
    });
    await slack.mention("latest Sora");
    await slack.directMessage("hello", { user: "U2" });
    await slack.until(() => slack.messages().length === 2);
    expect(slack.messages("C1")).toMatchObject([
      { text: "<@UBOT> latest Sora", threadTs: expect.stringMatching(/^\d+\.\d{6}$/) },
    ]);
    expect(slack.messages("DU2")).toMatchObject([{ text: "you said hello" }]);

    const pressed = await slack.press({
      ts: slack.messages("C1")[0]?.ts ?? "",
      actionId: "mute",
      user: "U2",
    });
    await slack.until(() => pressed.responses().length === 1);
    expect(slack.messages("C1")).toMatchObject([{ text: "muted by U2", blocks: [], edited: 1 }]);

    await slack.shortcut({ callbackId: "watch", message: { text: "a story" } });
    await slack.until(() => slack.ephemerals.length === 1);
    expect(slack.ephemerals).toMatchObject([{ text: "a story" }]);
  });

  it("opens modals, takes what they say, and shows home tabs", async () => {
    const { slack, app } = await connect();
    const modal = (title: string) => ({
      type: "modal" as const,
      callback_id: "watch",
      private_metadata: "C1",
      title: text(title),
      submit: text("Save"),
      blocks: [
        {
          type: "input" as const,
          block_id: "query",
          label: text("Query"),
          element: { type: "external_select" as const, action_id: "q" },
        },
      ],
    });
    app.shortcut("new", async ({ ack, shortcut, client: web }) => {
      await ack();
      await web.views.open({ trigger_id: shortcut.trigger_id, view: modal("Add") });
    });
    app.options("q", ({ ack, options }) => ack({ options: [{ text: text(options.value), value: "v" }] }));
    app.view("watch", async ({ ack, view }) => {
      const { value } = view.state.values["query"]?.["q"] ?? {};
      await (value ? ack() : ack({ response_action: "errors", errors: { query: "Say what to watch." } }));
    });
    app.event("app_home_opened", async ({ event, client: web }) => {
      await web.views.publish({ user_id: event.user, view: { type: "home", blocks: actions("add") } });
    });
    await slack.shortcut({ callbackId: "new" });
    await slack.until(() => slack.views.length === 1);
    expect(slack.views[0]).toMatchObject({
      type: "modal",
      callbackId: "watch",
      privateMetadata: "C1",
      title: "Add",
    });
    const offered = await slack.suggest({ actionId: "q", value: "Op", viewId: slack.views[0]?.id ?? "" });
    expect(offered.ackPayload).toEqual({ options: [{ text: text("Op"), value: "v" }] });
    expect((await slack.submit({ callbackId: "watch" })).ackPayload).toMatchObject({
      response_action: "errors",
    });
    const state = { query: { q: { type: "plain_text_input", value: "OpenAI" } } };
    expect(await slack.submit({ callbackId: "watch", state })).toMatchObject({ acked: true });
    expect(slack.views[0]?.closed).toBe(true);
    await slack.home("U2");
    await slack.until(() => slack.views.length === 2);
    expect(slack.views[1]).toMatchObject({ type: "home", user: "U2", how: "published" });
  });

  it("carries presses in what one person alone sees and in views, and what follows a submission", async () => {
    const { slack, app } = await connect();
    const modal = (title: string) => ({
      type: "modal" as const,
      callback_id: title,
      title: text(title),
      blocks: actions("mute"),
    });
    app.command("/news", async ({ ack, respond, command, client: web }) => {
      await ack();
      if (command.text === "form")
        await web.views.open({ trigger_id: command.trigger_id, view: modal("One") });
      else await respond({ blocks: actions("mute") });
    });
    const containers: unknown[] = [];
    app.action("mute", async ({ ack, respond, body }) => {
      await ack();
      if (!("container" in body)) return;
      containers.push(body.container);
      if (body.response_url) await respond({ delete_original: true });
    });
    app.view("One", ({ ack }) => ack({ response_action: "update", view: modal("Two") }));
    app.view("Two", ({ ack }) => ack({ response_action: "push", view: modal("Three") }));
    app.view("Three", ({ ack }) => ack({ response_action: "clear" }));
    const asked = await slack.command("watches", { channel: "DU1" });
    await slack.until(() => asked.responses().length === 1);
    const ts = slack.ephemerals[0]?.ts ?? "";
    await slack.press({ ts, actionId: "mute" });
    await slack.until(() => slack.ephemerals[0]?.deleted);
    expect(() => slack.press({ ts, actionId: "mute" })).toThrow("There is no message");
    await slack.command("form");
    await slack.until(() => slack.views.length === 1);
    await slack.press({ viewId: slack.views[0]?.id ?? "", actionId: "mute" });
    expect(() => slack.press({ viewId: slack.views[0]?.id ?? "", actionId: "other" })).toThrow("no button");
    expect(containers).toMatchObject([
      { type: "message", is_ephemeral: true, channel_id: "DU1" },
      { type: "view" },
    ]);
    await slack.submit({ callbackId: "One" });
    await slack.submit({ callbackId: "Two" });
    expect(slack.views.map(({ title, closed }) => [title, closed])).toEqual([
      ["Two", undefined],
      ["Three", undefined],
    ]);
    await slack.submit({ callbackId: "Three" });
    expect(slack.views.map(({ closed }) => closed)).toEqual([true, true]);
    await expect(slack.submit({ callbackId: "Three" })).rejects.toThrow("No modal");
  });

  it("delivers an event twice on demand, under one id", async () => {
    const { slack, app } = await connect();
    const ids: string[] = [];
    app.event("channel_archive", async ({ body }) => void ids.push(body.event_id));
    await slack.event("channel_archive", { channel: "C1", user: "U1" }, { eventId: "Ev9", twice: true });
    await slack.until(() => ids.length === 2);
    expect(ids).toEqual(["Ev9", "Ev9"]);
  });

  it("says when nobody acknowledged in time, or nobody is there", async () => {
    const { slack, socket } = await connect({ ackMs: 5 });
    expect(await slack.command("x")).toMatchObject({ acked: false, late: true });
    await socket.disconnect();
    await slack.until(() => slack.sockets() === 0);
    expect(await slack.command("x")).toMatchObject({
      acked: false,
      late: false,
      why: "no socket is connected",
    });
  });

  it("says nothing of what the app has no scope for", async () => {
    const { slack } = await connect({ scopes: ["chat:write"] });
    expect(await slack.mention("hey")).toMatchObject({
      acked: false,
      why: "the app lacks app_mentions:read",
    });
  });

  describe("whose connection suffers", () => {
    async function lone() {
      const slack = await open();
      const receiver = new SocketModeReceiver({ appToken: "xapp-1", logger: SILENT } as ConstructorParameters<
        typeof SocketModeReceiver
      >[0]);
      const Client = receiver.client.constructor as new (options: unknown) => typeof receiver.client;
      const socket = new Client({
        appToken: "xapp-1",
        autoReconnectEnabled: false,
        logger: SILENT,
        clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger: SILENT },
      });
      return { slack, socket, gone: () => new Promise((resolve) => socket.once("disconnected", resolve)) };
    }

    it("refreshes", async () => {
      const { slack, socket, gone } = await lone();
      await socket.start();
      const left = gone();
      expect(slack.refreshSockets()).toBe(1);
      expect(slack.sockets()).toBe(0);
      await left;
    });
    it("is cut, and refused in the ways that are asked for", async () => {
      const { slack, socket, gone } = await lone();
      await socket.start();
      const left = gone();
      slack.dropSockets();
      await left;
      slack.refuse(["invalid_auth", "drop", 503]);
      const failures = [];
      for (let attempt = 0; attempt < 3; attempt += 1) failures.push(await refusal(socket.start()));
      expect(failures).toEqual(["invalid_auth", "WebAPIRequestError", "503"]);
      await socket.start();
      expect(slack.sockets()).toBe(1);
      await socket.disconnect();
    });
    it("goes down and comes up at the same address", async () => {
      const { slack, socket, gone } = await lone();
      await socket.start();
      const left = gone();
      await slack.down();
      await left;
      expect(await refusal(socket.start())).toBe("WebAPIRequestError");
      await slack.up();
      await socket.start();
      expect(slack.sockets()).toBe(1);
      await socket.disconnect();
    });
    it("is revoked", async () => {
      const { slack, socket, gone } = await lone();
      await socket.start();
      const left = gone();
      slack.revoke();
      await left;
      expect(await refusal(socket.start())).toBe("invalid_auth");
      expect(await refusal(client(slack).auth.test())).toBe("token_revoked");
      slack.revoke(false);
      expect(await refusal(client(slack).auth.test())).toBe("none");
    });
  });
});

describe("over HTTP", () => {
  async function endpoint(
    slack: Slack,
    answer: (body: string) => { status?: number; body?: string } = () => ({}),
  ) {
    const seen: { body: string; headers: Record<string, unknown>; wrong?: unknown }[] = [];
    const server = createServer(async (request, response) => {
      const body = (await request.toArray()).join("");
      const { headers } = request;
      let wrong: unknown;
      try {
        verifySlackRequest({
          signingSecret: slack.signingSecret,
          body,
          headers: {
            "x-slack-signature": String(headers["x-slack-signature"]),
            "x-slack-request-timestamp": Number(headers["x-slack-request-timestamp"]),
          },
        });
      } catch (error) {
        wrong = error;
      }
      seen.push({ body, headers, ...(wrong ? { wrong } : {}) });
      const given = answer(body);
      response.writeHead(wrong ? 401 : (given.status ?? 200)).end(given.body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(() => new Promise((resolve) => server.close(resolve)));
    return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events` };
  }

  it("signs what it sends, as Bolt checks it", async () => {
    const slack = await open();
    const { seen, url } = await endpoint(slack, () => ({ body: '{"text":"ok"}' }));
    slack.useHttp(url);
    expect(await slack.command("watches & more")).toMatchObject({
      acked: true,
      status: 200,
      ackPayload: { text: "ok" },
    });
    expect(await slack.press({ actionId: "mute", value: "w1" })).toMatchObject({ acked: true });
    expect(await slack.mention("hey")).toMatchObject({ acked: true });
    expect(seen.map(({ wrong }) => wrong)).toEqual([undefined, undefined, undefined]);
    expect(new URLSearchParams(seen[0]?.body).get("text")).toBe("watches & more");
    expect(JSON.parse(new URLSearchParams(seen[1]?.body).get("payload") ?? "")).toMatchObject({
      type: "block_actions",
      actions: [{ action_id: "mute", value: "w1" }],
    });
    expect(JSON.parse(seen[2]?.body ?? "")).toMatchObject({
      type: "event_callback",
      event: { type: "app_mention" },
    });
  });
  it("signs wrongly and at wrong times on demand", async () => {
    const slack = await open();
    const { seen, url } = await endpoint(slack);
    slack.useHttp(url, { secret: "another" });
    expect(await slack.command("x")).toMatchObject({ acked: false, status: 401 });
    slack.useHttp(url, { skewSeconds: -301 });
    expect(await slack.command("x")).toMatchObject({ acked: false, status: 401 });
    expect(seen).toHaveLength(2);
  });
  it("sends an event that was not taken once more, and any body on demand", async () => {
    const slack = await open();
    const { seen, url } = await endpoint(slack, (body) => ({
      status: body.includes("challenge") ? 200 : 500,
      body: "c",
    }));
    slack.useHttp(url);
    expect(await slack.event("app_uninstalled", {})).toMatchObject({ acked: false, status: 500 });
    expect(seen.map(({ headers }) => headers["x-slack-retry-num"])).toEqual([undefined, "1"]);
    expect(await slack.sendRaw({ type: "url_verification", challenge: "c" })).toMatchObject({
      ackPayload: "c",
    });
    slack.useHttp("http://127.0.0.1:1/");
    expect(await slack.command("x")).toMatchObject({ acked: false });
  });
});

describe("the Web API", () => {
  const CHANNELS = [
    { id: "C1", name: "news", member: true },
    { id: "C2", name: "general", member: false },
    { id: "C3", name: "old", member: true, archived: true },
    { id: "G1", name: "secret", member: false, private: true },
    { id: "G2", name: "team", member: true, private: true },
  ];

  it("posts where the bot may, and says why not elsewhere", async () => {
    const slack = await open({ channels: CHANNELS });
    const web = client(slack);
    const post = (channel: string) => refusal(web.chat.postMessage({ channel, text: "hi" }));
    const said = await Promise.all(["C1", "C2", "C3", "C9", "G1", "G2", "U1"].map(post));
    expect(said).toEqual([
      "none",
      "none",
      "is_archived",
      "channel_not_found",
      "channel_not_found",
      "none",
      "none",
    ]);
    expect(slack.messages("DU1")).toHaveLength(1);
    expect(slack.calls.map(({ method, status, error }) => [method, status, error ?? ""].join(" "))).toContain(
      "chat.postMessage 200 is_archived",
    );
    slack.archive("C1");
    slack.remove("G2");
    expect(await Promise.all([post("C1"), post("G2")])).toEqual(["is_archived", "channel_not_found"]);
    slack.archive("C1", false);
    slack.invite("G2");
    slack.destroy("C2");
    expect(await Promise.all([post("C1"), post("G2"), post("C2")])).toEqual([
      "none",
      "none",
      "channel_not_found",
    ]);
  });
  it("asks for scopes and the right token", async () => {
    const slack = await open({ scopes: ["chat:write"] });
    const web = client(slack);
    expect(await refusal(web.chat.postMessage({ channel: "C2", text: "hi" }))).toBe("not_in_channel");
    expect(await refusal(web.conversations.history({ channel: "C1" }))).toBe("missing_scope");
    expect(await refusal(web.users.info({ user: "U1" }))).toBe("missing_scope");
    expect(await refusal(web.conversations.info({ channel: "C1" }))).toBe("missing_scope");
    expect(await refusal(web.apps.connections.open({}))).toBe("not_allowed_token_type");
    expect(await refusal(web.apiCall("chat.shout"))).toBe("unknown_method");
    expect(await refusal(client(slack, "xapp-1").auth.test())).toBe("not_allowed_token_type");
    expect(await refusal(client(slack, "nonsense").auth.test())).toBe("invalid_auth");
    expect(await refusal(client(slack, "").auth.test())).toBe("not_authed");
    expect((await web.auth.test()).response_metadata?.scopes).toEqual(["chat:write"]);
  });
  it("tells of conversations and people", async () => {
    const web = client(await open({ channels: CHANNELS }));
    expect((await web.conversations.info({ channel: "C3" })).channel).toMatchObject({
      name: "old",
      is_archived: true,
      is_member: true,
      creator: "U1",
    });
    expect(await refusal(web.conversations.info({ channel: "G1" }))).toBe("channel_not_found");
    expect((await web.conversations.list()).channels).toHaveLength(4);
    expect((await web.users.info({ user: "U2" })).user).toMatchObject({ name: "bob", is_admin: true });
    expect((await web.conversations.open({ users: "U1" })).channel).toMatchObject({ id: "DU1" });
    expect(await refusal(web.users.info({ user: "U9" }))).toBe("user_not_found");
  });
  it("edits, deletes and links the bot's own messages", async () => {
    const slack = await open();
    const web = client(slack);
    const { ts = "" } = await web.chat.postMessage({ channel: "C1", text: "one", blocks: actions("a") });
    await web.chat.update({ channel: "C1", ts, text: "two" });
    expect(slack.messages()).toMatchObject([{ text: "two", edited: 1, blocks: [{ type: "actions" }] }]);
    await web.chat.update({ channel: "C1", ts, text: "three", blocks: [] });
    expect(slack.messages()).toMatchObject([{ text: "three", edited: 2, blocks: [] }]);
    expect((await web.chat.getPermalink({ channel: "C1", message_ts: ts })).permalink).toContain(
      "/archives/C1/p",
    );
    expect(await refusal(web.chat.update({ channel: "C1", ts, text: "x".repeat(4001) }))).toBe(
      "msg_too_long",
    );
    await web.chat.delete({ channel: "C1", ts });
    expect(await refusal(web.chat.update({ channel: "C1", ts, text: "four" }))).toBe("message_not_found");
    void slack.mention("mine");
    const [theirs] = slack.world.messages.filter(({ user }) => user === "U1");
    expect(await refusal(web.chat.update({ channel: "C1", ts: theirs?.ts ?? "", text: "x" }))).toBe(
      "cant_update_message",
    );
  });
  it("reads back what stands there, with metadata only for who asks and may", async () => {
    const metadata = { event_type: "newshound_dispatch", event_payload: { key: "k1" } };
    const read = async (scopes?: string[]) => {
      const slack = await open({ now: () => 1_700_000_000_000, ...(scopes ? { scopes } : {}) });
      const web = client(slack);
      const { ts = "" } = await web.chat.postMessage({ channel: "C1", text: "one", metadata });
      await web.chat.postMessage({ channel: "C1", text: "in thread", thread_ts: ts, metadata });
      return { web, ts };
    };
    const { web, ts } = await read();
    const history = async (more: object) =>
      (await web.conversations.history({ channel: "C1", ...more })).messages;
    expect(await history({ include_all_metadata: true })).toMatchObject([{ text: "one", metadata }]);
    expect((await history({}))?.[0]?.metadata?.event_payload).toEqual({});
    expect(await history({ oldest: ts })).toEqual([]);
    expect(await history({ oldest: ts, inclusive: true })).toHaveLength(1);
    expect(
      (await web.conversations.replies({ channel: "C1", ts, include_all_metadata: true })).messages,
    ).toMatchObject([{ text: "one" }, { text: "in thread", metadata }]);
    const without = await read(["chat:write", "channels:history"]);
    const [dropped] =
      (await without.web.conversations.history({ channel: "C1", include_all_metadata: true })).messages ?? [];
    expect(dropped?.metadata).toBeUndefined();
  });
  it("pages through a long history", async () => {
    const web = client(await open());
    for (const words of ["1", "2", "3"]) await web.chat.postMessage({ channel: "C1", text: words });
    const first = await web.conversations.history({ channel: "C1", limit: 2 });
    const cursor = first.response_metadata?.next_cursor ?? "";
    const second = await web.conversations.history({ channel: "C1", limit: 2, cursor });
    expect([first, second].map(({ messages }) => messages?.map((one) => one.text))).toEqual([
      ["3", "2"],
      ["1"],
    ]);
    expect([first.has_more, second.has_more]).toEqual([true, false]);
  });
  it("takes one post per second and channel, where it is told to", async () => {
    let now = 1_700_000_000_000;
    const web = client(await open({ paceLimit: true, now: () => now }));
    const post = (channel: string) => refusal(web.chat.postMessage({ channel, text: "hi" }));
    expect([await post("C1"), await post("C1"), await post("C2")]).toEqual(["none", "wait 1", "none"]);
    now += 1000;
    expect(await post("C1")).toBe("none");
  });
  it("opens a view once for a trigger, and within three seconds", async () => {
    let now = 1_700_000_000_000;
    const slack = await open({ now: () => now });
    const web = client(slack);
    const view = { type: "modal" as const, title: text("Add"), blocks: [] };
    const trigger = async () => {
      await slack.command("add");
      return [...slack.world.triggers.keys()].at(-1) ?? "";
    };
    const fresh = await trigger();
    expect(
      await refusal(web.views.open({ trigger_id: fresh, view: { ...view, title: text("x".repeat(25)) } })),
    ).toBe("invalid_arguments");
    const again = await trigger();
    const { view: opened } = await web.views.open({ trigger_id: again, view });
    await web.views.update({
      view_id: opened?.id ?? "",
      hash: opened?.hash ?? "",
      view: { ...view, title: text("Edit") },
    });
    expect(slack.views[0]?.title).toBe("Edit");
    expect(await refusal(web.views.update({ view_id: opened?.id ?? "", hash: "old", view }))).toBe(
      "hash_conflict",
    );
    expect(await refusal(web.views.open({ trigger_id: again, view }))).toBe("exchanged_trigger_id");
    expect(await refusal(web.views.open({ trigger_id: "made.up", view }))).toBe("invalid_trigger_id");
    await web.views.push({ trigger_id: await trigger(), view });
    const late = await trigger();
    now += 3001;
    expect(await refusal(web.views.open({ trigger_id: late, view }))).toBe("expired_trigger_id");
  });
  it("ends a response address after five answers or half an hour", async () => {
    let now = 1_700_000_000_000;
    const slack = await open({ now: () => now });
    const { url, seen } = await listening(slack);
    const answer = async (body: unknown) => {
      const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
      return `${response.status} ${((await response.json()) as { error?: string }).error ?? "ok"}`;
    };
    expect(await answer({ text: "" })).toBe("400 no_text");
    for (let use = 2; use <= 5; use += 1) expect(await answer({ text: "x" })).toBe("200 ok");
    expect(await answer({ text: "x" })).toBe("404 used_url");
    now += 30 * 60_000 + 1;
    expect(await answer({ text: "x" })).toBe("404 expired_url");
    expect(seen()).toHaveLength(7);
  });
  it("answers badly at a response address on demand", async () => {
    const slack = await open();
    const { url, seen } = await listening(slack);
    const answer = () => fetch(url, { method: "POST", body: '{"text":"x"}' }).then(({ status }) => status);
    slack.fail("response_url", { status: 503, after: true });
    slack.fail("response_url", { error: "used_url" });
    expect([await answer(), await answer(), await answer()]).toEqual([503, 404, 200]);
    slack.fail("response_url", { drop: "after" });
    await expect(answer()).rejects.toThrow("fetch failed");
    expect(seen().map(({ status }) => status)).toEqual([503, 404, 200, 0]);
    expect(slack.ephemerals).toHaveLength(3);
  });

  /** A response address, as a command brings it. */
  async function listening(slack: Slack) {
    const done = await slack.command("x");
    return { url: slack.apiUrl.replace("/api/", "/response/R1"), seen: done.responses };
  }
});

describe("a fault", () => {
  const FAULTS = [
    [{ error: "not_in_channel" }, "not_in_channel", 0],
    [{ status: 500 }, "500", 0],
    [{ status: 502, after: true }, "502", 1],
    [{ drop: "before" }, "WebAPIRequestError", 0],
    [{ drop: "after" }, "WebAPIRequestError", 1],
    [{ rateLimited: 7 }, "wait 7", 0],
    [{ status: 429 }, "Error", 0],
  ] as const;
  it.each(FAULTS)("%j strikes once", async (fault, seen, messages) => {
    const slack = await open();
    const web = client(slack);
    slack.fail("chat.postMessage", fault);
    expect(await refusal(web.chat.postMessage({ channel: "C1", text: "hi" }))).toBe(seen);
    expect(slack.messages()).toHaveLength(messages);
    expect(slack.calls).toMatchObject([
      { method: "chat.postMessage", args: { text: "hi" }, token: "xoxb-1" },
    ]);
    expect(await refusal(web.chat.postMessage({ channel: "C1", text: "hi" }))).toBe("none");
  });
  it("of silence lasts until the caller hangs up", async () => {
    const slack = await open();
    slack.fail("*", { silent: "after" });
    const aborting = new AbortController();
    const call = fetch(`${slack.apiUrl}chat.postMessage`, {
      method: "POST",
      body: "channel=C1&text=hi",
      headers: { authorization: "Bearer xoxb-1" },
      signal: aborting.signal,
    });
    await slack.until(() => slack.messages().length === 1);
    aborting.abort();
    await expect(call).rejects.toThrow("abort");
    slack.fail("*", { drop: "before" });
    slack.mend();
    expect(await refusal(client(slack).auth.test())).toBe("none");
  });
});

describe("the limits", () => {
  const x = (length: number) => "x".repeat(length);
  const rich = (...elements: unknown[]) => ({
    type: "rich_text",
    elements: [{ type: "rich_text_section", elements }],
  });
  const button = (more: object) => ({
    type: "actions",
    elements: [{ type: "button", text: text("Go"), ...more }],
  });
  const section = (words: string) => ({ type: "section", text: { type: "mrkdwn", text: words } });
  const FINE: [string, unknown[]][] = [
    ["50 blocks", Array.from({ length: 50 }, () => ({ type: "divider" }))],
    ["a long section", [section(x(3000))]],
    ["a header", [{ type: "header", text: text(x(150)) }]],
    [
      "raw text that looks like markup",
      [rich({ type: "text", text: "<!channel> *b* & <", style: { bold: true } })],
    ],
    ["a link", [rich({ type: "link", url: "https://example.com/?a=1&b=2", text: "Story" })]],
    ["a date", [rich({ type: "date", timestamp: 1_700_000_000, format: "{ago}", fallback: "2 h ago" })]],
    [
      "a list",
      [
        {
          type: "rich_text",
          elements: [
            {
              type: "rich_text_list",
              style: "ordered",
              elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "a" }] }],
            },
          ],
        },
      ],
    ],
    [
      "a button",
      [
        button({
          action_id: x(255),
          value: x(2000),
          url: "https://example.com",
          confirm: { text: text(x(300)) },
        }),
      ],
    ],
    ["a picture", [{ type: "image", image_url: "https://example.com/a.png", alt_text: "A" }]],
    [
      "a context",
      [
        {
          type: "context",
          elements: [text("a"), { type: "image", image_url: "https://example.com/a.png", alt_text: "A" }],
        },
      ],
    ],
    [
      "a table",
      [{ type: "table", rows: [[{ type: "raw_text", text: "a" }, rich({ type: "text", text: "b" })]] }],
    ],
  ];
  const WRONG: [string, unknown[]][] = [
    ["51 blocks", Array.from({ length: 51 }, () => ({ type: "divider" }))],
    ["an unknown type", [{ type: "marquee" }]],
    ["an extra property", [{ type: "divider", colour: "red" }]],
    ["an empty section", [{ type: "section" }]],
    ["a section too long", [section(x(3001))]],
    ["empty text", [section("")]],
    ["markup in a header", [{ type: "header", text: { type: "mrkdwn", text: "a" } }]],
    ["a header too long", [{ type: "header", text: text(x(151)) }]],
    ["an empty run of rich text", [rich({ type: "text", text: "" })]],
    ["half a character", [rich({ type: "text", text: "\ud83d" })]],
    ["an unknown style", [rich({ type: "text", text: "a", style: { blink: true } })]],
    ["a link to a script", [rich({ type: "link", url: "javascript:alert(1)" })]],
    ["a date in milliseconds", [rich({ type: "date", timestamp: 1_700_000_000_000, format: "{ago}" })]],
    ["a date without a token", [rich({ type: "date", timestamp: 1_700_000_000, format: "then" })]],
    ["a button without text", [{ type: "actions", elements: [{ type: "button", action_id: "a" }] }]],
    ["a value too long", [button({ value: x(2001) })]],
    ["an action id too long", [button({ action_id: x(256) })]],
    ["a confirmation too long", [button({ confirm: { text: text(x(301)) } })]],
    ["one action id twice", actions("a", "a")],
    [
      "one block id twice",
      [
        { type: "divider", block_id: "a" },
        { type: "divider", block_id: "a" },
      ],
    ],
    ["26 buttons", actions(...Array.from({ length: 26 }, (_, index) => `a${index}`))],
    ["no buttons", actions()],
    ["an unsafe picture", [{ type: "image", image_url: "http://example.com/a.png", alt_text: "A" }]],
    ["two tables", [1, 2].map(() => ({ type: "table", rows: [[{ type: "raw_text", text: "a" }]] }))],
    [
      "21 cells",
      [{ type: "table", rows: [Array.from({ length: 21 }, () => ({ type: "raw_text", text: "a" }))] }],
    ],
    ["a table too long", [{ type: "table", rows: [1, 2].map(() => [{ type: "raw_text", text: x(5001) }]) }]],
  ];
  const post = async (args: object) => {
    const slack = await open();
    return refusal(client(slack).apiCall("chat.postMessage", { channel: "C1", text: "hi", ...args }));
  };

  it.each(FINE)("take %s", async (_, blocks) => expect(await post({ blocks })).toBe("none"));
  it.each(WRONG)("refuse %s", async (_, blocks) =>
    expect(await post({ blocks: JSON.stringify(blocks) })).toBe("invalid_blocks"),
  );
  it("point at what is wrong", async () => {
    const call = client(await open()).apiCall("chat.postMessage", {
      channel: "C1",
      blocks: [section("a"), section(x(3001))],
    });
    const error = await call.catch((thrown: { data: unknown }) => thrown.data);
    expect(error).toMatchObject({
      response_metadata: {
        messages: ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]"],
      },
    });
  });
  it("hold for the whole of a message", async () => {
    expect(await post({ text: " " })).toBe("no_text");
    expect(await post({ blocks: "[" })).toBe("invalid_blocks_format");
    expect(await post({ blocks: Array.from({ length: 4 }, () => section(x(2800))) })).toBe(
      "msg_blocks_too_long",
    );
    expect(await post({ metadata: "{" })).toBe("invalid_metadata_format");
    expect(await post({ metadata: { event_type: "a" } })).toBe("invalid_metadata_schema");
    const slack = await open();
    await client(slack).chat.postMessage({ channel: "C1", text: x(50_000) });
    expect(slack.messages()[0]?.text).toHaveLength(40_000);
    expect(
      await refusal(client(slack).chat.postEphemeral({ channel: "C1", user: "U1", text: x(40_001) })),
    ).toBe("msg_too_long");
  });
  it("hold for views", async () => {
    const slack = await open();
    const publish = (view: object) =>
      refusal(
        client(slack).apiCall("views.publish", {
          user_id: "U1",
          view: { type: "home", blocks: [], ...view },
        }),
      );
    expect(await publish({ blocks: Array.from({ length: 100 }, () => ({ type: "divider" })) })).toBe("none");
    const wrong = [
      { blocks: Array.from({ length: 101 }, () => ({ type: "divider" })) },
      { private_metadata: x(3001) },
      { callback_id: x(256) },
      { title: text("Home") },
      { type: "modal", title: text("Modal") },
      { blocks: [{ type: "markdown", text: "a" }] },
    ];
    for (const view of wrong) expect(await publish(view)).toBe("invalid_arguments");
    expect(slack.views).toHaveLength(1);
  });
});

describe("show", () => {
  it("writes a message as people see it", () => {
    const run = (words: string, style?: object) => ({
      type: "text",
      text: words,
      ...(style ? { style } : {}),
    });
    const item = (words: string) => ({ type: "rich_text_section", elements: [run(words)] });
    const blocks = [
      { type: "header", text: text("News") },
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              { type: "link", url: "https://example.com", text: "OpenAI <3", style: { bold: true } },
              run(" · "),
              { type: "date", timestamp: 1_700_000_000, format: "{ago}", fallback: "2 h ago" },
            ],
          },
          { type: "rich_text_list", style: "ordered", elements: [item("one"), item("two")] },
          { type: "rich_text_quote", elements: [run("they "), run("said", { bold: true })] },
          { type: "rich_text_preformatted", elements: [run("a\nb")] },
        ],
      },
      {
        type: "section",
        text: { type: "mrkdwn", text: "a &amp; b &lt;3 <https://example.com|here> <!channel> <@U1>" },
      },
      {
        type: "table",
        rows: [
          ["a", "b"],
          ["ccc", "d"],
        ].map((row) => row.map((cell) => ({ type: "raw_text", text: cell }))),
      },
      { type: "image", image_url: "https://example.com/a.png", alt_text: "A" },
      { type: "divider" },
      { type: "context", elements: [text("via wire")] },
      ...actions("a", "b"),
    ];
    expect(show({ text: "fallback", blocks, edited: 1 })).toBe(
      [
        "*News*",
        "*OpenAI <3* <https://example.com> · 2 h ago",
        "1. one",
        "2. two",
        "> they *said*",
        "  a",
        "  b",
        "a & b <3 here <https://example.com> @channel @U1",
        "a   │ b",
        "ccc │ d",
        "[picture: A]",
        "──────────",
        "via wire",
        "[Mute] [Mute]",
        "(edited)",
      ].join("\n"),
    );
  });
  it("falls back to the text, and shows forms and replies", () => {
    expect(show({ text: "a &lt; b\nc", blocks: [], threadTs: "1.0" })).toBe("  a < b\n  c");
    expect(show({ blocks: [], deleted: true })).toBe("(deleted)");
    const input = { type: "input", label: text("Query"), element: { type: "plain_text_input" } };
    const select = {
      type: "input",
      label: text("Level"),
      element: { type: "static_select", placeholder: text("pick") },
    };
    expect(show({ title: "Add", blocks: [input, select] })).toBe("Add\nQuery: [__________]\nLevel: [pick ▾]");
  });
});
