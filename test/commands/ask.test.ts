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
    expect(lines[21]).toBe("[More: /news latest Sora count:20] [Watch Sora here: /news watch Sora]");
  });

  it("takes a count, and offers no more than there is", async () => {
    const scene = makeScene({ stories, sources });
    expect((await scene.say("latest Sora count:3")).split("\n")).toHaveLength(8);
    expect(await scene.say("latest Sora count:20")).not.toContain("[More");
    expect(await scene.press("latest", ["Sora", "20"])).toContain("12. ");
    expect(await scene.say("latest Sora count:12")).toMatch(/^Sora: 12 stories in 30 days\n/);
  });

  it("says where it stopped counting, and offers more as long as there may be more", async () => {
    const scene = makeScene({ stories, sources, countsTo: 5 });
    const text = await scene.say("latest Sora count:5");
    expect(text).toMatch(/^Sora: the latest 5 of more than 5 stories in 30 days\n/);
    expect(await scene.say("latest Sora count:4")).toMatch(
      /^Sora: the latest 4 of more than 5 stories in 30 days\n/,
    );
    expect(text).toContain("[More: /news latest Sora count:15]");
    expect(await scene.say("latest Sora count:50")).not.toContain("[More");
  });

  it("reads a number at the end as a word of the topic where stories have it, and offers the count", async () => {
    const titles = ["Apple shows the iPhone 17", "iPhone 16 sells", "iPhone sales"];
    const scene = makeScene({ stories: titles.map((title) => makeStory(title, "", now)), sources });
    const text = await scene.say("latest iPhone 17");
    expect(text).toMatch(/^iPhone 17: 1 story in 30 days\n/);
    expect(text).toContain(
      "[The latest 17 about iPhone: /news latest iPhone count:17] [Watch iPhone 17 here: /news watch iPhone 17]",
    );
    expect(await scene.say("search iPhone 17")).toContain("[The best 17 about iPhone: ");
    expect(await scene.press("latest", ["iPhone", "17"])).toMatch(/^iPhone: 3 stories/);
  });

  it("takes that number for the count where no story has it, and says so", async () => {
    const titles = ["iPhone 16 sells", "iPhone sales", "iPhone cases"];
    const scene = makeScene({ stories: titles.map((title) => makeStory(title, "", now)), sources });
    const text = await scene.say("latest iPhone 2");
    expect(text).toMatch(
      /^iPhone: the latest 2 of 3 stories in 30 days\nNo story has 2 beside the words of iPhone 2, so it is taken for how many to show\.\n1\. /,
    );
    expect(text).toContain("[More: /news latest iPhone count:12] [Watch iPhone here: ");
    expect(text).toContain("[Watch iPhone 2 here: /news watch iPhone 2]");
    // The number stands elsewhere in a story, which makes it no part of the topic.
    expect(await scene.say("latest sales OR cases 16")).toMatch(/^sales OR cases: 2 stories/);
    expect(await scene.say('latest "iPhone" sells 16')).toMatch(/^"iPhone" sells: 1 story/);
    expect(await scene.say("latest sells iPhone 16")).toMatch(/^sells iPhone 16: 1 story/);
  });

  it("names the whole topic where neither is found, and how far a count goes", async () => {
    const scene = makeScene({ stories, sources });
    expect(await scene.say("latest GPT 5")).toMatch(/^No story about GPT 5 among /);
    const text = await scene.say("latest Sora 999");
    expect(text).toContain("No story about Sora 999 among 12 ");
    expect(text).toContain(
      "A count goes from 1 to 50.\n[The latest 50 about Sora: /news latest Sora count:50]",
    );
    expect(await scene.say("latest Veo 999")).not.toContain("A count");
    expect(await scene.say("latest Sora count:999")).toContain('"999" is not a count I can use');
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
    const lines = (await scene.say("search Sora count:1")).split("\n");
    expect(lines[0]).toBe("Sora: the best 1 of 3 stories in 30 days");
    expect(lines[1]).toMatch(/^1\. \*Sora\*, \*Sora\* and \*Sora\* \(/);
    expect(lines.at(-1)).toBe("[More: /news search Sora count:11] [Watch Sora here: /news watch Sora]");
  });

  it("needs something to search for", async () => {
    expect(await makeScene().say("search")).toContain(
      "/news search needs a query: what the stories are about.",
    );
  });
});
