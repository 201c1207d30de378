import { describe, expect, it } from "vitest";
import type { Card } from "../../../src/commands/command.ts";
import { NEEDED, without } from "../../doubles/discord/permissions.ts";
import { alert, digest, status } from "../terminal/cards.ts";
import {
  at,
  buttonsOf,
  DIRECT,
  FORUM,
  keyOf,
  makeScene,
  NEWS,
  RELEASES,
  sentId,
  THREAD,
  until,
} from "./scene.ts";

const CREATE = "POST /channels/:id/messages";
const ADA = "500000000000000001";

/** A scene in which the bot is connected. */
async function started(given: Parameters<typeof makeScene>[0] = {}) {
  const scene = await makeScene(given);
  await scene.start();
  const { bot, clock, signal } = scene;
  return {
    ...scene,
    find: (channel: string, card: Card, since = clock.now()) =>
      bot.find?.(at(channel), keyOf(channel, card), since, signal),
  };
}

function titled(text: string): Card {
  return { ...alert, title: { text } };
}

describe("posting", () => {
  it.each([NEWS, RELEASES, THREAD, DIRECT])("posts into channel %s", async (channel) => {
    const { post, double, wrongs } = await started();
    const result = await post(channel, alert);
    const [message] = double.messages(channel);
    expect(sentId(result)).toBe(message?.id);
    expect(message?.embeds).toMatchObject([
      { title: expect.stringContaining("Spud"), url: alert.title?.url },
    ]);
    expect(wrongs()).toEqual([]);
  });

  it("opens a post in a forum", async () => {
    const { post, double, wrongs } = await started();
    const result = await post(FORUM, alert);
    expect(double.messages().at(-1)).toMatchObject({ threadName: alert.title?.text });
    expect(result).toMatchObject({ kind: "sent", message: { thread: sentId(result) } });
    expect(wrongs()).toEqual([]);
  });

  it("writes to a person by their id, and says where that is not wanted", async () => {
    const { bot, double, wrongs } = await started();
    expect(await bot.tell({ space: "@me", id: ADA }, status)).toMatchObject({ kind: "sent" });
    expect(double.messages(double.dm(ADA))).toHaveLength(1);
    double.closeDm(ADA);
    expect(await bot.tell({ space: "@me", id: ADA }, status)).toMatchObject({
      kind: "forbidden",
      scope: "message",
    });
    expect(wrongs()).toEqual([]);
  });

  it("answers a message, also in the post of a forum, and quietly where asked", async () => {
    const { bot, post, double, signal, wrongs } = await started();
    for (const channel of [NEWS, FORUM]) {
      const first = await post(channel, alert);
      const replyTo = first.kind === "sent" ? first.message : undefined;
      if (!replyTo) throw new Error("not sent");
      const key = `answer-${channel}`;
      const result = await bot.post(at(channel), titled("More"), { key, signal, replyTo, silent: true });
      expect(double.messages().at(-1)).toMatchObject({
        id: sentId(result),
        reference: replyTo.id,
        flags: 4096,
      });
    }
    expect(wrongs()).toEqual([]);
  });

  it("says it without an answer's mark where the history may not be read", async () => {
    const { bot, post, double, signal } = await started();
    const first = await post(NEWS, alert);
    double.permit(NEWS, without("readMessageHistory"));
    await double.until(() => double.sessions.identifies > 0);
    await until(async () => (await bot.describe(at(NEWS))).why !== undefined);
    const replyTo = first.kind === "sent" ? first.message : undefined;
    const key = "answer";
    const result = await bot.post(at(NEWS), titled("More"), { key, signal, ...(replyTo && { replyTo }) });
    expect(result.kind).toBe("sent");
    expect(double.messages(NEWS).at(-1)?.reference).toBeUndefined();
  });

  it("edits what it posted, and says when that is gone", async () => {
    const { bot, post, double, signal, wrongs } = await started();
    for (const channel of [NEWS, FORUM]) {
      const result = await post(channel, alert);
      if (result.kind !== "sent") throw new Error("not sent");
      expect(await bot.edit(result.message, titled("New title"), signal)).toEqual(result);
      expect(double.messages().at(-1)?.embeds).toMatchObject([{ title: "New title" }]);
      double.messageDelete(result.message.id);
      const gone = await bot.edit(result.message, alert, signal);
      expect(gone).toMatchObject({ kind: "gone", scope: "message" });
    }
    expect(wrongs()).toEqual([]);
  });

  it("opens an archived thread again, but not one that is locked", async () => {
    const { post, double } = await started();
    double.archive(THREAD);
    expect((await post(THREAD, alert)).kind).toBe("sent");
    double.archive(THREAD, { locked: true });
    expect(await post(THREAD, titled("Later"))).toMatchObject({
      kind: "forbidden",
      scope: "channel",
      fix: expect.any(String),
    });
  });

  it("gives every message a button by which it is found, a digest too", async () => {
    const { post, find, double } = await started();
    const result = await post(NEWS, digest);
    expect(await find(NEWS, digest)).toMatchObject({ id: sentId(result) });
    expect(buttonsOf(double.messages(NEWS)[0])).toEqual([`v1|watches|0|${keyOf(NEWS, digest)}`]);
  });
});

describe("a reply that is lost", () => {
  it.each([
    ["a cut connection", { drop: "after" }],
    ["a 502", { status: 502, after: true }],
  ] as const)("by %s leads to exactly one message", async (_name, fault) => {
    const { post, find, double } = await started();
    double.fail(CREATE, fault);
    expect((await post(NEWS, alert)).kind).toBe("unknown");
    const found = await find(NEWS, alert);
    expect(found).toMatchObject({ id: double.messages(NEWS)[0]?.id });
    // Inside the window the nonce alone makes a repeat safe.
    const again = await post(NEWS, alert);
    expect(again).toMatchObject({ kind: "sent", message: { id: double.messages(NEWS)[0]?.id } });
    expect(double.messages(NEWS)).toHaveLength(1);
  });

  it("is found by its button when the nonce is long forgotten", async () => {
    const { post, find, double, clock } = await started();
    const since = clock.now();
    double.fail(CREATE, { drop: "after" });
    await post(NEWS, alert);
    clock.advance(3_600_000);
    for (let more = 0; more < 120; more += 1) double.say(`talk ${more}`, { channel: NEWS });
    expect(await find(NEWS, alert, since)).toMatchObject({ id: double.messages(NEWS)[0]?.id });
  });

  it("that had no effect is absent, also in a busy channel", async () => {
    const { post, find, double, clock } = await started();
    const since = clock.now();
    double.fail(CREATE, { drop: "before" });
    expect((await post(NEWS, alert)).kind).toBe("unknown");
    expect(await find(NEWS, alert, since)).toBe("absent");
    for (let more = 0; more < 350; more += 1) {
      double.say(`talk ${more}`, { channel: NEWS });
      clock.advance(10_000);
    }
    expect(await find(NEWS, alert, since)).toBe("absent");
  });

  it("in a forum is found among its posts", async () => {
    const { post, find, double } = await started();
    await post(FORUM, titled("Another"));
    double.fail("POST /channels/:id/threads", { drop: "after" });
    expect((await post(FORUM, alert)).kind).toBe("unknown");
    const { id, channelId } = double.messages().at(-1) ?? {};
    expect(await find(FORUM, alert)).toMatchObject({ id, thread: channelId });
    expect(await find(FORUM, titled("Never posted"))).toBe("absent");
  });

  it("to a post of a forum is found in that post", async () => {
    const { bot, post, find, double, clock, signal } = await started();
    const first = await post(FORUM, alert);
    if (first.kind !== "sent") throw new Error("not sent");
    clock.advance(3_600_000);
    double.fail(CREATE, { drop: "after" });
    const more = titled("More");
    await bot.post(at(FORUM), more, { key: keyOf(FORUM, more), signal, replyTo: first.message });
    const { id, channelId } = double.messages().at(-1) ?? {};
    expect(await find(FORUM, more)).toMatchObject({ id, thread: channelId });
  });

  it("cannot be known without the history, but for as long as a repeat is safe", async () => {
    const { bot, post, find, double, clock } = await started();
    double.permit(NEWS, without("readMessageHistory"));
    await until(async () => (await bot.describe(at(NEWS))).why !== undefined);
    const since = clock.now();
    double.fail(CREATE, { drop: "after" });
    await post(NEWS, alert);
    expect(await find(NEWS, alert, since)).toBe("absent");
    await post(NEWS, alert);
    expect(double.messages(NEWS)).toHaveLength(1);
    clock.advance(180_000);
    expect(await find(NEWS, alert, since)).toBe("cannot know");
  });

  it("counts as told where somebody deleted the message since", async () => {
    const { post, double, bot, signal } = await started();
    double.fail(CREATE, { drop: "after" });
    await post(NEWS, alert);
    double.messageDelete(double.messages(NEWS)[0]?.id ?? "");
    const result = await post(NEWS, alert);
    expect(result.kind).toBe("sent");
    if (result.kind === "sent")
      expect(await bot.edit(result.message, alert, signal)).toMatchObject({ kind: "gone", scope: "message" });
  });
});

describe("a channel that takes nothing", () => {
  it.each([
    ["sendMessages", "Send Messages"],
    ["embedLinks", "Embed Links"],
    ["viewChannel", "View Channel"],
  ] as const)("for lack of %s says so, with the way to mend it", async (lacking, name) => {
    const { bot, post, double } = await started();
    double.permit(NEWS, without(lacking));
    await until(async () => !(await bot.describe(at(NEWS))).canPost);
    expect(await bot.describe(at(NEWS))).toMatchObject({
      name: "#ai-news",
      fix: expect.stringContaining(`I need ${name} in #ai-news`),
    });
    expect(await post(NEWS, alert)).toMatchObject({
      kind: "forbidden",
      scope: "channel",
      fix: expect.stringContaining(name),
    });
    expect(double.messages(NEWS)).toEqual([]);
    double.permit(NEWS, NEEDED);
    await until(async () => (await bot.describe(at(NEWS))).canPost);
    expect((await post(NEWS, alert)).kind).toBe("sent");
  });

  it("because it was deleted is gone", async () => {
    const { bot, post, double } = await started();
    double.channelDelete(NEWS);
    expect(await post(NEWS, alert)).toMatchObject({ kind: "gone", scope: "channel" });
    expect(await bot.describe(at(NEWS))).toMatchObject({ canPost: false });
  });

  it("because it wants a tag says which setting is in the way", async () => {
    const [forum] = [{ id: FORUM, name: "tagged", type: "forum", tagRequired: true } as const];
    const { post } = await started({
      discord: { guilds: [{ id: at(FORUM).space, name: "N", channels: [forum] }] },
    });
    expect(await post(FORUM, alert)).toMatchObject({
      kind: "forbidden",
      scope: "channel",
      detail: expect.stringContaining("tag"),
    });
  });
});

describe("a rate limit", () => {
  it("is the outbox's to wait for", async () => {
    const { post, double } = await started();
    double.fail(CREATE, { rateLimited: 3 });
    expect(await post(NEWS, alert)).toEqual({ kind: "later", afterMs: 3050 });
    expect(double.messages(NEWS)).toEqual([]);
  });

  it("is kept without being told twice: seven alerts into five places", async () => {
    const { post, double } = await started({ discord: { buckets: { limit: 5, perMs: 60_000 } } });
    const results = [];
    for (let n = 1; n <= 7; n += 1) results.push((await post(NEWS, titled(`Alert ${n}`))).kind);
    expect(results).toEqual(["sent", "sent", "sent", "sent", "sent", "later", "later"]);
    expect(double.calls.filter(({ status }) => status === 429)).toEqual([]);
  });
});
