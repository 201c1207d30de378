import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Command } from "../../src/commands/command.ts";
import { readLine } from "../../src/commands/grammar.ts";
import { commands } from "../../src/commands/table.ts";
import { cardText } from "../doubles/card-text.ts";
import { makeSource, makeStory, makeWatch } from "../doubles/desk.ts";
import { ANN, HERE, makeScene, NOW } from "./scene.ts";

const openai = makeWatch("OpenAI", HERE, NOW, ANN);
const sora = makeWatch("Sora", HERE, NOW, ANN);
const mayManage = async () => false;

describe("who may", () => {
  it("somebody who may not manage can still ask", async () => {
    const scene = makeScene();
    expect(await scene.say("watch OpenAI", { mayManage })).toBe(
      "Only people who manage this channel can change what it watches.\nYou can still ask: /news latest OpenAI\n[Latest about OpenAI: /news latest OpenAI]",
    );
    expect(scene.logged).toEqual(["command.refused"]);
  });

  it.each([
    "watch OpenAI",
    "unwatch OpenAI",
    "pause OpenAI",
    "resume OpenAI",
    "source add https://a.com/",
    "source remove 1",
  ])("%s is for managers, and changes nothing for others", async (line) => {
    const scene = makeScene({ watches: [openai] });
    expect(await scene.say(line, { mayManage })).toContain("Only people who manage this");
    expect(scene.state.changes).toEqual([]);
  });

  it.each(["source add https://a.com/", "source remove 1"])(
    "%s is for those who manage the space, where the platform tells them apart",
    async (line) => {
      const mayManageSpace = async () => false;
      const scene = makeScene({
        sources: [makeSource("https://a.com/", { now: NOW, owners: ["slack:T1"] })],
      });
      expect(await scene.say(line, { mayManageSpace })).toBe(
        "Only people who manage this workspace or server can change its sources.",
      );
      expect(await scene.say(line, { mayManage, mayManageSpace: async () => true })).not.toContain("Only");
      expect(await scene.say("watch OpenAI", { mayManageSpace })).toContain("Watching OpenAI");
    },
  );

  it.each(["mute", "stop", "instead", "edit", "unwatch"])("the button %s asks again who may", async (id) => {
    const scene = makeScene({ watches: [openai] });
    expect(await scene.press(id, [openai.id], { mayManage })).toContain(
      "Only people who manage this channel",
    );
    expect(scene.state.changes).toEqual([]);
  });

  it.each(["watches", "test OpenAI", "latest OpenAI", "why x", "source list", "export", "status", "help"])(
    "%s is for anyone",
    async (line) => {
      expect(await makeScene().say(line, { mayManage })).not.toContain("Only people");
    },
  );

  it("the operator's commands run in the operator's channel alone", async () => {
    const [first] = commands;
    if (!first) throw new Error("no commands");
    const run = async () =>
      ({ card: { kind: "answer", parts: [], buttons: [] }, visibility: "private" }) as const;
    const backup: Command = { ...first, path: ["backup"], options: [], who: "operator", run };
    const refusal = "Only whoever runs me can do that, from the operator's channel.";
    expect(await makeScene({}, { commands: [backup] }).say("backup")).toBe(refusal);
    const operator = { ...HERE, id: "C9" };
    expect(await makeScene({}, { commands: [backup], operator }).say("backup")).toBe(refusal);
    expect(await makeScene({}, { commands: [backup], operator }).say("backup", { channel: operator })).toBe(
      "",
    );
  });
});

describe("an event that comes twice", () => {
  it("is answered twice and done once", async () => {
    const scene = makeScene();
    const event = scene.invocation({ id: "same" });
    const [first, second] = await Promise.all([
      scene.handlers.line("watch OpenAI", event),
      scene.handlers.line("watch OpenAI", event),
    ]);
    expect(second).toBe(first);
    expect(scene.state.changes).toEqual(["watch OpenAI"]);
    const elsewhere = await scene.say("watch OpenAI", { id: "same", channel: { ...HERE, id: "C2" } });
    expect(elsewhere).toContain("Watching OpenAI here.");
  });

  it("is remembered for the last thousand", async () => {
    const scene = makeScene({ watches: [openai] });
    await scene.say("pause OpenAI 1h", { id: "old" });
    for (let n = 0; n < 1_000; n++) await scene.say("wacth", { id: `n${n}` });
    await scene.say("pause OpenAI 1h", { id: "old" });
    await scene.say("pause OpenAI 1h", { id: "old" });
    expect(scene.state.changes).toHaveLength(2);
  });
});

describe("a fault inside", () => {
  const full = () => Promise.reject(new Error("the disk is full\n    at somewhere (file.ts:1)"));

  it("is one calm sentence and a line in the log", async () => {
    const scene = makeScene();
    Object.assign(scene.desk, { latest: full, watch: full });
    const { card, visibility } = await scene.line("latest OpenAI");
    expect(visibility).toBe("private");
    expect(card.tone).toBe("error");
    expect(cardText(card)).toBe("That did not work: the disk is full.\nNothing was changed.");
    expect(scene.logged).toEqual(["command.failed"]);
    expect(await scene.say("watch OpenAI")).toBe(
      "That did not work: the disk is full.\nLook at /news watches before you try again: it shows what stands.",
    );
  });

  it("has a sentence even where nobody knows why", async () => {
    const scene = makeScene();
    Object.assign(scene.desk, { watches: () => Promise.reject("odd") });
    expect(await scene.say("watches")).toContain("That did not work: something broke inside me.");
  });
});

describe("buttons of an alert", () => {
  it("mute pauses the watches it names, here, for a day", async () => {
    const scene = makeScene({ watches: [openai, sora] });
    const text = await scene.press("mute", [openai.id, sora.id, "gone"]);
    expect(text).toContain("OpenAI and Sora are paused here until <day 2026-05-05T12:00>");
    expect(text).toContain("[Resume OpenAI: /news resume OpenAI] [Resume Sora: /news resume Sora]");
    expect(scene.state.watches.map(({ pausedUntil }) => pausedUntil?.toISOString())).toEqual([
      "2026-05-05T12:00:00.000Z",
      "2026-05-05T12:00:00.000Z",
    ]);
    expect(await scene.press("mute", ["gone"])).toBe("That is no longer watched here.");
  });

  it("stop stops one watch, and of several asks which", async () => {
    const scene = makeScene({ watches: [openai, sora] });
    const { card } = await scene.handlers.press(
      { id: "stop", args: [openai.id, sora.id] },
      scene.invocation(),
    );
    expect(cardText(card)).toBe(
      "This story matched more than one watch. Which one shall I stop?\n[Stop OpenAI: /news unwatch OpenAI] [Stop Sora: /news unwatch Sora]",
    );
    expect(scene.state.changes).toEqual([]);
    const [, second] = card.buttons;
    expect(await scene.press(second?.id ?? "", second?.args ?? [])).toContain(
      "Sora is no longer watched here.",
    );
    expect(await scene.press("stop", [sora.id])).toBe("That is no longer watched here.");
  });

  it("why explains the story, and an unknown button says so", async () => {
    const story = makeStory("OpenAI to end Sora", "", { now: NOW });
    const scene = makeScene({ watches: [openai], stories: [story] });
    expect(await scene.press("why", [story.url])).toContain('OpenAI | matched "OpenAI" in the title');
    for (const id of ["v0:gone", "constructor"])
      expect(await scene.press(id, [])).toContain("I no longer know what that button does.");
  });
});

describe("other ways in", () => {
  it("a mention is read like a line, and nothing at all shows what is watched", async () => {
    const scene = makeScene({ watches: [openai] });
    expect(cardText((await scene.handlers.mention("watches", scene.invocation())).card)).toContain(
      "1 watch here",
    );
    const overview = await scene.say("");
    expect(overview).toContain("1 watch here");
    expect(overview).toContain("[Help: /news help]");
    expect((await scene.handlers.command([], scene.invocation())).card.title?.text).toBe("1 watch here");
  });

  it("a native command comes with its options, and an unknown one is answered", async () => {
    const scene = makeScene();
    const options = { query: "OpenAI" };
    const { card } = await scene.handlers.command(["watch"], scene.invocation({ options }));
    expect(cardText(card)).toContain("Watching OpenAI here.");
    const { card: unknown } = await scene.handlers.command(["backup"], scene.invocation());
    expect(cardText(unknown)).toBe('I do not know the command "backup". /news help shows what I can do.');
  });

  it("a form fills in its command, a shortcut tries the text", async () => {
    const scene = makeScene();
    const form = { id: "watch", values: { query: "OpenAI" } };
    expect(cardText((await scene.handlers.submit(form, scene.invocation())).card)).toContain(
      "Watching OpenAI here.",
    );
    const { card } = await scene.handlers.shortcut("watch", "Sora\n  model", scene.invocation());
    expect(cardText(card)).toContain("Trying Sora model. Nothing is changed by this.");
    expect(scene.state.changes).toEqual(["watch OpenAI"]);
  });

  it("home shows one's own watches and the state of things", async () => {
    const mine = makeWatch("OpenAI", { ...HERE, id: "@U1" }, NOW, ANN);
    const scene = makeScene({ watches: [mine] });
    const text = cardText(await scene.handlers.home({ space: "slack:T1", id: "U1" }));
    expect(text).toContain("Your direct messages  1 watch\nOpenAI | never");
    expect(text).toContain("All well.");
    expect(cardText(await scene.handlers.home({ space: "", id: "U1" }))).toContain(
      "I watch the news for words.",
    );
    scene.desk.status = () => Promise.reject(new Error("the disk is full"));
    expect(cardText(await scene.handlers.home({ space: "slack:T1", id: "U1" }))).toContain(
      "the disk is full",
    );
  });

  it("a channel is greeted once, also across restarts where a memory is given", async () => {
    const known = new Map<string, unknown>();
    const seen = {
      get: async (key: string) => known.get(key),
      set: async (key: string, value: unknown) => void known.set(key, value),
    };
    const scene = makeScene({}, { seen });
    expect(
      cardText((await scene.handlers.joined(HERE))?.card ?? { kind: "answer", parts: [], buttons: [] }),
    ).toContain("I watch the news for words. Tell me what matters here");
    expect(await scene.handlers.joined(HERE)).toBeUndefined();
    expect(await makeScene({}, { seen }).handlers.joined(HERE)).toBeUndefined();
    expect(await makeScene().handlers.joined(HERE)).toBeDefined();
  });

  it("a removal keeps the watches, and the operator hears of it and of the return", async () => {
    const told: string[] = [];
    const tell = async (episode: string, text: string) => void told.push(`${episode}: ${text}`);
    const scene = makeScene({ watches: [openai] }, { notices: { trouble: tell, recovery: tell } });
    await scene.handlers.removed({ space: "slack:T1" });
    await scene.handlers.removed({ space: "slack:T1", channel: HERE });
    expect(scene.state.watches).toEqual([openai]);
    expect(scene.logged).toEqual(["channel.left", "channel.left"]);
    expect([...scene.state.lost]).toEqual(["slack:T1", "slack:T1/C1"]);
    await scene.handlers.joined(HERE);
    expect([...scene.state.lost]).toEqual([]);
    const lost = "What is watched there is kept for 30 days: let me in again, and it goes on.";
    expect(told.map((one) => one.replace(/ \d+:/, ""))).toEqual([
      `removed slack:T1 I was taken out of slack:T1. ${lost}`,
      `removed slack:T1/C1 I was taken out of slack:T1/C1. ${lost}`,
      "removed slack:T1/C1 I am back in slack:T1/C1.",
      "removed slack:T1 I am back in slack:T1.",
    ]);
    await scene.handlers.joined(HERE);
    expect(told).toHaveLength(4);
  });
});

describe("laws", () => {
  const start = fc.constantFrom(
    "",
    "watch ",
    "unwatch ",
    "pause ",
    "resume ",
    "test ",
    "latest ",
    "why ",
    "source ",
    "settings ",
    "help ",
    "wacth ",
  );

  it("any text gives a reply with something to read, and every button's command is one that runs", async () => {
    const stories = [makeStory("OpenAI to end Sora", "", { now: NOW })];
    const sources = [makeSource("https://example.com/feed.xml", { now: NOW })];
    const scene = makeScene({ watches: [openai, sora], stories, sources });
    await fc.assert(
      fc.asyncProperty(start, fc.string({ unit: "binary", maxLength: 30 }), async (first, text) => {
        const { card } = await scene.line(first + text);
        expect(cardText(card)).not.toBe("");
        for (const { command } of card.buttons) {
          if (command === undefined) continue;
          expect(readLine(command.replace(/^news /, ""), commands).kind).toBe("run");
        }
      }),
    );
    expect(scene.logged).not.toContain("command.failed");
  });
});
