import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Alert, alertId } from "../../src/alerts/alert.ts";
import { type Arrival, type Decision, decide, type Rules } from "../../src/alerts/decide.ts";
import type { ChannelPast, Lead } from "../../src/alerts/plan.ts";
import type { Near } from "../../src/stories/near.ts";
import type { Story } from "../../src/stories/story.ts";
import { channelKey } from "../../src/watches/channel.ts";
import { anAlert, aStory, aWatch, MORNING, newsroom, plus } from "../doubles/samples.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ID = alertId(newsroom, "new");

function near(story: string, more: Partial<Near> = {}): Near {
  return { story, coverage: "event", similarity: 0.3, how: "similar", because: ["spud"], ...more };
}

/** An alert of the newsroom that was told by a post of its own. */
function told(story: string, ageMs = 0, more: Partial<Alert> = {}): Alert {
  const id = alertId(newsroom, story);
  const verdict = { kind: "told", dispatch: id, by: "post" } as const;
  return anAlert({ id, story, verdict, coverage: "event", decidedAt: plus(MORNING, -ageMs), ...more });
}

function leadOf(alert: Alert, more: Partial<Lead> = {}): Lead {
  return { alert, dead: false, joined: 0, replies: 0, ...more };
}

/** What the newsroom knows: leads with their alerts, and further alerts. */
function pastOf(leads: readonly Lead[], alerts: readonly Alert[] = [], more: Partial<ChannelPast> = {}) {
  const all = [...leads.map(({ alert }) => alert), ...alerts];
  return {
    posts: 0,
    alerts: new Map(all.map((alert) => [alert.story, alert])),
    leads: new Map(leads.map((lead) => [lead.alert.id, lead])),
    latest: new Map<string, string>(),
    ...more,
  };
}

interface Scene {
  readonly past?: ChannelPast;
  readonly near?: readonly Near[];
  readonly story?: Partial<Story>;
  readonly rules?: Partial<Rules>;
  readonly arrival?: Partial<Arrival>;
  readonly decision?: Partial<Decision>;
}

function arrivalOf(story: Partial<Story>, more: Partial<Arrival> = {}): Arrival {
  const matches = [{ watch: aWatch(), because: [] }];
  return { story: aStory({ id: "new", ...story }), near: [], matches, seen: [], ...more };
}

function decided(scene: Scene) {
  const key = channelKey(newsroom);
  const rules: Rules = { coverage: "normal", updates: "edit", ...scene.rules };
  return decide({
    now: MORNING,
    silent: false,
    arrivals: [arrivalOf(scene.story ?? {}, { near: scene.near ?? [], ...scene.arrival })],
    past: new Map([[key, scene.past ?? pastOf([])]]),
    rules: new Map([[key, rules]]),
    marks: [],
    ...scene.decision,
  });
}

const verdictOf = (scene: Scene) => decided(scene).alerts[0]?.verdict;
const kindsOf = (scene: Scene) => decided(scene).dispatches.map(({ kind }) => kind);

describe("a story about an event that was told here", () => {
  const lead = told("first", HOUR);

  it("joins the message of the alert that told it, and has it edited a minute later", () => {
    const plan = decided({ past: pastOf([leadOf(lead)]), near: [near("first")] });
    expect(plan.alerts).toMatchObject([
      { id: ID, verdict: { kind: "joined", alert: lead.id, near: near("first") } },
    ]);
    expect(plan.alerts[0]).not.toHaveProperty("coverage");
    expect(plan.dispatches).toMatchObject([
      { kind: "edit", target: lead.id, alerts: [ID], dueAt: plus(MORNING, MINUTE), state: "pending" },
    ]);
  });

  it("joins what its nearest story has joined", () => {
    const joined = told("second", 0, { verdict: { kind: "joined", alert: lead.id, near: near("first") } });
    const past = pastOf([leadOf(lead)], [joined]);
    expect(verdictOf({ past, near: [near("second")] })).toMatchObject({ kind: "joined", alert: lead.id });
  });

  it("joins what was told last of its coverage, where no near story has an alert here", () => {
    const latest = new Map([["event", lead.id]]);
    const past = { ...pastOf([leadOf(lead)], [], { latest }), alerts: new Map() };
    const scene = { past, near: [near("unheard")] };
    expect(verdictOf(scene)).toMatchObject({ kind: "joined", alert: lead.id, near: near("unheard") });
    for (const coverage of ["exact", "strict"] as const) {
      const near1 = near("unheard", { how: "title", similarity: 1 });
      expect(verdictOf({ past, near: [near1], rules: { coverage } })).toMatchObject({ kind: "told" });
    }
  });

  it.each<[Rules["coverage"], Partial<Near>, string]>([
    ["normal", {}, "joined"],
    ["strict", {}, "told"],
    ["strict", { similarity: 0.9 }, "joined"],
    ["strict", { how: "title", similarity: 1 }, "joined"],
    ["exact", { similarity: 0.9 }, "told"],
    ["exact", { how: "url", similarity: 1 }, "joined"],
    ["exact", { how: "content", similarity: 1 }, "joined"],
    ["off", { how: "url", similarity: 1 }, "told"],
  ])("at level %s with %j is %s", (coverage, how, kind) => {
    const scene = { past: pastOf([leadOf(lead)]), near: [near("first", how)], rules: { coverage } };
    expect(verdictOf(scene)?.kind).toBe(kind);
  });

  it("prefers the alert of the nearest story, unless that is older than two days and another is not", () => {
    const young = told("young", HOUR);
    const past = (ageMs: number) => pastOf([leadOf(told("old", ageMs)), leadOf(young)]);
    const both = [near("old"), near("young")];
    expect(verdictOf({ past: past(47 * HOUR), near: both })).toMatchObject({
      alert: alertId(newsroom, "old"),
    });
    expect(verdictOf({ past: past(48 * HOUR), near: both })).toMatchObject({ alert: young.id });
  });

  it("is told by itself where that is two days ago, and links back", () => {
    const old = told("first", 48 * HOUR);
    const plan = decided({ past: pastOf([leadOf(old)]), near: [near("first")] });
    expect(plan.alerts[0]?.verdict).toEqual({ kind: "told", dispatch: ID, by: "post", follows: old.id });
    expect(plan.dispatches).toMatchObject([{ id: ID, kind: "post" }]);
    const flooded = { ...pastOf([leadOf(old)]), posts: 10 };
    expect(verdictOf({ past: flooded, near: [near("first")] })).toMatchObject({
      by: "digest",
      follows: old.id,
    });
  });

  it.each<[string, ChannelPast]>([
    ["whose message was never posted", pastOf([leadOf(lead, { dead: true })])],
    ["that was held", pastOf([], [told("first", 0, { verdict: { kind: "held", reason: "paused" } })])],
    ["that is no longer known", pastOf([], [lead])],
  ])("does not join an alert %s", (_, past) => {
    expect(verdictOf({ past, near: [near("first")] })).toEqual({ kind: "told", dispatch: ID, by: "post" });
  });

  it("is held where it would be held alone", () => {
    const past = pastOf([leadOf(lead)]);
    const silent = decided({ past, near: [near("first")], decision: { silent: true } });
    expect(silent).toMatchObject({ alerts: [{ verdict: { reason: "first poll" } }], dispatches: [] });
    const paused = [{ watch: aWatch({ pausedUntil: plus(MORNING, 1) }), because: [] }];
    expect(verdictOf({ past, near: [near("first")], arrival: { matches: paused } })).toEqual({
      kind: "held",
      reason: "paused",
    });
  });

  it("joins when it is let go after it was held", () => {
    const held = told("new", HOUR, { verdict: { kind: "held", reason: "first poll" }, matches: [] });
    const scene = { past: pastOf([leadOf(lead)], [held]), near: [near("first")] };
    expect(decided(scene).alerts).toMatchObject([
      { id: ID, verdict: { kind: "joined" }, decidedAt: MORNING },
    ]);
  });

  it("follows the defaults where the rules of the channel are not given", () => {
    const scene = { past: pastOf([leadOf(lead)]), near: [near("first")], decision: { rules: new Map() } };
    expect(verdictOf(scene)?.kind).toBe("joined");
  });
});

describe("the coverage that a told alert leads", () => {
  const coverageOf = (scene: Scene) => decided(scene).alerts[0]?.coverage;

  it("is that of its story, which may be the first", () => {
    expect(coverageOf({ story: { coverage: "event" } })).toBe("event");
    expect(coverageOf({})).toBe("new");
  });

  it("is the story's own where another alert leads, and none where that is taken, too", () => {
    const latest = new Map([["event", "x"]]);
    expect(coverageOf({ past: pastOf([], [], { latest }), story: { coverage: "event" } })).toBe("new");
    const own = new Map([["new", "x"]]);
    expect(decided({ past: pastOf([], [], { latest: own }) }).alerts[0]).not.toHaveProperty("coverage");
  });

  it("is none at level off", () => {
    expect(decided({ rules: { coverage: "off" } }).alerts[0]).not.toHaveProperty("coverage");
  });

  it("is led by one of two stories that arrive together", () => {
    const arrivals = ["a", "b"].map((id) => arrivalOf({ id, coverage: "event" }));
    const { alerts, dispatches } = decided({ decision: { arrivals } });
    expect(alerts.map(({ coverage }) => coverage)).toEqual(["event", "b"]);
    expect(dispatches).toHaveLength(2);
  });
});

describe("the message of a lead", () => {
  const lead = told("first", HOUR);
  const joinAll = (count: number, more: Partial<Lead> = {}) => {
    const arrivals = Array.from({ length: count }, (_, n) => {
      return arrivalOf({ id: `s${n}` }, { near: [near("first")] });
    });
    return decided({ past: pastOf([leadOf(lead, more)]), decision: { arrivals } });
  };

  it("is edited once for all that join together", () => {
    const { dispatches } = joinAll(7);
    expect(dispatches).toHaveLength(1);
    expect(dispatches[0]?.alerts).toHaveLength(7);
    expect(dispatches[0]?.dueAt).toEqual(plus(MORNING, MINUTE));
  });

  it("is edited seldom from the sixth story on", () => {
    expect(joinAll(1, { joined: 4 }).dispatches[0]?.dueAt).toEqual(plus(MORNING, MINUTE));
    expect(joinAll(1, { joined: 5 }).dispatches[0]?.dueAt).toEqual(plus(MORNING, 10 * MINUTE));
  });

  it("has the further stories added to an edit that waits", () => {
    const openEdit = { id: "open", dueAt: plus(MORNING, 5) };
    expect(joinAll(2, { openEdit }).dispatches).toMatchObject([
      { id: "open", dueAt: openEdit.dueAt, alerts: { length: 2 } },
    ]);
  });

  it("is left alone after a day, and where a digest told it", () => {
    const scene = (alert: Alert): Scene => ({ past: pastOf([leadOf(alert)]), near: [near("first")] });
    expect(kindsOf(scene(told("first", 24 * HOUR - 1)))).toEqual(["edit"]);
    expect(kindsOf(scene(told("first", 24 * HOUR)))).toEqual([]);
    const byDigest = told("first", HOUR, { verdict: { kind: "told", dispatch: "d", by: "digest" } });
    expect(kindsOf(scene(byDigest))).toEqual([]);
    const corrected = { ...scene(byDigest), story: { title: "CORRECTION: no office" } };
    expect(kindsOf(corrected)).toEqual([]);
    expect(verdictOf(scene(byDigest))?.kind).toBe("joined");
  });
});

describe("material news", () => {
  const lead = told("first", HOUR);
  const scene = (title: string, more: Partial<Lead> = {}, updates: Rules["updates"] = "edit"): Scene => ({
    past: pastOf([leadOf(lead, more)]),
    near: [near("first")],
    story: { title },
    rules: { updates },
    decision: { led: new Map([["first", aStory({ title: "Quake kills 12", text: "" })]]) },
  });

  it("is a reply at once, which joins all the same", () => {
    const plan = decided(scene("Quake toll rises to 31"));
    expect(plan.alerts[0]?.verdict.kind).toBe("joined");
    expect(plan.dispatches).toMatchObject([{ kind: "reply", target: lead.id, alerts: [ID], dueAt: MORNING }]);
    expect(kindsOf(scene("Toll of quake stays at 12"))).toEqual(["edit"]);
    expect(kindsOf(scene("Quake toll rises to 31", {}, "reply"))).toEqual(["reply"]);
  });

  it("is a reply also where the message is no longer edited", () => {
    const old = told("first", 30 * HOUR);
    expect(kindsOf({ ...scene("Quake toll rises to 31"), past: pastOf([leadOf(old)]) })).toEqual(["reply"]);
  });

  it("is a further outlet where replies are not wanted, or were three already", () => {
    expect(kindsOf(scene("CORRECTION: quake kills 11", {}, "ignore"))).toEqual(["edit"]);
    expect(kindsOf(scene("CORRECTION: quake kills 11", { replies: 2 }))).toEqual(["reply"]);
    expect(kindsOf(scene("CORRECTION: quake kills 11", { replies: 3 }))).toEqual(["edit"]);
  });

  it("counts the replies of one decision", () => {
    const arrivals = ["31", "41", "51", "61"].map((toll) =>
      arrivalOf({ id: toll, title: `Quake toll rises to ${toll}` }, { near: [near("first")] }),
    );
    const base = scene("");
    const kinds = kindsOf({ ...base, decision: { ...base.decision, arrivals } });
    expect(kinds).toEqual(["reply", "reply", "reply", "edit"]);
  });

  it("is not what a near story has told here already", () => {
    const base = scene("Quake toll rises to 31");
    const verdict = { kind: "joined", alert: lead.id, near: near("first") } as const;
    const second = told("second", HOUR, { verdict });
    const led = new Map([...(base.decision?.led ?? []), ["second", aStory({ title: "31 dead in quake" })]]);
    const withSecond = { ...base, near: [near("second"), near("first")], decision: { led } };
    expect(kindsOf({ ...withSecond, past: pastOf([leadOf(lead)], [second]) })).toEqual(["edit"]);
    const held = { ...second, verdict: { kind: "held", reason: "paused" } as const };
    expect(kindsOf({ ...withSecond, past: pastOf([leadOf(lead)], [held]) })).toEqual(["reply"]);
  });

  it("needs the words of what was told, or a mark", () => {
    expect(kindsOf({ ...scene("Quake toll rises to 31"), decision: {} })).toEqual(["edit"]);
    expect(kindsOf({ ...scene("CORRECTION: no quake"), decision: {} })).toEqual(["reply"]);
  });
});

describe("decide (laws)", () => {
  it("tells or joins each story once, edits a message once, and lets one alert lead a coverage", () => {
    const story = fc.record({
      near: fc.subarray(["a", "b", "c"]),
      event: fc.constantFrom("a", "b", undefined),
      how: fc.constantFrom<Near["how"]>("similar", "title"),
      toll: fc.nat({ max: 40 }),
    });
    const old = fc.record({ age: fc.nat({ max: 72 }), digest: fc.boolean(), dead: fc.boolean() });
    const level = fc.constantFrom<Rules["coverage"]>("off", "exact", "normal", "strict");
    fc.assert(
      fc.property(
        fc.array(story, { maxLength: 12 }),
        fc.array(old, { maxLength: 3 }),
        level,
        (stories, olds, coverage) => {
          const leads = olds.map(({ age, digest, dead }, at) => {
            const id = ["a", "b", "c"][at] ?? "";
            const by = digest
              ? ({ dispatch: "d", by: "digest" } as const)
              : ({ dispatch: id, by: "post" } as const);
            const verdict = { kind: "told", ...by } as const;
            return leadOf(told(id, age * HOUR, { verdict, coverage: id }), { dead });
          });
          const past = pastOf(leads, [], {
            latest: new Map(leads.map(({ alert }) => [alert.story, alert.id])),
          });
          const arrivals = stories.map(({ near: found, event, how, toll }, at) =>
            arrivalOf(
              { id: `s${at}`, title: `Quake kills ${toll}`, ...(event && { coverage: event }) },
              { near: found.map((id) => near(id, { coverage: id, how })) },
            ),
          );
          const led = new Map(leads.map(({ alert }) => [alert.story, aStory({ title: "Quake kills 12" })]));
          const plan = decided({ past, rules: { coverage }, decision: { arrivals, led } });
          expect(plan.alerts).toHaveLength(stories.length);
          const tells = plan.dispatches.filter(({ kind }) => kind === "post" || kind === "digest");
          const toldHere = plan.alerts.filter(({ verdict }) => verdict.kind === "told").map(({ id }) => id);
          expect(tells.flatMap(({ alerts }) => alerts)).toEqual(toldHere);
          const edits = plan.dispatches.filter(({ kind }) => kind === "edit").map(({ target }) => target);
          expect(new Set(edits).size).toBe(edits.length);
          const coverages = [...leads.map(({ alert }) => alert), ...plan.alerts].flatMap(
            (one) => one.coverage ?? [],
          );
          expect(new Set(coverages).size).toBe(coverages.length);
          for (const { verdict } of plan.alerts) {
            if (verdict.kind !== "joined") continue;
            const lead = past.leads.get(verdict.alert);
            expect(coverage).not.toBe("off");
            expect(lead?.dead).toBe(false);
            expect(MORNING.getTime() - (lead?.alert.decidedAt.getTime() ?? 0)).toBeLessThan(48 * HOUR);
          }
          expect(decided({ past, rules: { coverage }, decision: { arrivals, led } })).toEqual(plan);
        },
      ),
      { numRuns: 60 },
    );
  });
});
