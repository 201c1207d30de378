import { describe, expect, it } from "vitest";
import type { Reply } from "../../../src/commands/command.ts";
import { commands } from "../../../src/commands/table.ts";
import { type May, MEMBER, permissions } from "../../doubles/discord/permissions.ts";
import { aStory } from "../../doubles/samples.ts";
import { alert } from "../terminal/cards.ts";
import { at, buttonsOf, DIRECT, makeScene, NEWS, sentId, until } from "./scene.ts";

const EPHEMERAL = 64;
const BOB = "500000000000000002";

async function started(given: Parameters<typeof makeScene>[0] = {}) {
  const scene = await makeScene(given);
  await scene.start();
  return scene;
}

const textOf = (message: { readonly embeds: readonly object[] } | undefined) =>
  JSON.stringify(message?.embeds ?? []);

describe("commands", () => {
  it("are answered, settings to one person and news to the room", async () => {
    const stories = [aStory({ title: "OpenAI opens an office" })];
    const { double, state, wrongs } = await started({ desk: { stories } });
    const watch = await double.command(["watch"], { query: "OpenAI" });
    expect(watch).toMatchObject({ acked: true, callback: { type: 4, data: { flags: EPHEMERAL } } });
    expect(textOf(watch.original())).toContain("Watching **OpenAI** here.");
    const latest = await double.command(["latest"], { query: "OpenAI", count: 3 });
    expect(latest.original()).toMatchObject({ ephemeral: false });
    expect(state.watches.map(({ text, channel }) => [text, channel])).toEqual([["OpenAI", at(NEWS)]]);
    expect(wrongs()).toEqual([]);
  });

  it("all have an answer that Discord takes", async () => {
    const { double, wrongs } = await started({ desk: { stories: [aStory()] } });
    for (const { path, options } of commands) {
      const values = options.filter(({ required }) => required).map(({ name, example }) => [name, example]);
      const { acked } = await double.command(path, Object.fromEntries(values));
      expect(acked, path.join(" ")).toBe(true);
    }
    expect(wrongs()).toEqual([]);
  });

  it("work in direct messages, where everyone manages", async () => {
    const { double, state } = await started();
    await double.command(["watch"], { query: "Sora" }, { channel: DIRECT, permissions: "0" });
    expect(state.watches).toMatchObject([{ channel: { space: "@me", id: DIRECT } }]);
  });

  it("that change watches are for those who manage the channel", async () => {
    const { double, state } = await started();
    const { original } = await double.command(["watch"], { query: "Sora" }, { permissions: MEMBER });
    expect(textOf(original())).toContain("Only people who manage this channel");
    expect(state.watches).toEqual([]);
  });

  it("complete watches and sources", async () => {
    const { double } = await started();
    await double.command(["watch"], { query: '"super app" OR Spud' });
    const choices = [{ name: '"super app" OR Spud', value: '"super app" OR Spud' }];
    expect(await double.autocomplete(["unwatch"], "watch", "sup")).toEqual(choices);
    expect(await double.autocomplete(["pause"], "watch", "Spud", { for: "2h" })).toEqual(choices);
    expect(await double.autocomplete(["source", "remove"], "url", "nothing")).toEqual([]);
  });

  it("complete topics of help, and the values of the setting that was chosen", async () => {
    const { double, wrongs } = await started();
    const values = async (...asked: Parameters<typeof double.autocomplete>) =>
      (await double.autocomplete(...asked)).map(({ value }) => value);
    expect(await values(["help"], "topic", "source a")).toEqual(["source add"]);
    expect(await values(["settings"], "value", "", { name: "images" })).toEqual(["on", "off"]);
    expect(await values(["settings"], "value", "st", { name: "coverage" })).toEqual(["strict"]);
    expect(await values(["settings"], "value", "st")).toEqual([]);
    expect(wrongs()).toEqual([]);
  });

  it("that change sources are for those who manage the server", async () => {
    const { double, state } = await started();
    const url = "https://example.com/feed.xml";
    const only = (...names: May[]) => ({ permissions: permissions("useApplicationCommands", ...names) });
    const refused = await double.command(["source", "add"], { url }, only("manageChannels"));
    expect(textOf(refused.original())).toContain("Only people who manage this workspace or server");
    expect(state.changes).toEqual([]);
    await double.command(["source", "add"], { url }, only("manageGuild"));
    await double.command(["source", "remove"], { url }, only("administrator"));
    expect(state.changes).toEqual([`add ${url}`, `remove ${url}`]);
  });
});

describe("a slow answer", () => {
  async function slow(path: readonly string[], visibility: Reply["visibility"]) {
    const going = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const card = { kind: "answer", parts: [{ kind: "text", pieces: ["At last."] }], buttons: [] } as const;
    const command = async () => {
      asked.resolve();
      await going.promise;
      return { card, visibility };
    };
    const scene = await started({ handlers: { command } });
    const used = scene.double.command(path);
    await asked.promise;
    scene.clock.advance(1500);
    const delivered = await used;
    return { ...scene, delivered, go: going.resolve };
  }

  it("is thinking within 3 s, then says it", async () => {
    const { delivered, go, wrongs } = await slow(["latest"], "public");
    expect(delivered).toMatchObject({ acked: true, ackMs: 1500, callback: { type: 5, data: {} } });
    go();
    expect(textOf(await delivered.answer())).toContain("At last.");
    expect(wrongs()).toEqual([]);
  });

  it("stays private where the command is", async () => {
    const { delivered, go } = await slow(["watches"], "private");
    expect(delivered.callback).toEqual({ type: 5, data: { flags: EPHEMERAL } });
    go();
    expect(await delivered.answer()).toMatchObject({ ephemeral: true });
  });

  it("that turns out private is taken from the room and told to one person", async () => {
    const { delivered, double, go, wrongs } = await slow(["latest"], "private");
    go();
    const last = () => double.calls.at(-1);
    await until(() => last()?.method === "POST" && last()?.path.startsWith("/webhooks/") === true);
    expect(last()?.body).toMatchObject({ flags: EPHEMERAL, embeds: [{ description: "At last." }] });
    expect(delivered.original()).toBeUndefined();
    expect(wrongs()).toEqual([]);
  });
});

describe("an answer in trouble", () => {
  it("is given again where the first one was lost, and counts once", async () => {
    const { double, log } = await started();
    for (const drop of ["before", "after"] as const) {
      double.fail("POST /interactions/:id/:token/callback", { drop });
      const { acked } = await double.command(["watches"]);
      expect(acked).toBe(true);
    }
    await until(() => double.calls.filter(({ path }) => path.includes("/callback")).length === 4);
    expect(log.events.filter(({ event }) => event.startsWith("discord.answer"))).toEqual([]);
  });

  it("that comes too late is a line in the log and nothing else", async () => {
    const { double, log } = await started();
    double.fail("POST /interactions/:id/:token/callback", { status: 404, code: 10062 });
    void double.command(["watches"]);
    await until(() => log.events.some(({ event }) => event === "discord.late"));
  });

  it("says so where the handlers broke", async () => {
    const command = () => Promise.reject(new Error("boom"));
    const { double } = await started({ handlers: { command } });
    const { original } = await double.command(["watches"]);
    expect(textOf(original())).toContain("something broke inside me");
  });
});

describe("buttons", () => {
  it("work after a restart, and ask again who may", async () => {
    const { bot, start, makeBot, double, state, post, wrongs } = await started();
    await double.command(["watch"], { query: "Spud" });
    const [watch] = state.watches;
    const mute = { id: "mute", args: [watch?.id ?? ""], label: "Mute 1 day" };
    const id = sentId(await post(NEWS, { ...alert, buttons: [mute] }));
    await bot.stop();
    await start(makeBot());
    const [customId = ""] = buttonsOf(double.messages(NEWS).find((one) => one.id === id));
    const refused = await double.press(id, customId, { permissions: MEMBER });
    expect(textOf(refused.original())).toContain("Only people who manage");
    const { original, callback } = await double.press(id, customId);
    expect(textOf(original())).toContain("is paused here until");
    expect(callback?.data).toMatchObject({ flags: EPHEMERAL });
    expect(wrongs()).toEqual([]);
  });

  it("keep args that are longer than an id", async () => {
    const { bot, start, makeBot, double, post, wrongs } = await started();
    const link = `https://news.example/${"a-long-way-".repeat(30)}`;
    const id = sentId(await post(NEWS, { ...alert, buttons: [{ id: "why", args: [link], label: "Why" }] }));
    const [customId = ""] = buttonsOf(double.messages(NEWS)[0]);
    expect(customId.length).toBeLessThanOrEqual(100);
    await bot.stop();
    await start(makeBot());
    const { original } = await double.press(id, customId);
    expect(textOf(original())).toContain("a-long-way");
    expect(wrongs()).toEqual([]);
  });

  it("with a question ask it first, and can be left", async () => {
    const { double, state, post, wrongs } = await started();
    await double.command(["watch"], { query: "Spud" });
    const stop = {
      id: "stop",
      args: [state.watches[0]?.id ?? ""],
      label: "Stop watching",
      confirm: "Stop watching Spud?",
    };
    const id = sentId(await post(NEWS, { ...alert, buttons: [stop] }));
    const [customId = ""] = buttonsOf(double.messages(NEWS)[0]);
    const asked = await double.press(id, customId);
    expect(asked.original()).toMatchObject({ ephemeral: true });
    expect(textOf(asked.original())).toContain("Stop watching Spud?");
    const [, leave = ""] = buttonsOf(asked.original());
    const left = await double.press(asked.original()?.id ?? "", leave);
    expect(left.original()).toMatchObject({ components: [] });
    expect(state.watches).toHaveLength(1);
    const again = await double.press(id, customId);
    const [yes = ""] = buttonsOf(again.original());
    const done = await double.press(again.original()?.id ?? "", yes);
    expect(done.callback?.type).toBe(7);
    expect(textOf(done.original())).toContain("is no longer watched here");
    expect(state.watches).toEqual([]);
    expect(wrongs()).toEqual([]);
  });

  it("that nobody knows any more say so", async () => {
    const { double, post, stored, clock } = await started();
    const forgotten = { id: "why", args: ["https://e.example/".padEnd(200, "x")], label: "Why" };
    const strange = { id: "strange", args: [], label: "Strange" };
    const id = sentId(await post(NEWS, { ...alert, buttons: [forgotten, strange] }));
    const [first = "", second = ""] = buttonsOf(double.messages(NEWS)[0]);
    await stored.delete(first.split("~")[1] ?? "");
    for (const customId of [first, second]) {
      const { original } = await double.press(id, customId);
      expect(textOf(original())).toContain("I no longer know what that button does");
    }
    expect(clock.now()).toBeDefined();
  });

  it("to edit open a form with the query; what is filled in takes its place", async () => {
    const { double, state, wrongs } = await started();
    await double.command(["watch"], { query: "Spud" });
    const list = await double.command(["watches"]);
    const edit = buttonsOf(list.original()).find((id) => id.startsWith("v1|edit|")) ?? "";
    const opened = await double.press(list.original()?.id ?? "", edit);
    const form = String(opened.callback?.data["custom_id"]);
    expect(opened.callback?.type).toBe(9);
    expect(JSON.stringify(opened.callback?.data)).toContain('"value":"Spud"');
    const sent = await double.modal(form, { query: "  Sora   -game " });
    expect(textOf(sent.original())).toContain("It takes the place of Spud.");
    expect(state.watches.map(({ text }) => text)).toEqual(["Sora -game"]);
    const again = await double.command(["watches"]);
    const other = buttonsOf(again.original()).find((id) => id.startsWith("v1|edit|")) ?? "";
    await double.press(again.original()?.id ?? "", other, { user: BOB, permissions: MEMBER });
    const refused = await double.modal(
      other.replace(/^v1\|edit\|\d+\|\|([^|]+).*$/, "v1|instead|0||$1"),
      { query: "Else" },
      { user: BOB, permissions: MEMBER },
    );
    expect(textOf(refused.original())).toContain("Only people who manage");
    expect(state.watches.map(({ text }) => text)).toEqual(["Sora -game"]);
    expect(wrongs()).toEqual([]);
  });

  it("that need words open a form", async () => {
    const { double, state, wrongs } = await started();
    const { original } = await double.command(["watch"], { query: "Spud" });
    expect(original()).toBeDefined();
    const list = await double.command(["watches"]);
    const [add = ""] = buttonsOf(list.original());
    const opened = await double.press(list.original()?.id ?? "", add);
    expect(opened.callback).toMatchObject({ type: 9, data: { custom_id: "v1|watch", title: "Watch" } });
    const sent = await double.modal("v1|watch", { query: "Sora -game" });
    expect(textOf(sent.original())).toContain("Watching **Sora \\\\-game** here.".replace("\\\\-", "-"));
    expect(state.watches.map(({ text }) => text)).toEqual(["Spud", "Sora -game"]);
    await double.press(list.original()?.id ?? "", add, { user: BOB, permissions: MEMBER });
    const refused = await double.modal("v1|watch", { query: "Else" }, { user: BOB, permissions: MEMBER });
    expect(textOf(refused.original())).toContain("Only people who manage");
    expect(wrongs()).toEqual([]);
  });
});
