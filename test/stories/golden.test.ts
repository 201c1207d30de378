import { describe, expect, it } from "vitest";
import { extractArticle } from "../../src/stories/extract.ts";
import { gist } from "../../src/stories/gist.ts";
import { quote } from "../../src/stories/quote.ts";
import { tidyText } from "../../src/stories/tidy.ts";
import { makeMatcher } from "../../src/watches/matcher.ts";
import { parseQuery } from "../../src/watches/query.ts";
import {
  byline,
  comments,
  furnitureLines,
  paragraphs,
  published,
  raw,
  type Shape,
  shapes,
  teasers,
  title,
  url,
} from "./pages/golden.ts";
import { mixtures } from "./pages/mixtures.ts";

const WATCHED = ["OpenAI", "Spud", "Sora", "Anthropic", "Codex", "Alibaba", "Qwen", "Musk"];
const NAMED = ["OpenAI", "Spud", "Sora", "Anthropic", "Codex"];

const matcher = makeMatcher();
for (const word of WATCHED) {
  const parsed = parseQuery(word);
  if (!parsed.ok) throw new Error(parsed.error.message);
  matcher.add(word, parsed.query);
}

const matched = (heading: string, text: string) =>
  matcher.match({ title: heading, text, url }).map(({ id }) => id);
const plain = (text: string) => text.replaceAll(/\s+/g, " ").trim();

/** What the product would take for the story of a page. */
function storyOf(shape: Shape): { title: string; text: string; removed: string } {
  const read =
    shape.contentType === "text/plain" ? { title, ...tidyText(shape.html) } : extractArticle(shape.html, url);
  return { title: read.title, text: read.text, removed: read.removed ?? "" };
}

/** The lines of a text that are no part of the story. */
function strangers(text: string, shape: Shape): readonly string[] {
  const own = [...paragraphs, ...(shape.headings ?? [])].map(plain);
  const headings = [title, byline, published, `${byline} ${published}`, `${byline}${published}`].map(plain);
  return text
    .split("\n")
    .map(plain)
    .filter((line) => line !== "" && !own.includes(line) && !headings.includes(line));
}

describe("the golden example", () => {
  it("is what it should be: the lead does not name Sora, and all of it together names too much", () => {
    const lead = paragraphs[0] ?? "";
    expect(lead).toHaveLength(211);
    expect(lead).toMatch(/OpenAI.*Spud/);
    expect(lead).not.toContain("Sora");
    expect(paragraphs.some((one) => one.endsWith("flagship video generation tool, Sora."))).toBe(true);
    expect(matched(title, raw.html)).toEqual(WATCHED);
    expect(Object.keys(shapes).length).toBeGreaterThanOrEqual(32);
  });

  it("is read alike as text without markup, whoever is asked", () => {
    const { text, removed } = extractArticle(raw.html, url);
    expect({ text, removed }).toEqual(tidyText(raw.html));
  });

  describe.each(Object.entries(shapes))("%s", (_, shape) => {
    const story = storyOf(shape);

    it("alerts for what the story names, and for nothing that only a teaser names", () => {
      expect(matched(story.title, story.text)).toEqual(NAMED);
      expect(plain(story.title)).toBe(title);
    });

    it("has every paragraph once, in order, and nothing else", () => {
      const text = plain(story.text);
      const places = paragraphs.map((one) => text.indexOf(plain(one)));
      expect(places).toEqual([...places].sort((a, b) => a - b));
      for (const one of paragraphs) expect(text.split(plain(one))).toHaveLength(2);
      expect(strangers(story.text, shape)).toEqual([]);
      for (const line of [...furnitureLines, ...comments]) expect(story.text.split("\n")).not.toContain(line);
      for (const one of teasers) expect(text).not.toContain(plain(one.excerpt));
    });

    it("shows its lead, and quotes the sentence that names Sora", () => {
      expect(gist(story, 280)).toContain("Spud");
      expect(gist(story, 280)).not.toContain("Sora");
      const start = story.text.lastIndexOf("Sora");
      expect(quote(story.text, [{ start, end: start + 4 }], 280)).toMatch(
        /decision to sunset its flagship video generation tool, Sora\.$/,
      );
    });

    it("can tell what a teaser on the page names", () => {
      const leaks = teasers.filter((one) => shape.html.includes(one.title));
      for (const one of leaks) expect(plain(story.removed)).toContain(plain(one.title));
      expect(story.removed.length).toBeLessThanOrEqual(4_000);
    });
  });

  it.each(Object.entries(mixtures))("%s", (_, shape) => {
    const story = storyOf(shape);
    expect(matched(story.title, story.text)).toEqual(NAMED);
    expect(paragraphs.filter((one) => !plain(story.text).includes(plain(one)))).toEqual([]);
  });
});
