import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alertId } from "../../src/alerts/alert.ts";
import { type Arrival, type Decision, decide, FLOOD } from "../../src/alerts/decide.ts";
import type { ChannelPast } from "../../src/alerts/plan.ts";
import { channelKey } from "../../src/watches/channel.ts";
import { anAlert, aStory, aWatch, MORNING, newsroom, plus } from "../doubles/samples.ts";

const elsewhere = { ...newsroom, id: "other" };
const NONE: ChannelPast = { posts: 0, alerts: new Map(), leads: new Map(), latest: new Map() };

function arrival(id: string, watches = [aWatch()]): Arrival {
  return {
    story: aStory({ id }),
    near: [],
    matches: watches.map((watch) => ({ watch, because: [] })),
    seen: [],
  };
}

function decision(
  arrivals: readonly Arrival[],
  past: Partial<ChannelPast> = {},
  more: Partial<Decision> = {},
): Decision {
  const map = new Map([[channelKey(newsroom), { ...NONE, ...past }]]);
  return { now: MORNING, silent: false, arrivals, past: map, marks: [], ...more };
}

describe("decide", () => {
  it("gives each matched story a post of its own, under the id of its alert", () => {
    const plan = decide(decision([arrival("a"), arrival("b")]));
    expect(plan.stories.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(plan.dispatches.map(({ id, kind, alerts }) => ({ id, kind, alerts }))).toEqual(
      ["a", "b"].map((story) => {
        const id = alertId(newsroom, story);
        return { id, kind: "post", alerts: [id] };
      }),
    );
  });

  it("stores a story that nothing matches, and says nothing", () => {
    const plan = decide(decision([arrival("a", [])]));
    expect(plan).toMatchObject({ alerts: [], dispatches: [], stories: [{ id: "a" }] });
  });

  it("gives one alert that names both of a channel's watches", () => {
    const plan = decide(decision([arrival("a", [aWatch(), aWatch({ text: "office" })])]));
    expect(plan.dispatches).toHaveLength(1);
    expect(plan.alerts[0]?.matches.map(({ query }) => query)).toEqual(["OpenAI", "office"]);
  });

  it("tells every channel for itself", () => {
    const plan = decide(decision([arrival("a", [aWatch(), aWatch({ channel: elsewhere })])]));
    expect(plan.dispatches.map(({ channel }) => channel.id)).toEqual(["news", "other"]);
  });

  it("holds everything at a first poll, with that reason", () => {
    const plan = decide(decision([arrival("a")], {}, { silent: true }));
    expect(plan.dispatches).toEqual([]);
    expect(plan.alerts[0]?.verdict).toEqual({ kind: "held", reason: "first poll" });
  });

  it("holds what only paused watches match, and tells when one of them is not paused", () => {
    const paused = aWatch({ text: "paused", pausedUntil: plus(MORNING, 1) });
    const over = aWatch({ text: "over", pausedUntil: MORNING });
    expect(decide(decision([arrival("a", [paused])])).alerts[0]?.verdict).toEqual({
      kind: "held",
      reason: "paused",
    });
    const [alert] = decide(decision([arrival("a", [paused, over])])).alerts;
    expect(alert?.verdict.kind).toBe("told");
    expect(alert?.matches.map(({ held }) => held)).toEqual(["paused", undefined]);
  });

  it("notes a further watch on a story that was told, without telling it again", () => {
    const known = anAlert({ story: "a" });
    const plan = decide(
      decision([arrival("a", [aWatch({ text: "office" })])], { alerts: new Map([["a", known]]) }),
    );
    expect(plan.dispatches).toEqual([]);
    expect(plan.alerts[0]).toMatchObject({ id: known.id, verdict: known.verdict });
    expect(plan.alerts[0]?.matches.at(-1)).toMatchObject({ query: "office", held: "already told" });
  });

  it("tells a held story when a further watch matches it, and keeps what was known", () => {
    const known = anAlert({
      id: alertId(newsroom, "a"),
      story: "a",
      verdict: { kind: "held", reason: "first poll" },
    });
    const plan = decide(
      decision([arrival("a", [aWatch({ text: "office" })])], { alerts: new Map([["a", known]]) }),
    );
    expect(plan.alerts[0]?.matches).toHaveLength(2);
    expect(plan.dispatches).toHaveLength(1);
  });

  it("says nothing anew about a watch whose verdict is known", () => {
    const plan = decide(decision([arrival("a")], { alerts: new Map([["a", anAlert({ story: "a" })]]) }));
    expect(plan).toMatchObject({ alerts: [], dispatches: [] });
  });

  it("says nothing again of a watch that was held when the story was told for another", () => {
    const matches = [
      { watch: "watch-OpenAI", query: "OpenAI", because: [], held: "first poll" as const },
      { watch: "watch-office", query: "office", because: [] },
    ];
    const alerts = new Map([["a", anAlert({ story: "a", matches })]]);
    expect(decide(decision([arrival("a")], { alerts }))).toMatchObject({ alerts: [], dispatches: [] });
  });

  it("posts ten of a flood and puts the other 290 into one digest", () => {
    const arrivals = Array.from({ length: 300 }, (_, n) => arrival(`s${n}`));
    const { dispatches, alerts } = decide(decision(arrivals));
    const digest = dispatches.find(({ kind }) => kind === "digest");
    expect(dispatches).toHaveLength(11);
    expect(digest?.alerts).toHaveLength(290);
    expect(digest && digest.dueAt > MORNING).toBe(true);
    expect(alerts.filter(({ verdict }) => verdict.kind === "told" && verdict.by === "digest")).toHaveLength(
      290,
    );
  });

  it("counts the posts of the window that the store knows of", () => {
    const { dispatches } = decide(decision([arrival("a"), arrival("b")], { posts: FLOOD.posts - 1 }));
    expect(dispatches.map(({ kind }) => kind)).toEqual(["post", "digest"]);
  });

  it("adds to the digest that is open, even when there is room for a post, so that order is kept", () => {
    const openDigest = { id: "open", dueAt: plus(MORNING, 5_000) };
    const { dispatches } = decide(decision([arrival("a")], { openDigest }));
    expect(dispatches).toMatchObject([{ id: "open", kind: "digest", dueAt: openDigest.dueAt }]);
  });

  it("leaves a window between two digests of a channel", () => {
    const lastDigestAt = plus(MORNING, -60_000);
    const { dispatches } = decide(decision([arrival("a")], { posts: FLOOD.posts, lastDigestAt }));
    expect(dispatches[0]?.dueAt).toEqual(plus(lastDigestAt, FLOOD.windowMs));
  });

  it("records a sighting instead of a story, and carries marks and the state of the source", () => {
    const sighting = {
      story: "a",
      source: "source-2",
      sourceName: "Other",
      url: "https://o.example/a",
      at: MORNING,
    };
    const seen = { key: "i/1", mark: { story: "a", at: 1 }, ttlMs: 1 };
    const mark = { key: "i/2", mark: { story: "b", at: 1 }, ttlMs: 1 };
    const source = { id: "source-2", state: { dueAt: MORNING, failures: 0, intervalMs: 1 } };
    const plan = decide(
      decision([{ ...arrival("a", []), sighting, seen: [seen] }], {}, { marks: [mark], source }),
    );
    expect(plan).toMatchObject({ stories: [], sightings: [sighting], seen: [seen, mark], source });
  });

  it("tells each story of a channel exactly once, whatever comes (law)", () => {
    const kinds = fc.array(fc.record({ story: fc.integer({ min: 0, max: 30 }), office: fc.boolean() }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(kinds, fc.integer({ min: 0, max: 12 }), (wanted, posts) => {
        const unique = [...new Map(wanted.map((one) => [one.story, one])).values()];
        const arrivals = unique.map(({ story, office }) =>
          arrival(`s${story}`, office ? [aWatch(), aWatch({ text: "office" })] : [aWatch()]),
        );
        const plan = decide(decision(arrivals, { posts }));
        const told = plan.dispatches.flatMap(({ alerts }) => alerts);
        expect(told).toEqual(unique.map(({ story }) => alertId(newsroom, `s${story}`)));
        expect(plan.dispatches.filter(({ kind }) => kind === "post").length).toBeLessThanOrEqual(
          Math.max(0, FLOOD.posts - posts),
        );
      }),
    );
  });
});
