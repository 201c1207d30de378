import { expect } from "vitest";
import type { Card } from "../../../src/commands/command.ts";
import type { PostResult } from "../../../src/platforms/platform.ts";
import type { MessageRef } from "../../../src/watches/channel.ts";
import type { Check } from "../conformance.ts";
import { alert, status } from "../terminal/cards.ts";
import { type Stage, sent } from "./stage.ts";

const HOSTILE = "*a* <!channel> @everyone <@U1> [go](https://evil.example) \u202e\u0007\u001b[31m ~b~ `c`";

/** What the bot says by itself, one attempt at a time. */
export function saying(check: Check): void {
  check("a post stands in its channel once", [], async (stage) => {
    await stage.start();
    sent(await post(stage, "k1"));
    expect(stage.messages().filter(({ text }) => text.includes("Spud"))).toHaveLength(1);
    expect(stage.wrongs()).toEqual([]);
  });

  check("a channel that never was is gone", [], async (stage) => {
    await stage.start();
    const signal = AbortSignal.timeout(9_000);
    const result = await stage.platform().post(stage.nowhere, alert, { key: "k1", signal });
    expect(result).toMatchObject({ kind: "gone", scope: "channel" });
    expect(stage.messages()).toEqual([]);
  });

  check("a post that is called off before it began was not made", [], async (stage) => {
    await stage.start();
    const signal = AbortSignal.abort();
    const result = await stage.platform().post(stage.channel, alert, { key: "k1", signal });
    expect(result.kind).not.toBe("sent");
    expect(stage.messages()).toEqual([]);
  });

  check("a digest of 290 stories is posted within the limits", [], async (stage) => {
    await stage.start();
    const items = Array.from({ length: 290 }, (_, n) => [
      { text: `Story number ${n} with a title of a usual length`, url: `https://news.example/story/${n}` },
      " · Example wire",
    ]);
    const title = { text: "290 stories while I was away" };
    sent(await post(stage, "k1", { kind: "digest", title, parts: [{ kind: "list", items }], buttons: [] }));
    const [{ text } = { text: "" }] = stage.messages();
    expect(text).toContain("290 stories");
    expect(stage.messages().some((one) => one.text.includes("Story number 0"))).toBe(true);
    expect(stage.wrongs()).toEqual([]);
  });

  check("text of feeds cannot ping, format or control", [], async (stage) => {
    await stage.start();
    const parts = [
      { kind: "text", pieces: [HOSTILE] } as const,
      { kind: "quote", pieces: [HOSTILE] } as const,
    ];
    sent(await post(stage, "k1", { kind: "alert", title: { text: HOSTILE }, parts, buttons: [] }));
    const shown = stage
      .messages()
      .map(({ text }) => text)
      .join("\n")
      .replace(/\s+/g, " ");
    expect(shown).toMatch(/\*a\* <!channel> @.?everyone <@U1> \[go\]\(https:/u);
    expect(stage.wrongs()).toEqual([]);
  });

  check("a post is edited in place", ["edit"], async (stage) => {
    await stage.start();
    const message = sent(await post(stage, "k1"));
    sent(await edit(stage, message));
    expect(stage.messages()).toMatchObject([{ id: message.id, text: expect.stringContaining("Changed") }]);
    expect(stage.wrongs()).toEqual([]);
  });

  check("an edit of a message that was deleted is gone", ["edit", "deleteMessage"], async (stage) => {
    await stage.start();
    const message = sent(await post(stage, "k1"));
    stage.trouble.deleteMessage(message.id);
    expect(await edit(stage, message)).toMatchObject({ kind: "gone", scope: "message" });
  });

  check("a reply hangs on its message, and is found", ["reply", "find"], async (stage) => {
    await stage.start();
    const replyTo = sent(await post(stage, "k1"));
    const signal = AbortSignal.timeout(9_000);
    sent(await stage.platform().post(stage.channel, changed, { key: "k2", signal, replyTo }));
    expect(await find(stage, "k2")).toMatchObject({ channel: stage.channel });
    expect(stage.wrongs()).toEqual([]);
  });

  check("a message is found by its key, right away and much later", ["find"], async (stage) => {
    await stage.start();
    const since = stage.clock.now();
    const message = sent(await post(stage, "k1"));
    sent(await post(stage, "k2", changed));
    expect(await find(stage, "k1", since)).toMatchObject({ id: message.id });
    stage.clock.advance(600_000);
    expect(await find(stage, "k1", since)).toMatchObject({ id: message.id });
  });

  check("a message that was never posted is absent", ["find"], async (stage) => {
    await stage.start();
    sent(await post(stage, "k1"));
    expect(await find(stage, "k2")).toBe("absent");
  });

  check("what cannot be read cannot be known", ["find", "blind"], async (stage) => {
    await stage.start();
    const since = stage.clock.now();
    sent(await post(stage, "k1"));
    await stage.trouble.blind();
    stage.clock.advance(600_000);
    expect(await find(stage, "k1", since)).toBe("cannot know");
  });

  check("a rate limit is told with its wait", ["limit"], async (stage) => {
    await stage.start();
    stage.trouble.limit(7);
    const result = await post(stage, "k1");
    if (result.kind !== "later") throw new Error(`no wait: ${JSON.stringify(result)}`);
    expect(result.afterMs).toBeGreaterThanOrEqual(7_000);
    expect(result.afterMs).toBeLessThan(8_000);
    expect(stage.messages()).toEqual([]);
  });

  for (const by of ["a TCP drop", "a 502"] as const) {
    check(`an answer lost by ${by} is not known`, ["lose"], async (stage) => {
      await stage.start();
      stage.trouble.lose({ by, effect: true });
      expect(await post(stage, "k1")).toMatchObject({ kind: "unknown" });
      expect(await find(stage, "k1")).toMatchObject({ id: stage.messages()[0]?.id });
    });
  }

  check("a place where it may not post is forbidden, with the fix", ["forbid"], async (stage) => {
    await stage.start();
    await stage.trouble.forbid();
    const refused = await post(stage, "k1");
    expect(refused).toMatchObject({ kind: "forbidden", scope: "channel", fix: expect.stringMatching(/\.$/) });
    await stage.trouble.allow();
    sent(await post(stage, "k1"));
  });

  check("a channel that was deleted is gone, and described so", ["destroy"], async (stage) => {
    await stage.start();
    stage.trouble.destroy();
    expect(await post(stage, "k1")).toMatchObject({ kind: "gone", scope: "channel" });
    expect(await stage.platform().describe(stage.channel)).toMatchObject({ canPost: false });
  });

  check("an archived place takes nothing, with the fix", ["archive"], async (stage) => {
    await stage.start();
    const channel = stage.trouble.archive();
    const signal = AbortSignal.timeout(9_000);
    const result = await stage.platform().post(channel, alert, { key: "k1", signal });
    expect(["gone", "forbidden"]).toContain(result.kind);
    expect(result).toMatchObject({ scope: "channel", fix: expect.stringMatching(/\.$/) });
  });

  check("a card that is refused is invalid, and no fault of the channel", ["refuseCard"], async (stage) => {
    await stage.start();
    stage.trouble.refuseCard();
    expect(await post(stage, "k1", changed)).toMatchObject({
      kind: "invalid",
      scope: "message",
    });
  });

  check("a token that is taken away is unauthorised", ["refuseToken"], async (stage) => {
    await stage.start();
    stage.trouble.refuseToken();
    expect(await post(stage, "k1")).toMatchObject({ kind: "unauthorised", scope: "platform" });
  });

  check("an open channel is described by its name", [], async (stage) => {
    await stage.start();
    const { name, canPost } = await stage.platform().describe(stage.channel);
    expect(canPost).toBe(true);
    expect(name).toMatch(/^#.*news$|terminal/);
  });

  check("a card of rows is posted within the limits", [], async (stage) => {
    await stage.start();
    sent(await post(stage, "k1", status));
    expect(stage.wrongs()).toEqual([]);
  });
}

const changed: Card = { kind: "alert", title: { text: "Changed" }, parts: [], buttons: [] };

function post(stage: Stage, key: string, card: Card = alert): Promise<PostResult> {
  return stage.platform().post(stage.channel, card, { key, signal: AbortSignal.timeout(9_000) });
}

function edit(stage: Stage, message: MessageRef): Promise<PostResult> {
  return stage.platform().edit(message, changed, AbortSignal.timeout(9_000));
}

function find(stage: Stage, key: string, since = stage.clock.now()) {
  return stage.platform().find?.(stage.channel, key, since, AbortSignal.timeout(9_000));
}
