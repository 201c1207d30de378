import { describe, expect, it } from "vitest";
import { makeSource } from "../doubles/desk.ts";
import { aWriter, plus } from "../doubles/samples.ts";
import { HERE, makeScene, NOW } from "./scene.ts";

const since = new Date("2026-05-04T09:00:00Z");
const good = makeSource("https://example.com/feed.xml", { now: NOW });
const slack = { name: "slack", state: "up", since, detail: "connected", find: true } as const;

describe("/news status", () => {
  it("begins with all well, in one line of figures", async () => {
    const scene = makeScene({
      sources: [good],
      status: { platforms: [slack], lastSentAt: since, watches: 12 },
    });
    expect(await scene.say("status")).toBe(
      "All well. 1 source, 1 fresh; 12 watches; 0 alerts waiting; last alert <ago 2026-05-04T09:00>.\nSlack up since <time 2026-05-04T09:00>",
    );
  });

  it("counts what was not read yet, and says when there is nothing to read", async () => {
    const { checkedAt: _, ...state } = good.state;
    expect(await makeScene({ sources: [good, { ...good, state }] }).say("status")).toBe(
      "All well. 2 sources, 1 fresh, 1 not read yet; 0 watches; 0 alerts waiting; no alert yet.",
    );
    expect(await makeScene().say("status")).toContain("All well. No sources yet; ");
  });

  it("says in plain words which source is in trouble and when it is tried again", async () => {
    const trouble = { kind: "status", detail: "answers 403", since } as const;
    const odd = { kind: "timeout", detail: "took longer than 20 s", since } as const;
    const sources = [
      good,
      makeSource("https://a.example.com/", { now: NOW, name: "Shut", trouble, failures: 2 }),
      makeSource("https://b.example.com/", { now: NOW, name: "Slow", trouble: odd, failures: 2 }),
      makeSource("https://c.example.com/", { now: NOW, name: "Gone", disabled: true }),
    ];
    const { card } = await makeScene({ sources }).line("status");
    expect(card.tone).toBe("warn");
    expect(await makeScene({ sources }).say("status")).toBe(
      [
        "Not all is well. 4 sources, 1 fresh, 3 in trouble; 0 watches; 0 alerts waiting; no alert yet.",
        "Shut | answers 403 (it refuses programs) since <time 2026-05-04T09:00> | next try <in 2026-05-04T12:04>",
        "Slow | took longer than 20 s since <time 2026-05-04T09:00> | next try <in 2026-05-04T12:04>",
        "Gone | not asked any more; add it again if it is back",
        "[Look at Shut: /news source check https://a.example.com/] [Look at Slow: /news source check https://b.example.com/] [Look at Gone: /news source check https://c.example.com/]",
      ].join("\n"),
    );
  });

  it("says what the language model has done, and when it is asked again", async () => {
    const idle = aWriter().counts();
    const first = await makeScene({ status: { writing: { ...idle, ok: 1 } } }).say("status");
    expect(first).toContain("Language model: 1 answer used, 0 of 200,000 tokens today.");
    const restsUntil = plus(NOW, 300_000);
    const busy = { ...idle, ok: 9, cached: 3, gate: 2, timeout: 1, error: 4, tokens: 3_400, restsUntil };
    const text = await makeScene({ status: { writing: busy } }).say("status");
    expect(text).toContain(
      "Language model: 12 answers used, 2 refused because they said more than the story, 5 late or failed, 3,400 of 200,000 tokens today. It is asked again",
    );
    expect(await makeScene({}).say("status")).not.toContain("Language model");
  });

  it("says that nothing can be stored, although every source answers", async () => {
    const scene = makeScene({ sources: [good], status: { storeFault: "The disk is full." } });
    expect(await scene.say("status")).toMatch(
      /^Not all is well\. .+\nNothing can be stored at the moment; the news of this time is taken in later\. The disk is full\.$/,
    );
  });

  it("says which channel rests, what was given up, and which platform is down", async () => {
    const other = { ...HERE, id: "C9" };
    const text = await makeScene({
      status: {
        dead: 1,
        waiting: 3,
        resting: [
          { channel: HERE, since, detail: "not in the channel", fix: "Type /invite @Newshound.", waiting: 2 },
          { channel: other, since, detail: "In #ai I lack Embed Links.", waiting: 1 },
        ],
        platforms: [slack, { ...slack, name: "discord", state: "down", detail: "no answer" }],
      },
    }).say("status");
    expect(text).toContain(
      "This channel rests with 2 alerts waiting: not in the channel since <time 2026-05-04T09:00>. Type /invite @Newshound.",
    );
    expect(text).toContain(
      "slack:T1/C9 rests with 1 alert waiting: In #ai I lack Embed Links since <time 2026-05-04T09:00>.",
    );
    expect(text).toContain("1 alert could not be told and was given up.");
    expect(text).toContain("Discord down since <time 2026-05-04T09:00>: no answer");
  });

  it.each([
    ["repeat", "the alert is posted again and may be there twice (onUnknown: repeat)."],
    ["skip", "the alert is not posted again and may be missing (onUnknown: skip)."],
  ] as const)("says what becomes of a lost answer: %s", async (onUnknown, words) => {
    const terminal = { ...slack, name: "terminal", find: false };
    const text = await makeScene({ status: { onUnknown, platforms: [slack, terminal] } }).say("status");
    expect(text).toContain(
      `Terminal cannot be asked whether a message arrived. When its answer is lost, ${words}`,
    );
    expect(text).not.toContain("slack cannot");
  });
});
