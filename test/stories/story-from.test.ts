import { describe, expect, it } from "vitest";
import type { ParsedStory } from "../../src/stories/story.ts";
import { storyFrom } from "../../src/stories/story-from.ts";

const NOW = new Date("2026-05-04T12:00:00Z");
const HOUR = 3_600_000;
const SOURCE = { id: "s1", name: "Example wire" };

function made(fields: Partial<ParsedStory>) {
  const parsed = { id: "", title: "", url: "", summaryHtml: "", text: "", authors: [], tags: [], ...fields };
  return storyFrom({ storyId: "story-1", parsed }, SOURCE, NOW);
}

describe("storyFrom", () => {
  it("takes over what the document says", () => {
    const publishedAt = new Date("2026-05-04T11:00:00Z");
    const rest = {
      title: "Spud",
      text: "A text.",
      authors: ["Ada"],
      tags: ["ai"],
      language: "en",
      publishedAt,
    };
    const image = "https://news.example/a.png";
    expect(made({ ...rest, image, url: "https://news.example/a?utm_source=rss" })).toEqual({
      ...rest,
      image,
      id: "story-1",
      source: "s1",
      sourceName: "Example wire",
      url: "https://news.example/a",
      dateGuessed: false,
      firstSeenAt: NOW,
    });
  });

  it("has no language, image or link where the document gives none", () => {
    const story = made({ title: "Spud", url: "mailto:a@news.example" });
    expect(story).not.toHaveProperty("language");
    expect(story).not.toHaveProperty("image");
    expect(story.url).toBe("");
  });

  it.each<[string, Partial<ParsedStory>, string]>([
    ["its title", { title: "Spud", text: "A text." }, "Spud"],
    ["the first words of its text", { text: "\nA text.\nMore.", url: "https://news.example/a" }, "A text."],
    ["no more than 100 units of it", { text: "word ".repeat(40) }, `${"word ".repeat(19)}word…`],
    ["the host of its link", { url: "https://news.example/a" }, "news.example"],
    ["its source", {}, "Example wire"],
  ])("is called by %s", (_, fields, title) => {
    expect(made(fields).title).toBe(title);
  });

  it.each([
    ["long ago", new Date(0), new Date(0), false],
    ["24 hours ahead", new Date(NOW.getTime() + 24 * HOUR), new Date(NOW.getTime() + 24 * HOUR), false],
    ["further ahead", new Date(NOW.getTime() + 24 * HOUR + 1), NOW, true],
    ["no date at all", new Date(Number.NaN), NOW, true],
  ])("published %s", (_, publishedAt, expected, guessed) => {
    expect(made({ publishedAt })).toMatchObject({ publishedAt: expected, dateGuessed: guessed });
  });

  it("was published now where the document does not say when", () => {
    expect(made({})).toMatchObject({ publishedAt: NOW, dateGuessed: true });
  });
});
