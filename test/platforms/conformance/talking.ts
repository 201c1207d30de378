import { expect } from "vitest";
import { commands } from "../../../src/commands/table.ts";
import { makeSource, makeStory, makeWatch } from "../../doubles/desk.ts";
import type { Check } from "../conformance.ts";
import type { Stage } from "./stage.ts";

const HOSTILE = "*Spud* _x_ <!channel> @everyone [go](https://evil.example) `code`";

/** What people ask, and what they get for an answer. */
export function talking(check: Check): void {
  for (const { path, examples, visibility } of commands) {
    const [line = ""] = examples;
    check(`/news ${line} is answered in ${visibility}`, [], async (stage) => {
      await furnished(stage);
      const { text, isPrivate } = await stage.people.command(line);
      expect(text.length).toBeGreaterThan(10);
      expect(text).not.toContain("no command");
      expect(stage.events().filter((event) => event.startsWith("command."))).toEqual(["command.answered"]);
      if (stage.channel.platform !== "terminal") expect(isPrivate).toBe(visibility === "private");
      expect(stage.wrongs(), path.join(" ")).toEqual([]);
    });
  }

  check("a command does what it says", [], async (stage) => {
    await stage.start();
    await stage.people.command("watch Spud -potato");
    expect(stage.desk.watches).toMatchObject([{ text: "Spud -potato", channel: stage.channel }]);
    const { text } = await stage.people.command("watches");
    expect(text).toContain("Spud -potato");
  });

  check("what is typed is helped along", [], async (stage) => {
    await furnished(stage);
    expect(await stage.people.suggest()).toContain("unwatch OpenAI");
    expect(stage.desk.watches).toHaveLength(1);
  });

  check("what people type stands there as they typed it, and reaches nobody else", [], async (stage) => {
    await stage.start();
    const { text } = await stage.people.command(`test "${HOSTILE}"`);
    expect(text.length).toBeGreaterThan(0);
    expect(stage.wrongs()).toEqual([]);
  });

  check("a reader may ask, but not change a watch", ["press"], async (stage) => {
    await furnished(stage);
    const { text, isPrivate } = await stage.people.command("watch Spud", "reader");
    expect(text).toMatch(/Only people who|may not|managers/i);
    expect(isPrivate).toBe(true);
    await stage.people.command("unwatch OpenAI", "reader");
    expect((await stage.people.command("watches", "reader")).text).toContain("OpenAI");
    expect(stage.desk.changes).toEqual([]);
  });

  check("a button does what it says, for managers alone", ["press"], async (stage) => {
    await furnished(stage);
    await postButtons(stage);
    expect((await stage.people.press("Mute 1 day", "reader")).isPrivate).toBe(true);
    expect(stage.desk.changes).toEqual([]);
    await stage.people.press("Mute 1 day");
    expect(stage.desk.changes).toEqual([expect.stringMatching(/^pause OpenAI 2026-05-05/)]);
    expect(stage.wrongs()).toEqual([]);
  });

  check("a button still works after a restart, with arguments of any length", ["press"], async (stage) => {
    await furnished(stage);
    await postButtons(stage);
    await stage.restart();
    await stage.people.press("Mute 1 day");
    expect(stage.desk.changes).toHaveLength(1);
    expect((await stage.people.press("Why")).text).toContain("a-long-way");
    expect(stage.wrongs()).toEqual([]);
  });

  check("a form is filled in", ["submit"], async (stage) => {
    await furnished(stage);
    await postButtons(stage);
    const { text, isPrivate } = await stage.people.submit("Watch more", '"super app" OR Spud');
    expect(text).toContain("super app");
    expect(isPrivate).toBe(true);
    expect(stage.desk.watches.map((watch) => watch.text)).toContain('"super app" OR Spud');
    expect(stage.wrongs()).toEqual([]);
  });

  check("a form opens after a restart, too", ["submit"], async (stage) => {
    await furnished(stage);
    await postButtons(stage);
    await stage.restart();
    await stage.people.submit("Watch more", "Sora");
    expect(stage.desk.watches.map(({ text }) => text)).toContain("Sora");
  });

  check("a mention is answered where it was said", ["mention"], async (stage) => {
    await furnished(stage);
    const { text, isPrivate } = await stage.people.mention("latest Sora");
    expect(text).toContain("leaves the app");
    expect(isPrivate).toBe(false);
    expect(stage.wrongs()).toEqual([]);
  });

  check("direct messages are a channel of their own", ["direct"], async (stage) => {
    await furnished(stage);
    expect((await stage.people.direct("watch Spud")).text).toContain("Spud");
    const [, made] = stage.desk.watches;
    expect(made?.text).toBe("Spud");
    expect(made?.channel).not.toEqual(stage.channel);
    expect((await stage.people.direct("watches")).text).not.toContain("OpenAI");
    expect(stage.wrongs()).toEqual([]);
  });

  check("what is delivered twice is answered and done once", ["twice"], async (stage) => {
    await stage.start();
    expect(await stage.people.twice("watch Spud", "watches")).toBe(2);
    expect(stage.desk.changes).toEqual(["watch Spud"]);
  });

  check("a long list is answered within the limits", [], async (stage) => {
    await stage.start();
    const { channel, clock } = stage;
    for (let n = 0; n < 120; n += 1)
      stage.desk.watches.push(makeWatch(`"a long topic number ${n}"`, channel, clock.now()));
    expect((await stage.people.command("watches")).text).toContain("a long topic number 0");
    expect((await stage.people.command("export")).text.length).toBeGreaterThan(100);
    expect(stage.wrongs()).toEqual([]);
  });
}

async function furnished(stage: Stage): Promise<void> {
  const now = stage.clock.now();
  stage.desk.watches.push(makeWatch("OpenAI", stage.channel, now, { id: "U1", name: "Ann" }));
  stage.desk.sources.push(makeSource("https://wire.example.com/feed.xml", { now }));
  stage.desk.stories.push(makeStory("Sora leaves the app", "OpenAI says so.", { now }));
  await stage.start();
}

async function postButtons(stage: Stage): Promise<void> {
  const link = `https://news.example/${"a-long-way-".repeat(30)}`;
  const [watch] = stage.desk.watches;
  const result = await stage.platform().post(
    stage.channel,
    {
      kind: "alert",
      title: { text: "OpenAI opens an office" },
      parts: [],
      buttons: [
        { id: "mute", args: [watch?.id ?? ""], label: "Mute 1 day" },
        { id: "why", args: [link], label: "Why" },
        { id: "watch", args: [], label: "Watch more" },
      ],
    },
    { key: "buttons", signal: AbortSignal.timeout(9_000) },
  );
  expect(result.kind).toBe("sent");
}
