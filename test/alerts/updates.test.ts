import { describe, expect, it } from "vitest";
import { type Alert, alertId } from "../../src/alerts/alert.ts";
import { type Decision, decide, type Match, type Rules } from "../../src/alerts/decide.ts";
import type { Lead } from "../../src/alerts/plan.ts";
import { stableId } from "../../src/text/id.ts";
import { channelKey } from "../../src/watches/channel.ts";
import { anAlert, aStory, aWatch, MORNING, newsroom, plus } from "../doubles/samples.ts";

const MINUTE = 60_000;
const ID = alertId(newsroom, "a");
const TOLD = anAlert({ id: ID, story: "a", verdict: { kind: "told", dispatch: ID, by: "post" } });

interface Scene {
  readonly alert?: Alert;
  readonly lead?: Partial<Lead> | "unknown";
  readonly title?: string;
  readonly updates?: Rules["updates"];
  readonly matches?: readonly Match[];
  readonly decision?: Partial<Decision>;
}

/** What is decided when the publisher gives story a another title. */
function revised({
  alert = TOLD,
  lead = {},
  title = "OpenAI opens two offices",
  updates = "edit",
  ...more
}: Scene) {
  const key = channelKey(newsroom);
  const leads: readonly Lead[] =
    lead === "unknown" ? [] : [{ alert, dead: false, joined: 0, replies: 0, ...lead }];
  const story = aStory({ id: "a", title, updatedAt: MORNING });
  const revision = { story: "a", title, at: MORNING };
  return decide({
    now: MORNING,
    silent: false,
    arrivals: [
      { story, revision, near: [], matches: more.matches ?? [{ watch: aWatch(), because: [] }], seen: [] },
    ],
    past: new Map([
      [
        key,
        {
          posts: 0,
          alerts: new Map([["a", alert]]),
          leads: new Map(leads.map((one) => [one.alert.id, one])),
          latest: new Map(),
        },
      ],
    ]),
    rules: new Map([[key, { coverage: "normal", updates }]]),
    marks: [],
    ...more.decision,
  });
}

const kindsOf = (scene: Scene) => revised(scene).dispatches.map(({ kind }) => kind);

describe("a story whose title has changed", () => {
  it("is kept as a revision, and has its message edited a minute later", () => {
    const plan = revised({});
    expect(plan).toMatchObject({ stories: [], sightings: [], alerts: [], revisions: [{ story: "a" }] });
    const dueAt = plus(MORNING, MINUTE);
    expect(plan.dispatches).toEqual([
      {
        id: stableId("edit", ID, dueAt.toISOString()),
        channel: newsroom,
        kind: "edit",
        target: ID,
        alerts: [ID],
        state: "pending",
        attempts: 0,
        dueAt,
        createdAt: MORNING,
      },
    ]);
  });

  it("adds to the edit that waits, and is seldom shown where many have joined", () => {
    const openEdit = { id: "open", dueAt: plus(MORNING, 5) };
    expect(revised({ lead: { openEdit } }).dispatches).toMatchObject([{ id: "open", dueAt: openEdit.dueAt }]);
    expect(revised({ lead: { joined: 6 } }).dispatches[0]?.dueAt).toEqual(plus(MORNING, 10 * MINUTE));
  });

  it("is a reply besides where it is marked as a correction, and instead where the channel wants replies", () => {
    const title = "CORRECTED: OpenAI opens no office";
    expect(revised({ title }).dispatches).toMatchObject([
      { id: stableId("reply", ID, title), kind: "reply", target: ID, alerts: [ID], dueAt: MORNING },
      { kind: "edit", target: ID, alerts: [ID] },
    ]);
    expect(kindsOf({ updates: "reply" })).toEqual(["reply"]);
    expect(kindsOf({ updates: "reply", lead: { replies: 3 } })).toEqual(["edit"]);
    expect(kindsOf({ title, lead: { replies: 3 } })).toEqual(["edit"]);
  });

  it("replies to each title of its own", () => {
    const idOf = (title: string) => revised({ title, updates: "reply" }).dispatches[0]?.id;
    expect(idOf("One")).toBe(idOf("One"));
    expect(idOf("One")).not.toBe(idOf("Two"));
  });

  it.each<[string, Scene]>([
    ["where the channel wants none of it", { updates: "ignore", title: "CORRECTED: no office" }],
    ["where its message was never posted", { lead: { dead: true } }],
    ["where its message is not known", { lead: "unknown" }],
    ["at a first poll", { decision: { silent: true } }],
    [
      "where a digest told it",
      { alert: { ...TOLD, verdict: { kind: "told", dispatch: "d", by: "digest" } } },
    ],
    [
      "where a digest told it and replies are wanted",
      { updates: "reply", alert: { ...TOLD, verdict: { kind: "told", dispatch: "d", by: "digest" } } },
    ],
  ])("does nothing %s", (_, scene) => {
    expect(revised(scene)).toMatchObject({ alerts: [], dispatches: [] });
  });

  it("notes a watch that it matches only now, without telling it again", () => {
    const watch = aWatch({ text: "two" });
    const plan = revised({ matches: [{ watch, because: [] }] });
    expect(plan.alerts).toMatchObject([
      { id: ID, verdict: TOLD.verdict, matches: [{}, { query: "two", held: "already told" }] },
    ]);
    expect(plan.dispatches).toMatchObject([{ kind: "edit" }]);
  });

  it("is told where it was held only if a watch matches it only now", () => {
    const matches = [{ watch: "watch-OpenAI", query: "OpenAI", because: [], held: "first poll" as const }];
    const alert: Alert = { ...TOLD, matches, verdict: { kind: "held", reason: "first poll" } };
    expect(revised({ alert, lead: "unknown" })).toMatchObject({ alerts: [], dispatches: [] });
    const two = [{ watch: aWatch({ text: "two" }), because: [] }];
    expect(kindsOf({ alert, lead: "unknown", matches: two })).toEqual(["post"]);
  });
});

describe("a story that arrives twice at once", () => {
  it("is told once, and its further watch is noted", () => {
    const arrival = (text: string) => ({
      story: aStory({ id: "a" }),
      near: [],
      matches: [{ watch: aWatch({ text }), because: [] }],
      seen: [],
    });
    const plan = decide({
      now: MORNING,
      silent: false,
      arrivals: [arrival("OpenAI"), arrival("office")],
      past: new Map(),
      marks: [],
    });
    expect(plan.dispatches).toMatchObject([{ kind: "post", alerts: [ID] }]);
    expect(plan.alerts).toMatchObject([{ matches: [{ query: "OpenAI" }, { held: "already told" }] }]);
  });
});
