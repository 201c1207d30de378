import { describe, expect, it } from "vitest";
import type { Card } from "../../../src/commands/command.ts";
import { clientMessageId, markOf } from "../../../src/platforms/slack/posting.ts";
import { GENERAL, makeKeyed, makeRig, NEWS, type Rig, type RigOptions } from "./rig.ts";

const card: Card = {
  kind: "alert",
  title: { text: "OpenAI opens an office", url: "https://example.com/1" },
  parts: [{ kind: "text", pieces: ["The lab opens an office by the sea."] }],
  image: { url: "https://example.com/1.jpg", alt: "The sea" },
  buttons: [],
};
const rig = (options: RigOptions = {}) => makeRig({ mode: "http", ...options });
const post = ({ slack, signal }: Rig, key = "key-1", channel = NEWS) =>
  slack.post(channel, card, { key, signal: signal() });
const find = ({ slack, signal }: Rig, key = "key-1", channel = NEWS) =>
  slack.find?.(channel, key, new Date(Date.now() - 60_000), signal());
const lastPost = ({ double }: Rig) =>
  double.calls.filter(({ method }) => method === "chat.postMessage").at(-1)?.args ?? {};

describe("a post", () => {
  it("stands in the channel under its key, and unfolds and pings nothing", async () => {
    const one = await rig();
    const result = await post(one);
    const [message] = one.double.messages("C1");
    expect(result).toEqual({
      kind: "sent",
      message: {
        channel: NEWS,
        id: message?.ts,
        url: `https://example.slack.com/archives/C1/p${message?.ts.replace(".", "")}`,
      },
    });
    expect(message?.metadata).toEqual({ event_type: "newshound_dispatch", event_payload: { key: "key-1" } });
    expect(message?.blocks[0]?.block_id).toBe(markOf("key-1"));
    expect(lastPost(one)).toMatchObject({
      unfurl_links: "false",
      unfurl_media: "false",
      link_names: "false",
      client_msg_id: clientMessageId("key-1"),
    });
  });

  it("has a message id that is always the same UUID of version 5", () => {
    expect(clientMessageId("a")).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(clientMessageId("a")).toBe(clientMessageId("a"));
    expect(clientMessageId("a")).not.toBe(clientMessageId("b"));
  });

  it("goes into a thread as a reply, and is found there", async () => {
    const one = await rig();
    const first = await post(one);
    if (first.kind !== "sent") throw new Error("not sent");
    const { slack, signal, double } = one;
    one.double.fail("chat.postMessage", { drop: "after" });
    const reply = await slack.post(NEWS, card, { key: "key-2", signal: signal(), replyTo: first.message });
    expect(reply).toMatchObject({ kind: "unknown" });
    expect(double.messages("C1")[1]?.threadTs).toBe(first.message.id);
    expect(await find(one, "key-2")).toMatchObject({
      id: double.messages("C1")[1]?.ts,
      thread: first.message.id,
    });
  });

  it("is edited in place", async () => {
    const one = await rig();
    const sent = await post(one);
    if (sent.kind !== "sent") throw new Error("not sent");
    const changed: Card = { ...card, title: { text: "OpenAI closes an office" } };
    expect(await one.slack.edit(sent.message, changed, one.signal())).toEqual(sent);
    const [message] = one.double.messages("C1");
    expect(message?.edited).toBe(1);
    expect(JSON.stringify(message?.blocks)).toContain("closes an office");
    expect(await one.slack.edit({ ...sent.message, id: "1.000000" }, changed, one.signal())).toMatchObject({
      kind: "gone",
      scope: "message",
    });
  });

  it("reaches a person, can be edited there and found there", async () => {
    const one = await rig();
    const told = await one.slack.tell({ space: "slack:T1", id: "U1" }, card);
    if (told.kind !== "sent") throw new Error("not sent");
    expect(told.message.channel).toEqual({ platform: "slack", space: "T1", id: "@U1" });
    expect(await one.slack.edit(told.message, card, one.signal())).toMatchObject({ kind: "sent" });
    await post(one, "key-9", told.message.channel);
    expect(await find(one, "key-9", told.message.channel)).toMatchObject({ channel: told.message.channel });
    expect(one.double.messages("DU1")).toHaveLength(2);
  });

  it("does without a picture that Slack cannot fetch", async () => {
    const one = await rig();
    one.double.fail("chat.postMessage", { error: "invalid_blocks" });
    expect(await post(one)).toMatchObject({ kind: "sent" });
    const types = one.double.messages("C1")[0]?.blocks.map(({ type }) => type);
    expect(types).toEqual(["rich_text"]);
    expect(one.double.messages("C1")).toHaveLength(1);
  });

  it("for another workspace or before a start goes nowhere", async () => {
    const one = await rig({ start: false });
    expect(await post(one)).toMatchObject({ kind: "later" });
    await one.begin();
    expect(await post(one, "k", { ...NEWS, space: "T2" })).toMatchObject({ kind: "gone", scope: "channel" });
    const aborted = await one.slack.post(NEWS, card, { key: "k", signal: AbortSignal.abort() });
    expect(aborted).toEqual({ kind: "later", afterMs: 0 });
    expect(one.double.messages()).toEqual([]);
  });

  it("is given up when the signal says so, and may still have arrived", async () => {
    const one = await rig();
    const giving = new AbortController();
    one.double.fail("chat.postMessage", { silent: "after" });
    const result = one.slack.post(NEWS, card, { key: "key-1", signal: giving.signal });
    await one.double.until(() => one.double.messages("C1").length === 1);
    giving.abort();
    expect(await result).toMatchObject({ kind: "unknown" });
    expect(await find(one)).toMatchObject({ id: one.double.messages("C1")[0]?.ts });
    one.double.dropSockets();
  });
});

describe("a lost answer", () => {
  it.each([
    ["a connection cut after the effect", { drop: "after" }, true],
    ["a 502 after the effect", { status: 502, after: true }, true],
    ["a 503 before it", { status: 503 }, false],
    ["a connection cut before it", { drop: "before" }, false],
  ] as const)("%s is unknown, and the truth is found", async (_what, fault, isThere) => {
    const one = await rig();
    one.double.fail("chat.postMessage", fault);
    expect(await post(one)).toMatchObject({ kind: "unknown" });
    const found = await find(one);
    if (isThere) expect(found).toMatchObject({ id: one.double.messages("C1")[0]?.ts });
    else expect(found).toBe("absent");
    expect(one.double.messages("C1")).toHaveLength(isThere ? 1 : 0);
  });

  it("is found without the scope for metadata, and on the second page", async () => {
    const scopes = ["chat:write", "channels:history"];
    const one = await rig({ world: { scopes } });
    await post(one);
    for (let n = 0; n < 220; n += 1)
      one.double.world.messages.push({
        channel: "C1",
        ts: one.double.world.ts(),
        user: "U1",
        text: "x",
        blocks: [],
      });
    expect(await find(one)).toMatchObject({ id: one.double.messages("C1")[0]?.ts });
    expect(await find(one, "key-2")).toBe("absent");
  });

  it("cannot be known without the scope for reading, or outside the channel", async () => {
    const one = await rig({ world: { scopes: ["chat:write", "chat:write.public"] } });
    expect(await find(one)).toBe("cannot know");
    const two = await rig();
    expect(await post(two, "key-1", GENERAL)).toMatchObject({ kind: "sent" });
    expect(await find(two, "key-1", GENERAL)).toBe("cannot know");
    expect(await find(two, "key-1", { ...NEWS, id: "@U2" })).toBe("cannot know");
  });

  it("to the search itself is thrown, so that it is asked again", async () => {
    const one = await rig();
    one.double.fail("conversations.history", { drop: "before" });
    await expect(find(one)).rejects.toThrow();
  });
});

describe("a refusal", () => {
  it("asks to wait as long as Slack says", async () => {
    const one = await rig();
    one.double.fail("chat.postMessage", { rateLimited: 7 });
    expect(await post(one)).toEqual({ kind: "later", afterMs: 7_000 });
    one.double.fail("chat.postMessage", { status: 429 });
    expect(await post(one)).toEqual({ kind: "later", afterMs: 30_000 });
    expect(await post(one)).toMatchObject({ kind: "sent" });
  });

  it("names the channel and what to do", async () => {
    const one = await rig({
      world: { channels: [{ id: "C1", name: "news", member: false, private: true }] },
    });
    expect(await post(one)).toMatchObject({
      kind: "gone",
      scope: "channel",
      fix: "Type /invite @Newshound in the channel.",
    });
    one.double.invite("C1");
    one.double.archive("C1");
    expect(await post(one)).toMatchObject({ kind: "gone", scope: "channel", fix: "Unarchive the channel." });
  });

  it("of the token is unauthorised, and the way out of the machine is later", async () => {
    const one = await rig();
    one.double.revoke();
    expect(await post(one)).toMatchObject({ kind: "unauthorised", scope: "platform" });
    expect(one.slack.health()).toMatchObject({
      state: "down",
      detail: expect.stringMatching(/^Slack refuses SLACK_BOT_TOKEN \(token_revoked\)\. Put /),
    });
    await one.double.down();
    // A connection that was kept open breaks under the first post; after that there is none.
    await post(one);
    expect(await post(one)).toMatchObject({ kind: "later" });
    expect(one.slack.health().state).toBe("degraded");
    await one.double.up();
    one.double.revoke(false);
    expect(await post(one)).toMatchObject({ kind: "sent" });
    expect(one.slack.health().state).toBe("up");
  });
});

describe("a look at a channel", () => {
  it("says whether the bot may post there, and what to do", async () => {
    const channels = [
      { id: "C1", name: "news", member: true },
      { id: "C2", name: "general", member: false },
      { id: "C3", name: "old", member: true, archived: true },
      { id: "C4", name: "secret", member: false, private: true },
    ];
    const one = await rig({ world: { channels } });
    const see = (id: string) => one.slack.describe({ ...NEWS, id });
    expect(await see("C1")).toEqual({ name: "#news", canPost: true });
    expect(await see("C2")).toEqual({ name: "#general", canPost: true });
    expect(await see("C3")).toMatchObject({ canPost: false, why: "#old is archived." });
    expect(await see("C4")).toMatchObject({ canPost: false, fix: "Type /invite @newshound there." });
    expect(await see("@U1")).toEqual({ name: "your direct messages", canPost: true });
    one.double.fail("conversations.info", { status: 500 });
    expect(await see("C1")).toEqual({ name: "C1", canPost: true });
    const two = await rig({ world: { channels, scopes: ["chat:write", "channels:read"] } });
    expect(await two.slack.describe({ ...NEWS, id: "C2" })).toEqual({
      name: "#general",
      canPost: false,
      why: "I am not in #general.",
      fix: "Type /invite @newshound there.",
    });
  });
});

describe("a store that fails", () => {
  const broken = { set: () => Promise.reject(new Error("disk full")) };
  const long: Card = { ...card, buttons: [{ id: "watch", args: ["x".repeat(3_000)], label: "Watch" }] };

  it("lets no message out whose buttons would be dead, and says so", async () => {
    const one = await rig({ slack: { stored: { ...makeKeyed(), ...broken } } });
    const result = await one.slack.post(NEWS, long, { key: "k", signal: one.signal() });
    expect(result).toEqual({ kind: "later", afterMs: 10_000 });
    expect(one.double.messages()).toEqual([]);
    expect(await one.slack.tell({ space: "T1", id: "U1" }, card)).toMatchObject({ kind: "sent" });
    expect(one.events()).toContain("slack.place.forgotten");
  });

  it("is told apart from a card that cannot be rendered", async () => {
    const one = await rig();
    const wrong = { ...card, parts: undefined } as unknown as Card;
    const result = await one.slack.post(NEWS, wrong, { key: "k", signal: one.signal() });
    expect(result).toMatchObject({ kind: "invalid", scope: "message" });
  });

  it("does not keep a command from being answered", async () => {
    const one = await rig({ slack: { memory: { ...makeKeyed(), ...broken } } });
    await one.double.command("help");
    await one.double.until(() => one.double.ephemerals.length === 1);
    expect(one.events()).toContain("slack.memory.failed");
  });
});
