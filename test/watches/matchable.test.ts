import { describe, expect, it } from "vitest";
import type { Story } from "../../src/stories/story.ts";
import { matchable } from "../../src/watches/matchable.ts";

const STORY: Story = {
  id: "s",
  source: "id",
  sourceName: "The Verge",
  url: "https://x.com/a",
  title: "Sora",
  text: "Sora is out",
  publishedAt: new Date(0),
  dateGuessed: false,
  firstSeenAt: new Date(0),
  authors: [],
  tags: ["ai"],
};

describe("matchable", () => {
  it("gives the words of a story, its source by name", () => {
    const words = {
      title: "Sora",
      text: "Sora is out",
      url: "https://x.com/a",
      source: "The Verge",
      tags: ["ai"],
    };
    expect(matchable(STORY)).toEqual(words);
  });

  it("adds authors and language where they are known", () => {
    const known = { author: "Ada, Bo", language: "en" };
    expect(matchable({ ...STORY, authors: ["Ada", "Bo"], language: "en" })).toMatchObject(known);
  });
});
