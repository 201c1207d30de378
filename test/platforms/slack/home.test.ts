import { describe, expect, it } from "vitest";
import { readButton, renderButtons } from "../../../src/platforms/slack/buttons.ts";
import { makeSeeing } from "../../../src/platforms/slack/seeing.ts";
import { homeView } from "../../../src/platforms/slack/views.ts";
import { channelKey } from "../../../src/watches/channel.ts";
import { makeScene, NOW, ANN as PERSON } from "../../commands/scene.ts";
import { makeWatch } from "../../doubles/desk.ts";
import { eventually } from "../../doubles/eventually.ts";
import { makeTestLog } from "../../doubles/log.ts";
import { aWatch } from "../../doubles/samples.ts";
import { checkView } from "../../doubles/slack/blocks.ts";
import { ANN, GENERAL, makeRig, NEWS, type Rig } from "./rig.ts";

const SECRET = { ...NEWS, id: "C3" };
const CHANNELS = [
  { id: "C1", name: "news", member: true },
  { id: "C2", name: "general", member: false },
  { id: "C3", name: "secret", member: true, private: true, people: ["UBOT", "U2"] },
];
const watches = () => [
  aWatch({ text: "OpenAI", channel: NEWS, id: "w-news" }),
  aWatch({ text: "Spud", channel: SECRET, id: "w-secret" }),
  aWatch({ text: "Sora", channel: ANN, id: "w-own" }),
];
const textOf = (value: unknown) => JSON.stringify(value);

async function openHome(rig: Rig, user = "U1") {
  await rig.double.home(user);
  await rig.double.until(() => rig.double.views.some((one) => one.user === user));
  const view = rig.double.views.find((one) => one.user === user && one.type === "home");
  if (!view) throw new Error("no home");
  return view;
}

/** The value of the button of an action that acts on a channel. */
function aimed(action: string, id: string, channel = NEWS): string {
  return textOf({ args: [id, ...(action === "edit" ? ["OpenAI"] : [])], channel: channelKey(channel) });
}

describe.each(["socket", "http"] as const)("the home tab over %s", (mode) => {
  const open = () => makeRig({ mode, world: { channels: CHANNELS }, desk: { watches: watches() } });

  it("lists the watches of the channels that its reader may know of", async () => {
    const rig = await open();
    const ann = textOf((await openHome(rig)).blocks);
    expect(ann).toContain("#news");
    expect(ann).toContain("Sora");
    expect(ann).not.toMatch(/Spud|secret/);
    const bob = textOf((await openHome(rig, "U2")).blocks);
    expect(bob).toContain("#secret");
    expect(bob).toContain("Spud");
    expect(bob).not.toContain("Sora");
    expect(checkView({ type: "home", blocks: (await openHome(rig)).blocks })).toEqual([]);
  });

  it("acts on the channel of a watch, and says there what came of it", async () => {
    const rig = await open();
    const view = await openHome(rig);
    const before = view.hash;
    await rig.double.press({ viewId: view.id, actionId: "v1:mute:0", value: aimed("mute", "w-news") });
    await rig.double.until(() => view.hash !== before);
    expect(rig.scene.state.watches[0]?.pausedUntil).toBeDefined();
    expect(textOf(view.blocks)).toContain("is paused here until");
    expect(textOf(view.blocks)).toContain("Resume");
    expect(rig.double.messages()).toEqual([]);
    expect(rig.double.ephemerals).toEqual([]);
  });

  it("opens a watch of a channel to be changed, and shows the change", async () => {
    const rig = await open();
    const view = await openHome(rig);
    const before = view.hash;
    await rig.double.press({ viewId: view.id, actionId: "v1:edit:1", value: aimed("edit", "w-news") });
    await rig.double.until(() => rig.double.views.length === 2);
    await rig.double.submit({
      callbackId: "v1:edit",
      state: { query: { query: { value: "OpenAI -jobs" } } },
    });
    await rig.double.until(() => view.hash !== before);
    const [, , changed] = rig.scene.state.watches;
    expect(changed).toMatchObject({ text: "OpenAI -jobs", channel: NEWS });
    expect(textOf(view.blocks)).toContain("It takes the place of");
    expect(rig.double.ephemerals).toEqual([]);
  });
});

describe("a press at home", () => {
  it.each([
    ["a channel that the person may not know of", SECRET, "w-secret"],
    ["the direct messages of another", { ...ANN, id: "@U2" }, "w-theirs"],
  ])("changes nothing in %s", async (_, channel, id) => {
    const theirs = aWatch({ text: "theirs", channel: { ...ANN, id: "@U2" }, id: "w-theirs" });
    const rig = await makeRig({
      world: { channels: CHANNELS },
      desk: { watches: [...watches(), theirs] },
    });
    const view = await openHome(rig);
    const before = view.hash;
    await rig.double.press({ viewId: view.id, actionId: "v1:stop:2", value: aimed("stop", id, channel) });
    await rig.double.until(() => view.hash !== before);
    expect(rig.scene.state.changes).toEqual([]);
    expect(textOf(view.blocks)).toContain("Only people who manage this channel");
  });

  it("is judged by the setting of the channel at that moment", async () => {
    const asked: string[] = [];
    const who = async ({ id }: { id: string }) => {
      asked.push(id);
      return "admins" as const;
    };
    const rig = await makeRig({
      world: { channels: CHANNELS },
      desk: { watches: watches() },
      slack: { who },
    });
    const view = await openHome(rig);
    const before = view.hash;
    await rig.double.press({ viewId: view.id, actionId: "v1:stop:2", value: aimed("stop", "w-news") });
    await rig.double.until(() => view.hash !== before);
    expect(rig.scene.state.changes).toEqual([]);
    await openHome(rig, "U2");
    const bobs = rig.double.views.find(({ user }) => user === "U2");
    await rig.double.press({
      user: "U2",
      viewId: String(bobs?.id),
      actionId: "v1:stop:2",
      value: aimed("stop", "w-news"),
    });
    await eventually(() => rig.scene.state.changes.includes("unwatch OpenAI"));
    expect(asked).toEqual(["C1", "C1"]);
  });

  it("that names another workspace acts where it was pressed", async () => {
    const rig = await makeRig({ desk: { watches: watches() } });
    const view = await openHome(rig);
    const abroad = { ...NEWS, space: "T2" };
    await rig.double.press({
      viewId: view.id,
      actionId: "v1:mute:0",
      value: aimed("mute", "w-news", abroad),
    });
    await rig.double.until(() => rig.double.messages("DU1").length === 1);
    expect(textOf(rig.double.messages("DU1")[0]?.blocks)).toContain("no longer watched here");
    expect(rig.scene.state.changes).toEqual([]);
  });

  it("adds a watch to the direct messages of who pressed", async () => {
    const rig = await makeRig({ desk: { watches: watches() } });
    const view = await openHome(rig);
    const before = view.hash;
    await rig.double.press({ viewId: view.id, actionId: "v1:watch:0" });
    await rig.double.until(() => rig.double.views.length === 2);
    await rig.double.submit({ callbackId: "v1:watch", state: { query: { query: { value: "Veo" } } } });
    await rig.double.until(() => view.hash !== before);
    expect(rig.scene.state.watches.at(-1)).toMatchObject({ text: "Veo", channel: ANN });
    expect(textOf(view.blocks)).toContain("Watching ");
  });
});

describe("many watches", () => {
  it("keep within the 100 blocks of a view, with the state of things below them", async () => {
    const many = Array.from({ length: 80 }, (_, n) =>
      makeWatch(Array.from({ length: 45 }, (_, at) => `word${n}x${at}`).join(" "), NEWS, NOW, PERSON),
    );
    const scene = makeScene({ watches: many });
    const card = await scene.handlers.home({ space: "slack:T1", id: "U1", place: async () => "#news" });
    const { view, kept } = homeView(card, NOW, card);
    expect(checkView(view)).toEqual([]);
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    const alone = textOf(homeView(card, NOW).view);
    expect(alone).toContain("and 40 more: /news watches in the channel");
    expect(alone).toContain("All well.");
    expect(alone).not.toContain("does not fit");
    expect(kept).toEqual([]);
  });
});

describe("a view that is full", () => {
  it("ends with a whole row: no buttons without the words that they belong to", () => {
    const button = { id: "stop", args: ["w"], label: "Stop", confirm: "x".repeat(300) };
    const rows = Array.from({ length: 90 }, (_, n) => [[`row ${n} ${"y".repeat(60)}`]]);
    const part = { kind: "rows", rows, buttons: rows.map(() => [button]) } as const;
    const { view } = homeView({ kind: "answer", parts: [part], buttons: [] }, NOW);
    expect(checkView(view)).toEqual([]);
    const kinds = view.blocks.map(({ type }) => type);
    expect(kinds.at(-1)).toBe("rich_text");
    expect(textOf(view.blocks.at(-1))).toContain("The rest does not fit");
    const shown = kinds.filter((kind) => kind === "actions").length;
    expect(kinds.filter((kind) => kind === "rich_text")).toHaveLength(shown + 1);
    expect(textOf(view)).toContain(`row ${shown - 1} `);
    expect(textOf(view)).not.toContain(`row ${shown} `);
  });

  it("keeps what does not fit into the button of a row", () => {
    const button = { id: "edit", args: ["w", "x".repeat(3_000)], label: "Edit", channel: "slack:T1/C1" };
    const part = { kind: "rows", rows: [[["long"]]], buttons: [[button]] } as const;
    const { kept } = homeView({ kind: "answer", parts: [part], buttons: [] }, NOW);
    expect(kept.map(({ args }) => args)).toEqual([button.args]);
  });
});

describe("a button that acts on another channel", () => {
  const channel = "slack:T1/C1";

  it("holds it, also where its arguments are kept", () => {
    const render = (args: readonly string[]) => {
      const { block, kept } = renderButtons([{ id: "edit", args, label: "Edit", channel }]);
      const button = block?.elements[0] as { action_id: string; value: string };
      return { pressed: readButton(button.action_id, button.value), kept };
    };
    expect(render(["w", "OpenAI"])).toEqual({
      pressed: { id: "edit", args: ["w", "OpenAI"], channel },
      kept: [],
    });
    const { pressed, kept } = render(["w", "x".repeat(3_000)]);
    expect(pressed).toEqual({ id: "edit", args: [], keptAs: kept[0]?.key, channel });
    for (const value of ["null", "{}", '{"args":7,"channel":7}'])
      expect(readButton("v1:edit:0", value)).toEqual({ id: "edit", args: [] });
  });
});

describe("who may know of a channel", () => {
  const answers: Record<string, object> = {
    "conversations.info C1": { channel: { name: "news", is_private: false } },
    "conversations.info C3": { channel: { name: "secret", is_private: true } },
    "users.info U1": { user: {} },
    "users.info U9": { user: { is_restricted: true } },
    "users.info U8": { user: { is_ultra_restricted: true } },
    "conversations.members C1": { members: ["U1", "U8"] },
    "conversations.members C3": { members: ["U2"], response_metadata: { next_cursor: "next" } },
    "conversations.members C3 next": { members: ["U3"] },
  };

  function makeEyes() {
    const asked: string[] = [];
    let now = NOW.getTime();
    const api = async (method: string, args: object) => {
      const { channel, user, cursor } = args as Record<string, string | undefined>;
      const question = [method, channel ?? user, cursor ?? []].flat().join(" ");
      asked.push(question);
      const answer = answers[question];
      if (!answer) throw new Error("channel_not_found");
      return { ok: true, ...answer };
    };
    const log = makeTestLog();
    const { nameFor } = makeSeeing({ api, clock: { now: () => new Date(now) }, log });
    return {
      asked,
      log,
      pass: (ms: number) => {
        now += ms;
      },
      see: (id: string, person: string) => nameFor({ ...NEWS, id }, person),
    };
  }

  it("is everybody for a public one, but for guests, and its members for a private one", async () => {
    const { see } = makeEyes();
    expect(await see("C1", "U1")).toBe("#news");
    expect(await see("C1", "U9")).toBeUndefined();
    expect(await see("C1", "U8")).toBe("#news");
    expect(await see("C3", "U1")).toBeUndefined();
    expect(await see("C3", "U2")).toBe("#secret");
    expect(await see("C3", "U3")).toBe("#secret");
  });

  it("is one person for direct messages", async () => {
    const { see, asked } = makeEyes();
    expect(await see("@U1", "U1")).toBe("your direct messages");
    expect(await see("@U1", "U2")).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it("is asked of Slack once in five minutes, and again after a failure", async () => {
    const { see, asked, pass, log } = makeEyes();
    await Promise.all([see("C3", "U1"), see("C3", "U2")]);
    await see("C3", "U3");
    expect(asked).toHaveLength(3);
    pass(5 * 60_000);
    await see("C3", "U1");
    expect(asked).toHaveLength(6);
    expect(await see(GENERAL.id, "U1")).toBeUndefined();
    expect(await see(GENERAL.id, "U1")).toBeUndefined();
    expect(asked).toHaveLength(8);
    expect(log.events.map(({ event }) => event)).toContain("slack.seeing.failed");
  });
});
