import { describe, expect, it } from "vitest";
import { makeSource, makeStory, makeWatch } from "../doubles/desk.ts";
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
    expect(lines[0]).toBe("Sora: the latest of 12 stories in 30 days");
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
  });

  it("without a topic tells of what is watched here", async () => {
    const scene = makeScene({ stories, sources, watches: [makeWatch("Sora", HERE, NOW)] });
    const text = await scene.say("latest 2");
    expect(text).toContain("What is watched here: the latest of 12 stories in 30 days");
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
    expect(await makeScene().say("latest Veo")).toContain("There is no source to look in yet.");
  });

  it("refuses what cannot be looked for", async () => {
    expect(await makeScene().say("latest -musk")).toContain("I cannot look for that: ");
  });
});
