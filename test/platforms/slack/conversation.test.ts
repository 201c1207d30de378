import { describe, expect, it } from "vitest";
import type { Card } from "../../../src/commands/command.ts";
import { eventually } from "../../doubles/eventually.ts";
import { aWatch } from "../../doubles/samples.ts";
import { ANN, makeRig, NEWS } from "./rig.ts";

const watchHere = (text: string) => aWatch({ text, channel: NEWS, id: `w-${text}` });
const textOf = (value: unknown) => JSON.stringify(value);

describe.each(["socket", "http"] as const)("people talk to the bot over %s", (mode) => {
  it("answers a command in private, after it was acknowledged", async () => {
    const { double, scene } = await makeRig({ mode });
    const done = await double.command("watch OpenAI");
    expect(done).toMatchObject({ acked: true, late: false });
    expect(done.ackPayload).toBeUndefined();
    await double.until(() => double.ephemerals.length === 1);
    expect(textOf(double.ephemerals[0]?.blocks)).toContain("Watching ");
    expect(double.messages()).toEqual([]);
    expect(scene.state.watches[0]).toMatchObject({ channel: NEWS, createdBy: { id: "U1", name: "ann" } });
  });

  it("answers in public where the answer is news", async () => {
    const { double } = await makeRig({ mode });
    await double.command("latest Sora");
    await double.until(() => double.messages("C1").length === 1);
    expect(double.ephemerals).toEqual([]);
  });

  it("answers a mention in its thread, in public or for one person alone", async () => {
    const { double } = await makeRig({ mode });
    await double.mention("latest Sora");
    await double.until(() => double.messages("C1").length === 1);
    expect(double.messages("C1")[0]?.threadTs).toBeTruthy();
    await double.mention("watches");
    await double.until(() => double.ephemerals.length === 1);
    expect(double.ephemerals[0]).toMatchObject({ channel: "C1", user: "U1" });
    // A thread that nobody has opened would hide it.
    expect(double.ephemerals[0]?.threadTs).toBeUndefined();
  });

  it("answers direct messages, which are a channel of their own", async () => {
    const { double, scene } = await makeRig({ mode });
    await double.directMessage("watch OpenAI");
    await double.until(() => double.messages("DU1").length === 1);
    expect(scene.state.watches[0]).toMatchObject({ channel: ANN, createdBy: { id: "U1", name: "ann" } });
    await double.directMessage("/news watches", { user: "U2" });
    await double.until(() => double.messages("DU2").length === 1);
    expect(textOf(double.messages("DU2")[0])).toContain("Nothing is watched here yet");
  });

  it("tries the words of a message by its shortcut", async () => {
    const { double } = await makeRig({ mode });
    await double.shortcut({
      callbackId: "watch_this",
      channel: "C1",
      message: { text: "Sora &amp; <https://openai.com|Spud>" },
    });
    await double.until(() => double.ephemerals.length === 1);
    expect(textOf(double.ephemerals[0]?.blocks)).toContain("Spud");
  });

  it("does what a button says, with the answer for one person alone", async () => {
    const { double, slack, scene, signal } = await makeRig({
      mode,
      desk: { watches: [watchHere("OpenAI")] },
    });
    const card: Card = {
      kind: "alert",
      title: { text: "OpenAI opens an office" },
      parts: [],
      buttons: [{ id: "mute", args: ["w-OpenAI"], label: "Mute 1 day" }],
    };
    await slack.post(NEWS, card, { key: "k1", signal: signal() });
    const [message] = double.messages("C1");
    await double.press({ channel: "C1", ts: String(message?.ts), actionId: "v1:mute:0" });
    await double.until(() => double.ephemerals.length === 1);
    expect(scene.state.watches[0]?.pausedUntil).toBeDefined();
    expect(textOf(double.ephemerals[0]?.blocks)).toContain("Resume");
  });

  it("opens a modal for a watch, and answers what is filled in", async () => {
    const { double, scene } = await makeRig({ mode, desk: { watches: [watchHere("OpenAI")] } });
    await double.command("watches");
    await double.until(() => double.ephemerals.length === 1);
    await double.press({ channel: "C1", ts: String(double.ephemerals[0]?.ts), actionId: "v1:watch:0" });
    await double.until(() => double.views.length === 1);
    expect(double.views[0]).toMatchObject({ type: "modal", title: "Watch a topic", how: "opened" });
    const done = await double.submit({
      callbackId: "v1:watch",
      state: { query: { query: { type: "plain_text_input", value: '"super app" OR Spud' } } },
    });
    expect(done).toMatchObject({ acked: true });
    await double.until(() => double.ephemerals.length === 2);
    expect(scene.state.watches.map(({ text }) => text)).toContain('"super app" OR Spud');
    expect(double.views[0]?.closed).toBe(true);
  });

  it("changes a watch by a modal", async () => {
    const { double, slack, scene, signal } = await makeRig({
      mode,
      desk: { watches: [watchHere("OpenAI")] },
    });
    const buttons = [{ id: "edit", args: ["w-OpenAI", "OpenAI"], label: "Edit" }];
    await slack.post(NEWS, { kind: "answer", parts: [], buttons }, { key: "k1", signal: signal() });
    const ts = String(double.messages("C1")[0]?.ts);
    await double.press({ channel: "C1", ts, actionId: "v1:edit:0" });
    await double.until(() => double.views.length === 1);
    expect(textOf(double.views[0]?.raw)).toContain('"initial_value":"OpenAI"');
    await double.submit({ callbackId: "v1:edit", state: { query: { query: { value: "OpenAI -jobs" } } } });
    await double.until(() => double.ephemerals.length === 1);
    expect(scene.state.watches.map(({ text }) => text)).toEqual(["OpenAI -jobs"]);
  });

  it("greets a channel once, and is told when it leaves", async () => {
    const { double, scene } = await makeRig({ mode });
    const came = { user: "UBOT", channel: "C1", channel_type: "C", team: "T1" };
    await double.event("member_joined_channel", came, { twice: true });
    await double.until(() => double.messages("C1").length === 1);
    await double.event("member_joined_channel", { ...came, user: "U2" });
    await double.event("channel_archive", { channel: "C1", user: "U2" });
    await eventually(() => scene.logged.includes("channel.left"));
    expect(double.messages("C1")).toHaveLength(1);
  });

  it("hears once when a channel is taken out of the archive", async () => {
    const mended: object[] = [];
    const { double, scene, slack } = await makeRig({ mode, start: false });
    await slack.start([], { ...scene.handlers, mended: async (scope) => void mended.push(scope) });
    await double.event("channel_unarchive", { channel: "C1", user: "U2" }, { twice: true });
    await double.event("group_unarchive", { channel: "G2", user: "U2" });
    await eventually(() => mended.length === 2);
    const channel = { platform: slack.name, space: "T1" };
    expect(mended).toEqual(["C1", "G2"].map((id) => ({ space: "slack:T1", channel: { ...channel, id } })));
  });

  it("does nothing twice when Slack says it twice", async () => {
    const { double } = await makeRig({ mode });
    const said = {
      type: "message",
      channel: "DU1",
      channel_type: "im",
      user: "U1",
      text: "help",
      ts: "1.000001",
    };
    await double.directMessage("help");
    await double.event("message", said, { eventId: "Ev-same", twice: true });
    await double.event("message", said, { eventId: "Ev-same" });
    await double.directMessage("help");
    await double.until(() => double.messages("DU1").length === 3);
    expect(double.messages("DU1")).toHaveLength(3);
  });

  it("goes down when the workspace takes it out", async () => {
    const { double, slack, scene } = await makeRig({ mode });
    await double.event("tokens_revoked", { tokens: { oauth: ["U1"], bot: [] } });
    await double.event("tokens_revoked", { tokens: { bot: ["UBOT"] } });
    await eventually(() => slack.health().state === "down");
    expect(slack.health().detail).toContain("removed from the workspace");
    await eventually(() => scene.logged.includes("channel.left"));
    expect(scene.logged.filter((event) => event === "channel.left")).toHaveLength(1);
  });
});

describe("an answer that cannot take its usual way", () => {
  it("comes by another when the response address fails", async () => {
    const { double } = await makeRig();
    double.fail("response_url", { status: 500 });
    await double.command("watches");
    await double.until(() => double.ephemerals.length === 1);
    expect(double.calls.map(({ method }) => method)).toContain("chat.postEphemeral");
  });

  it("comes in direct messages where the bot may not post", async () => {
    const { double } = await makeRig();
    double.fail("response_url", { status: 404 });
    await double.command("watches", { channel: "C2" });
    await double.until(() => double.messages("DU1").length === 1);
  });

  it("is an apology where the answer itself fails", async () => {
    const { double, slack, scene } = await makeRig({ start: false });
    const line = () => Promise.reject(new Error("broken"));
    await slack.start([], { ...scene.handlers, line });
    await double.command("watches");
    await double.until(() => double.ephemerals.length === 1);
    expect(double.ephemerals[0]?.text).toContain("Something went wrong here");
  });
});

describe("who may change watches", () => {
  const cases = [
    ["anyone", "U3", true],
    ["creator", "U3", false],
    ["creator", "U4", true],
    ["creator", "U2", true],
    ["admins", "U4", false],
    ["admins", "U2", true],
  ] as const;
  it.each(cases)("by the setting %s lets %s: %s", async (who, user, may) => {
    const { double, scene } = await makeRig({
      world: {
        channels: [{ id: "C1", name: "news", member: true, creator: "U4" }],
        users: ["U1", "U2", "U3", "U4"].map((id) => ({ id, name: id, admin: id === "U2" })),
      },
      slack: { who: async () => who },
    });
    await double.command("watch OpenAI", { user });
    await double.until(() => double.ephemerals.length === 1);
    expect(scene.state.watches.length > 0).toBe(may);
  });

  it.each([
    ["anyone", "U3", true],
    ["creator", "U4", false],
    ["creator", "U2", true],
    ["admins", "U2", true],
  ] as const)("and by %s the sources of the workspace, %s: %s", async (who, user, may) => {
    const { double, scene } = await makeRig({
      world: {
        channels: [{ id: "C1", name: "news", member: true, creator: "U4" }],
        users: ["U1", "U2", "U3", "U4"].map((id) => ({ id, name: id, admin: id === "U2" })),
      },
      slack: { who: async () => who },
    });
    await double.command("source add https://example.com/feed.xml", { user });
    await double.until(() => double.ephemerals.length === 1);
    expect(scene.state.changes.length > 0).toBe(may);
  });

  it("counts what cannot be found out as no, but never in direct messages", async () => {
    const { double, scene, events } = await makeRig({ slack: { who: async () => "admins" } });
    double.fail("users.info", { error: "missing_scope" });
    await double.command("watch OpenAI");
    await double.until(() => double.ephemerals.length === 1);
    expect(scene.state.watches).toEqual([]);
    expect(events()).toContain("slack.may_manage.failed");
    await double.directMessage("watch OpenAI");
    await double.until(() => double.messages("DU1").length === 1);
    expect(scene.state.watches).toHaveLength(1);
  });
});

describe("names", () => {
  it("are ids where Slack does not say them, and are asked for once where it does", async () => {
    const { double, scene } = await makeRig({ mode: "http" });
    double.fail("users.info", { error: "user_not_found" });
    await double.directMessage("watch OpenAI");
    await double.until(() => double.messages("DU1").length === 1);
    expect(scene.state.watches[0]?.createdBy?.name).toBe("U1");
    for (const [index, topic] of ["Sora", "Spud"].entries()) {
      await double.directMessage(`watch ${topic}`);
      await double.until(() => double.messages("DU1").length === index + 2);
      expect(scene.state.watches[index + 1]?.createdBy?.name).toBe("ann");
    }
    expect(double.calls.filter(({ method }) => method === "users.info")).toHaveLength(2);
  });
});

describe("buttons", () => {
  it("work after a restart, with arguments too long for a button", async () => {
    const { double, slack, scene, make, signal } = await makeRig();
    const args = ["w-1", "word ".repeat(1_000)];
    const card: Card = { kind: "answer", parts: [], buttons: [{ id: "instead", args, label: "Watch it" }] };
    await slack.post(NEWS, card, { key: "k1", signal: signal() });
    await slack.stop();
    const pressed: unknown[] = [];
    const again = make();
    await again.start([], {
      ...scene.handlers,
      press: (action, invocation) => {
        pressed.push(action);
        return scene.handlers.press(action, invocation);
      },
    });
    const ts = String(double.messages("C1")[0]?.ts);
    await double.press({ channel: "C1", ts, actionId: "v1:instead:0" });
    await double.until(() => double.ephemerals.length === 1);
    expect(pressed).toEqual([{ id: "instead", args }]);
    await again.stop();
  });

  it("of another version, or whose arguments are gone, are called old", async () => {
    const { double, stored } = await makeRig();
    await double.press({ channel: "C1", actionId: "v0:mute", value: "x" });
    await double.until(() => double.ephemerals.length === 1);
    stored.all.clear();
    await double.press({ channel: "C1", actionId: "v1:mute:0", value: "kept:gone" });
    await double.until(() => double.ephemerals.length === 2);
    const [first, second] = double.ephemerals;
    expect(second?.text).toBe(first?.text);
  });

  it("are weighed again when they are pressed", async () => {
    const { double, slack, scene, signal } = await makeRig({
      desk: { watches: [watchHere("OpenAI")] },
      slack: { who: async () => "admins" },
    });
    const buttons = [{ id: "stop", args: ["w-OpenAI"], label: "Stop" }];
    await slack.post(NEWS, { kind: "alert", parts: [], buttons }, { key: "k", signal: signal() });
    const at = { channel: "C1", ts: String(double.messages("C1")[0]?.ts), actionId: "v1:stop:0" };
    await double.press({ ...at, user: "U1" });
    await double.until(() => double.ephemerals.length === 1);
    expect(scene.state.watches).toHaveLength(1);
    await double.press({ ...at, user: "U2" });
    await double.until(() => double.ephemerals.length === 2);
    expect(scene.state.watches).toEqual([]);
  });
});
