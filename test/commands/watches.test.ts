import { describe, expect, it } from "vitest";
import { readUntil } from "../../src/commands/times.ts";
import { makeWatch } from "../doubles/desk.ts";
import { ANN, HERE, makeScene, NOW } from "./scene.ts";

const DAY = 86_400_000;
const old = new Date(NOW.getTime() - 30 * DAY);
const openai = makeWatch("OpenAI", HERE, old, ANN);
const app = makeWatch('"super app" OR Spud', HERE, old, { id: "U2", name: "Ben" });
const sora = makeWatch("Sora", HERE, NOW, ANN);
const filed = makeWatch("OpenAI lawsuit", HERE, old);

describe("/news watches", () => {
  it("lists each watch with its number, rate, last alert, maker and pause", async () => {
    const paused = { ...app, pausedUntil: new Date("2026-05-11T00:00:00Z") };
    const scene = makeScene({
      watches: [openai, paused, sora, filed],
      told: { [openai.id]: 35, [app.id]: 1 },
    });
    expect(await scene.say("watches")).toBe(
      [
        "4 watches here",
        "1 | OpenAI | 5 a day | last <ago 2026-05-04T12:00> | by you",
        '2 | "super app" OR Spud | 1 a week | last <ago 2026-05-04T12:00> | by Ben | paused until <day 2026-05-11T00:00>',
        "3 | Sora | never | since <day 2026-05-04T12:00> | by you",
        `4 | ${filed.text} | never | since <day 2026-04-04T12:00> | by configuration`,
        "[Add] [Pause all for a day: /news pause all 1d] [Resume all: /news resume all] " +
          '[Edit OpenAI] [Edit "super app" OR Spud] [Edit Sora]',
      ].join("\n"),
    );
  });

  it("names a watch that cannot be read, and why, and offers to remove it", async () => {
    const lost = { ...sora, id: "lost", text: "/(?=a)b/", unreadable: "look-ahead is not supported." };
    const scene = makeScene({ watches: [openai, lost] });
    const text = await scene.say("watches");
    expect(text).toContain("2 | /(?=a)b/ | cannot be read: look-ahead is not supported. | since");
    expect(text).toContain("[Remove /(?=a)b/: /news unwatch /(?=a)b/]");
    const { card } = await scene.line("watches");
    const { id = "", args = [] } = card.buttons.at(-1) ?? {};
    expect(await scene.press(id, args)).toBe("/(?=a)b/ is no longer watched here.");
    expect(scene.state.watches).toEqual([openai]);
  });

  it("judges a young watch by the days it has had", async () => {
    const scene = makeScene({ watches: [sora], told: { [sora.id]: 5 } });
    expect(await scene.say("watches")).toContain("Sora | 5 a day");
  });

  it("can change each that chat made by a button, up to fifteen", async () => {
    const many = Array.from({ length: 20 }, (_, n) => makeWatch(`word${n}`, HERE, old, ANN));
    const { card } = await makeScene({ watches: [filed, ...many] }).line("watches");
    const edits = card.buttons.filter(({ id }) => id === "edit");
    expect(edits).toHaveLength(15);
    expect(edits[0]).toMatchObject({ args: [many[0]?.id, "word0"], label: "Edit word0" });
    expect(card.buttons.length).toBeLessThanOrEqual(25);
  });

  it("of none says how to begin", async () => {
    expect(await makeScene().say("watches")).toBe(
      "Nothing is watched here yet. Say what matters, for example: /news watch OpenAI",
    );
  });
});

describe("/news unwatch", () => {
  it.each(["OpenAI", "1"])("finds the watch by %s and offers to undo", async (which) => {
    const scene = makeScene({ watches: [openai, app] });
    expect(await scene.say(`unwatch ${which}`)).toBe(
      "OpenAI is no longer watched here.\n[Undo: /news watch OpenAI]",
    );
    expect(scene.state.watches).toEqual([app]);
  });

  it("asks when several fit, and never guesses", async () => {
    const scene = makeScene({ watches: [app, sora] });
    expect(await scene.say("unwatch s")).toBe(
      'More than one watch here fits "s". Which one?\n["super app" OR Spud: /news unwatch "super app" OR Spud] [Sora: /news unwatch Sora]',
    );
    expect(scene.state.changes).toEqual([]);
  });

  it("says when there is none", async () => {
    expect(await makeScene().say("unwatch Veo")).toBe(
      'No watch here is called "Veo". /news watches lists them.',
    );
  });

  it("knows a number that is not in the list, and stops no more than one at a time", async () => {
    const scene = makeScene({ watches: [openai, sora] });
    expect(await scene.say("unwatch 99")).toBe("There is no watch 99 here. /news watches shows the numbers.");
    expect(await scene.say("unwatch all")).toBe(
      "I stop one watch at a time. To quiet them all for a while: /news pause all",
    );
    expect(scene.state.changes).toEqual([]);
  });

  it("leaves what the configuration file keeps", async () => {
    const scene = makeScene({ watches: [filed] });
    expect(await scene.say("unwatch 1")).toContain("is kept in the configuration file.");
    expect(scene.state.watches).toEqual([filed]);
  });
});

describe("/news pause and resume", () => {
  it("pause for a time, a day where none is given", async () => {
    const scene = makeScene({ watches: [openai] });
    expect(await scene.say("pause OpenAI 2h")).toBe(
      "OpenAI is paused here until <time 2026-05-04T14:00>, <in 2026-05-04T14:00>. Stories of that time are not told later.\n[Resume: /news resume OpenAI]",
    );
    await scene.say("pause OpenAI");
    expect(scene.state.changes).toEqual([
      "pause OpenAI 2026-05-04T14:00:00.000Z",
      "pause OpenAI 2026-05-05T12:00:00.000Z",
    ]);
  });

  it("ask which, and keep the time meanwhile", async () => {
    const scene = makeScene({ watches: [app, sora] });
    expect(await scene.say("pause s until monday")).toContain("[Sora: /news pause Sora until monday]");
    await scene.press("pause", ["Sora", "until monday"]);
    expect(scene.state.changes).toEqual([`pause Sora ${readUntil("until monday", NOW)?.toISOString()}`]);
    expect(await scene.say("resume s")).toContain("[Sora: /news resume Sora]");
  });

  it.each(["OpenAI 3 parsecs", "OpenAI until yesterday", "1 for ages"])(
    "do not take %s for a name",
    async (typed) => {
      const scene = makeScene({ watches: [openai] });
      const odd = typed.split(" ").slice(1).join(" ");
      expect(await scene.say(`pause ${typed}`)).toBe(
        `I cannot pause for "${odd}". Say 2h, 3 days, until Monday or until 18:00, at most a year. Nothing was changed.`,
      );
      expect(scene.state.changes).toEqual([]);
    },
  );

  it("know a name with a number in it", async () => {
    const scene = makeScene({ watches: [makeWatch("iPhone 17", HERE, NOW)] });
    expect(await scene.say("pause iPhone 17")).toContain("iPhone 17 is paused here");
    expect(await scene.say("pause iPad 17")).toContain('No watch here is called "iPad 17".');
  });

  it("do not guess a time", async () => {
    const scene = makeScene({ watches: [openai] });
    const { card } = await scene.handlers.command(
      ["pause"],
      scene.invocation({ options: { watch: "OpenAI", for: "a while" } }),
    );
    expect(card.parts[0]).toMatchObject({
      pieces: [expect.stringContaining('I cannot pause for "a while".')],
    });
    expect(scene.state.changes).toEqual([]);
  });

  it("resume what is paused, and say so where nothing is", async () => {
    const scene = makeScene({ watches: [{ ...openai, pausedUntil: new Date(NOW.getTime() + DAY) }] });
    expect(await scene.say("resume openai")).toBe("OpenAI is watched again.");
    expect(await scene.say("resume openai")).toBe("OpenAI was not paused.");
    expect(await scene.say("resume Veo")).toContain('No watch here is called "Veo".');
    expect(scene.state.changes).toEqual(["resume OpenAI"]);
  });

  it("know all watches as one, unless a watch has that name", async () => {
    const scene = makeScene({ watches: [openai, sora] });
    expect(await scene.say("pause all 1d")).toContain(
      "OpenAI and Sora are paused here until <day 2026-05-05T12:00>",
    );
    expect(await scene.say("resume all")).toBe("OpenAI and Sora are watched again.");
    expect(await scene.say("resume all")).toBe("No watch here is paused.");
    const named = makeScene({ watches: [openai, makeWatch("all", HERE, NOW)] });
    await named.say("pause all 1d");
    expect(named.state.changes).toEqual(["pause all 2026-05-05T12:00:00.000Z"]);
    expect(await makeScene().say("pause all")).toContain('No watch here is called "all".');
  });

  it("refuse a watch that cannot be read, offer to remove it, and leave it out of all", async () => {
    const until = new Date(NOW.getTime() + DAY);
    const lost = { ...sora, id: "lost", text: "/(?=a)b/", unreadable: "look-ahead is not supported." };
    const said =
      "/(?=a)b/ cannot be read: look-ahead is not supported. No story is told of it, so there is nothing to pause or to resume.";
    const alone = makeScene({ watches: [{ ...lost, pausedUntil: until }] });
    for (const line of ["pause 1", "resume 1", "pause all", "resume all"]) {
      const { card } = await alone.line(line);
      expect(card.parts).toMatchObject([{ pieces: [{ text: "/(?=a)b/" }, said.slice("/(?=a)b/".length)] }]);
      expect(card.buttons).toMatchObject([{ label: "Remove /(?=a)b/", id: "unwatch", args: ["lost"] }]);
    }
    expect(await alone.say("watches")).not.toMatch(/Pause all|Resume all/);
    expect(alone.state.changes).toEqual([]);
    const both = makeScene({ watches: [lost, openai] });
    expect(await both.say("pause all")).toMatch(/^OpenAI is paused here until /);
    expect(await both.say("resume all")).toBe("OpenAI is watched again.");
    const filedLost = makeScene({ watches: [{ ...filed, text: "/(?=a)b/", unreadable: "no." }] });
    expect((await filedLost.line("pause 1")).card.buttons).toEqual([]);
  });
});
