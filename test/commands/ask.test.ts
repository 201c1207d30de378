import { describe, expect, it } from "vitest";
import { latest } from "../../src/commands/ask.ts";
import { makeDesk, makeSource, makeStory, makeWatch } from "../doubles/desk.ts";
import { HERE, makeScene, NOW } from "./scene.ts";

const now = { now: NOW };
const sources = [makeSource("https://example.com/feed.xml", now)];
const TEXT =
  "The lab will shut down its video tool Sora in the summer. It needs the computing power for a new model.";
const stories = Array.from({ length: 12 }, (_, n) => makeStory(`Sora will close, part ${n}`, TEXT, now));

describe("/news latest", () => {
  it("lists the newest stories for the room, with marks, summary and the ways on", async () => {
    const scene = makeScene({ stories, sources });
    const { visibility } = await scene.line("latest Sora");
    expect(visibility).toBe("public");
    const lines = (await scene.say("latest Sora")).split("\n");
    expect(lines[0]).toBe("Sora: the latest 10 of 12 stories in 30 days");
    expect(lines[1]).toBe("1. *Sora* will close, part 0 (Example wire, <ago 2026-05-04T11:48>)");
    expect(lines[2]).toMatch(/^The lab .*\*Sora\*/);
    expect(lines).toHaveLength(22);
    expect(lines[21]).toBe("[More: /news latest Sora 20] [Watch Sora here: /news watch Sora]");
  });

  it("takes a count, and offers no more than there is", async () => {
    const scene = makeScene({ stories, sources });
    expect((await scene.say("latest Sora 3")).split("\n")).toHaveLength(8);
    expect(await scene.say("latest Sora 20")).not.toContain("[More");
    expect(await scene.press("latest", ["Sora", "20"])).toContain("12. ");
    expect(await scene.say("latest Sora 12")).toMatch(/^Sora: 12 stories in 30 days\n/);
  });

  it("says where it stopped counting, and offers more as long as there may be more", async () => {
    const scene = makeScene({ stories, sources, countsTo: 5 });
    const text = await scene.say("latest Sora 5");
    expect(text).toMatch(/^Sora: the latest 5 stories of 30 days; there are more\n/);
    expect(await scene.say("latest Sora 4")).toMatch(
      /^Sora: the latest 4 of more than 5 stories in 30 days\n/,
    );
    expect(text).toContain("[More: /news latest Sora 15]");
    expect(await scene.say("latest Sora 50")).not.toContain("[More");
  });

  it("without a topic tells of what is watched here", async () => {
    const scene = makeScene({ stories, sources, watches: [makeWatch("Sora", HERE, NOW)] });
    const text = await scene.say("latest 2");
    expect(text).toContain("What is watched here: the latest 2 of 12 stories in 30 days");
    expect(text).toContain("[More: /news latest 12]");
    expect(await scene.press("latest", ["", "12"])).toContain("12. ");
  });

  it("says what was looked at when there is nothing", async () => {
    expect(await makeScene({ stories, sources }).say("latest Veo")).toBe(
      "No story about Veo among 12 in the last 30 days from 1 source.\nMore sources find more: /news source add and the address of a site or feed.\n[Watch Veo here: /news watch Veo]",
    );
    expect(await makeScene({ stories, sources }).say("latest")).toContain(
      "Nothing that is watched here among 12 stories in the last 30 days.",
    );
    expect(await makeScene({ sources }).say("latest Veo")).toContain("I have no stories yet.");
    expect(await makeScene({ sources }).say("latest")).toBe(
      "I have no stories yet. They come with the next look at the sources.",
    );
    expect(await makeScene().say("latest Veo")).toContain("There is no source to look in yet.");
    expect(await makeScene().say("latest")).toContain("There is no source to look in yet.");
  });

  it("lists all stories where nothing is watched and yet something was found", async () => {
    const { desk, state } = makeDesk({ stories, sources });
    const everything = { ...desk, latest: () => desk.search(HERE, { kind: "word", text: "Sora" }, 1) };
    const reply = await latest.run(makeScene().invocation(), everything);
    expect(state.changes).toEqual([]);
    expect(reply.card.title?.text).toBe("All stories: the latest 1 of 12 stories in 30 days");
  });

  it("refuses what cannot be looked for", async () => {
    expect(await makeScene().say("latest -musk")).toContain("I cannot look for that: ");
    expect(await makeScene().say("search -musk")).toContain("Try: /news search ");
  });
});

describe("a topic of which there is no story", () => {
  const titles = [
    "OpenAI shows a video",
    "OpenAI video for all",
    "A video of a cat",
    "Lawsuit against Apple",
  ];
  const scene = makeScene({ stories: titles.map((title) => makeStory(title, "", now)), sources });

  it.each([
    [
      "latest OpenAI video Sora",
      "Nearest: OpenAI video (2) · OpenAI (2) · video (3).",
      "/news latest OpenAI video",
    ],
    ["latest OpneAI", "Nearest: OpenAI (2).", "/news latest OpenAI"],
    ["latest lawsuits", "Nearest: Lawsuit (1).", "/news latest Lawsuit"],
    ['latest "video OpenAI"', "Nearest: video OpenAI (2).", "/news latest video OpenAI"],
    ["search OpneAI", "Nearest: OpenAI (2).", "/news search OpenAI"],
    ["latest tell me when Apple gets a Lawsuit", "Nearest: Apple Lawsuit (1)", "/news latest Apple Lawsuit"],
    ["latest what about opneai?", "Nearest: OpenAI (2)", "/news latest OpenAI"],
  ])("%s: %s", async (line, said, command) => {
    const text = await scene.say(line);
    expect(text).toContain("among 4 in the last 30 days from 1 source. ");
    expect(text).toContain(said);
    expect(text).toContain(`: ${command}]`);
    expect(text).not.toContain("More sources find more");
  });

  it("counts what is near as far as the answer would", async () => {
    const many = makeScene({ stories, sources, countsTo: 7 });
    expect(await many.say("latest Soar")).toContain(
      "Nearest: Sora (more than 7).\n[Sora (more than 7): /news",
    );
  });
});

describe("a topic in a sentence", () => {
  it("is offered alone where that finds something else", async () => {
    const about = makeStory("What is it about Sora", "", now);
    const scene = makeScene({ stories: [...stories, about], sources });
    const text = await scene.say("latest what about sora?");
    expect(text).toMatch(/^what about sora: 1 story in 30 days\n/);
    expect(text).toContain("[Only sora (13): /news latest sora]");
    expect(await makeScene({ stories: [about], sources }).say("latest what about sora")).not.toContain(
      "[Only",
    );
  });
});

describe("/news search", () => {
  it("lists the best matches first, for the room", async () => {
    const best = makeStory("Sora, Sora and Sora", "", now);
    const scene = makeScene({ stories: [...stories.slice(0, 2), best], sources });
    const { visibility } = await scene.line("search Sora will");
    expect(visibility).toBe("public");
    const lines = (await scene.say("search Sora 1")).split("\n");
    expect(lines[0]).toBe("Sora: the best 1 of 3 stories in 30 days");
    expect(lines[1]).toMatch(/^1\. \*Sora\*, \*Sora\* and \*Sora\* \(/);
    expect(lines.at(-1)).toBe("[More: /news search Sora 11] [Watch Sora here: /news watch Sora]");
  });

  it("needs something to search for", async () => {
    expect(await makeScene().say("search")).toContain(
      "/news search needs a query: what the stories are about.",
    );
  });
});
