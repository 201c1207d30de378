import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Alert, alertId } from "../../src/alerts/alert.ts";
import type { Plan } from "../../src/alerts/plan.ts";
import { makeSplit } from "../../src/desk/split.ts";
import { StoreError } from "../../src/store/errors.ts";
import { openStore } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { urlKey } from "../../src/stories/identity.ts";
import type { Channel } from "../../src/watches/channel.ts";
import { cardText } from "../doubles/card-text.ts";
import { makeClock } from "../doubles/clock.ts";
import { makePress } from "../doubles/press.ts";
import { aDispatch, anAlert, aStory, newsroom } from "../doubles/samples.ts";
import { failing } from "../doubles/store.ts";
import { plan } from "../store/plans.ts";
import { here, nextDoor } from "./scene.ts";

const MINUTE = 60_000;
const NO_CARD = { kind: "alert", parts: [], buttons: [] } as const;
const [lead, middle, late] = ["lead", "middle", "late"].map((id) =>
  aStory({ id, title: `OpenAI, ${id}`, coverage: "lead" }),
) as [ReturnType<typeof aStory>, ReturnType<typeof aStory>, ReturnType<typeof aStory>];

let store: Store;
let clock: ReturnType<typeof makeClock>;
let committed: Plan[];
let parted: string[];
let doubts: number;

beforeEach(async () => {
  clock = makeClock();
  store = await openStore({ folder: ":memory:", now: clock.now });
  committed = [];
  parted = [];
  doubts = 0;
  await store.commit(plan({ stories: [lead, middle, late] }));
});
afterEach(() => store.close());

function splitOf(over: Store = store, part = async () => {}) {
  return makeSplit({
    store: over,
    clock,
    committed: (one) => void committed.push(one),
    covering: {
      part: (story, from) => {
        parted.push(`${story.id} from ${from}`);
        return part();
      },
      doubt: () => {
        doubts += 1;
      },
    },
  });
}

const told = (story: string, channel: Channel = here, more: Partial<Alert> = {}): Alert => {
  const id = alertId(channel, story);
  return anAlert({ id, channel, story, verdict: { kind: "told", dispatch: id, by: "post" }, ...more });
};

/** An alert that joined the lead, found near one of the stories. */
function joined(story: string, near: string, channel: Channel = here): Alert {
  const how = {
    story: near,
    coverage: "lead",
    similarity: 0.4,
    how: "similar",
    because: ["OpenAI"],
  } as const;
  const verdict = { kind: "joined", alert: alertId(channel, "lead"), near: how } as const;
  return told(story, channel, { verdict });
}

/** Tells the lead in a channel, and lets another story join it. */
async function join(story: string, near: string, channel: Channel = here): Promise<Alert> {
  const first = told("lead", channel, { coverage: "lead" });
  const post = aDispatch({ id: first.id, channel, alerts: [first.id] });
  await store.commit(plan({ alerts: [first], dispatches: [post] }));
  const alert = joined(story, near, channel);
  await store.commit(plan({ alerts: [alert] }));
  return alert;
}

/** Sends the post of the lead. */
async function send(channel: Channel = here): Promise<void> {
  const post = await store.dispatches.sending(alertId(channel, "lead"), clock.now());
  await store.dispatches.settle({ ...post, state: "sent", message: { channel, id: "m" } });
}

describe("a split", () => {
  it("tells the story by itself, edits the message that it had joined, and keeps the two apart", async () => {
    const alert = await join("late", "lead");
    await send();
    clock.advance(MINUTE);
    const now = clock.now();
    expect(await splitOf()(here, alert.id)).toMatchObject({
      kind: "split",
      story: { id: "late" },
      from: { id: "lead" },
    });
    expect(await store.alerts.of(here, "late")).toEqual({
      ...alert,
      verdict: { kind: "told", dispatch: alert.id, by: "post" },
      coverage: "late",
      decidedAt: now,
    });
    const waiting = await store.dispatches.pending(here);
    const head = alertId(here, "lead");
    expect(waiting).toMatchObject([
      { id: alert.id, kind: "post", alerts: [alert.id], dueAt: now },
      { kind: "edit", target: head, alerts: [head], dueAt: now },
    ]);
    expect(await store.stories.parted()).toEqual([["late", "lead"]]);
    expect((await store.stories.get(["late"]))[0]?.coverage).toBe("late");
    expect(parted).toEqual(["late from lead"]);
    expect(committed).toHaveLength(1);
  });

  it("parts it from the story that it was found to be near as well", async () => {
    const alert = await join("late", "middle");
    await splitOf()(here, alert.id);
    expect(await store.stories.parted()).toEqual([
      ["late", "lead"],
      ["late", "middle"],
    ]);
    expect(parted).toEqual(["late from lead", "late from middle"]);
  });

  it("leaves other channels as they are", async () => {
    const alert = await join("late", "lead");
    const other = await join("late", "lead", nextDoor);
    await splitOf()(here, alert.id);
    expect(await store.alerts.of(nextDoor, "late")).toEqual(other);
    expect(await store.dispatches.pending(nextDoor)).toHaveLength(1);
  });

  it("leaves a message that still waits", async () => {
    const alert = await join("late", "lead");
    const head = alertId(here, "lead");
    const edit = aDispatch({ id: "e", kind: "edit", target: head, alerts: [alert.id] });
    await store.commit(plan({ alerts: [joined("middle", "lead")], dispatches: [edit] }));
    expect((await store.dispatches.get(head))?.alerts).toEqual([head, alert.id]);
    await splitOf()(here, alert.id);
    expect((await store.dispatches.get(head))?.alerts).toEqual([head]);
    expect((await store.dispatches.get(alert.id))?.alerts).toEqual([alert.id]);
  });

  it("leaves a digest as it was told", async () => {
    const first = told("lead", here, { verdict: { kind: "told", dispatch: "d", by: "digest" } });
    const digest = aDispatch({ id: "d", kind: "digest", alerts: [first.id] });
    await store.commit(plan({ alerts: [first], dispatches: [digest] }));
    const alert = joined("late", "lead");
    await store.commit(plan({ alerts: [alert] }));
    await splitOf()(here, alert.id);
    expect(committed[0]?.dispatches.map(({ kind }) => kind)).toEqual(["post"]);
  });

  it("edits nothing that was never posted, or that nobody knows of any more", async () => {
    const alert = await join("late", "lead");
    const dead = {
      ...store,
      dispatches: { ...store.dispatches, get: async () => aDispatch({ state: "dead" }) },
    };
    const gone = { ...store, dispatches: { ...store.dispatches, get: async () => undefined } };
    for (const one of [dead, gone]) {
      const plans: Plan[] = [];
      const blind = { ...one, commit: async (made: Plan) => void plans.push(made) };
      await splitOf(blind)(here, alert.id);
      expect(plans[0]?.dispatches.map(({ kind }) => kind)).toEqual(["post"]);
    }
  });

  it("leads no coverage that another alert leads already", async () => {
    const alert = await join("late", "lead");
    await store.commit(plan({ alerts: [told("middle", here, { coverage: "late" })] }));
    expect(await splitOf()(here, alert.id)).toMatchObject({ kind: "split" });
    expect(await store.alerts.of(here, "late")).not.toHaveProperty("coverage");
  });

  it("decides again where something came in between, and gives up in the end", async () => {
    const alert = await join("late", "lead");
    let fails = 2;
    const busy: Store = {
      ...store,
      async commit(one) {
        if (fails-- > 0) throw new StoreError("stale", "Decide again.");
        await store.commit(one);
      },
    };
    expect(await splitOf(busy)(here, alert.id)).toMatchObject({ kind: "split" });
    fails = 3;
    const other = await join("middle", "lead");
    await expect(splitOf(busy)(here, other.id)).rejects.toThrow("Decide again");
    expect(await store.alerts.of(here, "middle")).toEqual(other);
    expect(committed).toHaveLength(1);
  });

  it("changes nothing where the store fails, and stands where only coverage cannot be read", async () => {
    const alert = await join("late", "lead");
    const broken = failing(store, (call) => (call === "commit" ? "before" : undefined));
    await expect(splitOf(broken)(here, alert.id)).rejects.toThrow("Injected");
    expect(doubts).toBe(1);
    expect([committed, parted]).toEqual([[], []]);
    const unread = async () => Promise.reject(new Error("no reading"));
    expect(await splitOf(store, unread)(here, alert.id)).toMatchObject({ kind: "split" });
  });
});

describe("there is nothing to split", () => {
  it("where it was split already, and all stays as it is", async () => {
    const alert = await join("late", "lead");
    const split = splitOf();
    await split(here, alert.id);
    const waiting = await store.dispatches.pending(here);
    expect(await split(here, alert.id)).toEqual({ kind: "gone" });
    expect(await store.dispatches.pending(here)).toEqual(waiting);
    expect(committed).toHaveLength(1);
  });

  it("in another channel, in an alert that was told, and in one that is not known", async () => {
    const alert = await join("late", "lead");
    for (const [channel, id] of [
      [nextDoor, alert.id],
      [here, alertId(here, "lead")],
      [here, "unknown"],
    ] as const)
      expect(await splitOf()(channel, id)).toEqual({ kind: "gone" });
    expect(committed).toEqual([]);
  });

  it("where the other story is no longer stored", async () => {
    const alert = await join("late", "lead");
    const bare: Store = {
      ...store,
      stories: { ...store.stories, get: async (ids) => store.stories.get(ids.filter((id) => id !== "lead")) },
    };
    const leaderless: Store = {
      ...store,
      alerts: { ...store.alerts, get: async (ids) => store.alerts.get(ids.filter((id) => id === alert.id)) },
    };
    for (const one of [bare, leaderless])
      expect(await splitOf(one)(here, alert.id)).toEqual({ kind: "gone" });
  });
});

it("is shown in the channel, and two outlets that were parted are not joined again after a restart", async () => {
  const press = makePress(store, clock);
  const house = await press.open({ covers: true });
  await house.desk.watch(newsroom, { id: "ann", name: "Ann" }, "OpenAI");
  for (const name of ["wire", "blog"]) await press.add(house, name);
  const title = "OpenAI ends Sora and moves its computers to Spud";
  const html = "OpenAI told its staff that Sora will go, so that Spud, its next model, gets the computers.";
  press.publish("wire", "a", { title, html });
  await press.poll(house, "wire");
  press.publish("blog", "b", { title, html });
  await press.poll(house, "blog");
  const link = "https://news.example/b";
  const alert = await press.alertOf(link);
  expect(alert?.verdict).toMatchObject({ kind: "joined", near: { how: "title" } });
  expect(await house.desk.why(newsroom, link)).toMatchObject({
    lead: { story: { sourceName: "The wire" }, message: { id: expect.any(String) } },
  });
  expect(await house.desk.why(newsroom, "https://news.example/a")).toMatchObject({
    members: [{ alert: alert?.id, story: { sourceName: "The blog" } }],
    message: { id: expect.any(String) },
  });

  const lastEdit = async () => {
    clock.advance(2 * MINUTE);
    await house.delivery.idle();
    return cardText(press.truth.messages[0]?.edits.at(-1) ?? NO_CARD);
  };
  expect(await lastEdit()).toContain("also The blog");
  expect(await house.desk.split(newsroom, alert?.id ?? "")).toMatchObject({ kind: "split" });
  expect(await lastEdit()).toContain("OpenAI ends Sora");
  expect(await lastEdit()).not.toContain("The blog");
  expect(press.told()).toEqual([title, title]);

  const again = await press.open({ covers: true });
  const [first, second] = await Promise.all(
    ["a", "b"].map((id) => store.stories.byUrl(urlKey(`https://news.example/${id}`))),
  );
  if (!first || !second) throw new Error("they are stored");
  for (const one of [house, again]) expect(await one.covering.near(second)).toEqual([]);
});
