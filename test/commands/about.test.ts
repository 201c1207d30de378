import { describe, expect, it } from "vitest";
import { makeStory, makeWatch } from "../doubles/desk.ts";
import { ANN, HERE, makeScene, NOW } from "./scene.ts";

const stories = [
  makeStory("A robot maker is paid", "Money for robots.", { now: NOW }),
  makeStory("A robot dances", "On a stage.", { now: NOW }),
];
const LATER = "about: is judged when a story is told. Here the words before it decide alone.";
const NO_MODEL =
  "about: needs a language model, which whoever runs me can set up. Here the words before it decide alone.";

describe("/news watch with about:", () => {
  it("says what it tells, and that figures are of the words alone", async () => {
    const scene = makeScene({ stories, writes: true });
    const said = await scene.say("watch robot about: funding  rounds");
    expect(said).toContain("Watching robot about: funding rounds here.\n");
    expect(said).toContain(
      "\nIt tells only stories that a language model finds to be about: funding rounds\nLast 7 days: 2 stories",
    );
    expect(said).toContain(`\n${LATER}\n`);
    expect(said).toContain("[Undo: /news unwatch robot about: funding rounds]");
    expect(scene.state.watches).toMatchObject([
      { text: "robot about: funding rounds", query: { kind: "word", text: "robot" } },
    ]);
  });

  it("is refused without words to look for, with what to do", async () => {
    const scene = makeScene({ writes: true });
    expect(await scene.say("watch about: funding rounds of robot makers")).toBe(
      [
        "I cannot watch that: about: needs words to look for before it. They find the stories, and then some are left out.",
        "  about: funding rounds of robot makers",
        "  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
        "Try: /news watch funding OR rounds OR robot about: funding rounds of robot makers",
        "[funding OR rounds OR robot about: funding rounds of robot makers: " +
          "/news watch funding OR rounds OR robot about: funding rounds of robot makers]",
      ].join("\n"),
    );
    expect(scene.state.changes).toEqual([]);
  });

  it("keeps it in what is proposed instead", async () => {
    const scene = makeScene({ stories, writes: true });
    const said = await scene.say("watch maker robot about: money");
    expect(said).not.toContain("instead of robot");
    const mixed = await scene.say("watch robot OR drone dances about: money");
    expect(mixed).toContain(
      "/news watch (robot OR drone) dances about: money instead of robot OR (drone dances) about: money]",
    );
    const [, old] = scene.state.watches;
    const pressed = await scene.press("instead", [old?.id ?? "", "(robot OR drone) dances about: money"]);
    expect(pressed).toContain("It takes the place of robot OR (drone dances) about: money.");
  });

  it("takes the place of a watch that has it", async () => {
    const old = makeWatch("robot about: money", HERE, NOW, ANN);
    const scene = makeScene({ watches: [old], writes: true });
    expect(await scene.say("watch drone about: money instead of robot about: money")).toContain(
      "It takes the place of robot about: money.",
    );
    expect(scene.state.watches.map(({ text }) => text)).toEqual(["drone about: money"]);
  });
});

describe("about: where stories are only looked for", () => {
  it.each([
    ["test", [`${LATER}\n`, "[Watch it here: /news watch robot about: funding rounds]"]],
    [
      "latest",
      ["robot: 2 stories in 30 days", LATER, "[Watch robot here: /news watch robot about: funding rounds]"],
    ],
    ["search", ["robot: 2 stories in 30 days", LATER]],
  ])("the words decide in %s", async (command, all) => {
    const scene = makeScene({ stories, writes: true });
    const said = await scene.say(`${command} robot about: funding rounds`);
    for (const part of all) expect(said).toContain(part);
    expect(scene.state.changes).toEqual([]);
  });

  it("counts on from the end of the line", async () => {
    const scene = makeScene({ stories, writes: true });
    const said = await scene.say("latest robot about: funding rounds count:1");
    expect(said).toContain("[More: /news latest robot count:11] [Watch robot here: /news watch robot about:");
  });

  it("says that it needs a model where there is none, and proposes the words alone", async () => {
    const scene = makeScene({ stories });
    for (const command of ["test", "latest", "search"]) {
      const said = await scene.say(`${command} robot about: funding rounds`);
      expect(said).toContain(NO_MODEL);
      expect(said).toMatch(/here: \/news watch robot\]/);
    }
  });

  it("says that the words are watched already", async () => {
    const watches = [makeWatch("robot about: money", HERE, NOW)];
    const scene = makeScene({ stories, watches, writes: true });
    expect(await scene.say("test robot about: money")).toContain("It is watched here already.");
    expect(await scene.say("test robot about: dances")).not.toContain("already");
  });

  it("is refused without words to look for", async () => {
    const scene = makeScene({ stories, writes: true });
    for (const command of ["test", "latest", "search"])
      expect(await scene.say(`${command} about: the Moon`)).toContain(
        `Try: /news ${command} Moon about: the Moon`,
      );
  });

  it("stays with what is typed without a command", async () => {
    const scene = makeScene({ stories, writes: true });
    expect(await scene.say("robots about: the makers' money")).toBe(
      "I can watch robots about: the makers' money here, or show the latest about it.\n" +
        "[Latest about robots: /news latest robots] [Watch robots about: the makers' money: /news watch robots about: the makers' money]",
    );
    expect(await scene.say("about: the Moon")).toContain("I can watch Moon here");
    expect(await scene.say("-robot about: the Moon")).toContain(
      "Try: /news watch tesla -robot about: the Moon",
    );
  });
});
