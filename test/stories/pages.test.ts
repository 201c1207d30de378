import { describe, expect, it } from "vitest";
import type { Article } from "../../src/stories/article.ts";
import { extractArticle } from "../../src/stories/extract.ts";
import { type MarkedPage, markedPages, type Score, score } from "./pages/marked.ts";

const LEAST_F1 = 0.93;

const pages = markedPages().map((page) => ({
  ...page,
  article: extractArticle(page.html, page.expected.url),
}));
const readable = pages.filter(({ expected }) => !expected.barrier && !expected.empty);
const scores = readable.map((page) => ({ name: page.name, ...score(page.article.text, page) }));

const average = (key: "precision" | "recall" | "f1") =>
  scores.reduce((sum, one) => sum + one[key], 0) / scores.length;
const shown = ({ name, precision, recall, f1 }: { readonly name: string } & Score) =>
  `${name}: F1 ${f1.toFixed(3)}, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`;
const worst = () =>
  [...scores]
    .sort((a, b) => a.f1 - b.f1)
    .slice(0, 10)
    .map(shown)
    .join("\n");

/** What an article says of the fields that a page file names, in the words of that file. */
function said(article: Article, page: MarkedPage): Record<string, unknown> {
  const all: Record<string, unknown> = { ...article, publishedAt: article.publishedAt?.toISOString() };
  return Object.fromEntries(Object.keys(asked(page)).map((field) => [field, all[field]]));
}

function asked({ expected }: MarkedPage): Record<string, unknown> {
  const { url: _url, barrier: _barrier, empty: _empty, floor: _floor, publishedAt, ...fields } = expected;
  return publishedAt ? { ...fields, publishedAt: new Date(publishedAt).toISOString() } : fields;
}

describe("the score", () => {
  const page = { main: "one two three four five", most: "one two three four five six seven" };

  it("is 1 for the main text, with or without what may be left out", () => {
    expect(score(page.main, page).f1).toBe(1);
    expect(score(page.most, page).f1).toBe(1);
  });
  it("is lower for too little, too much, and twice the same", () => {
    expect(score("one two three four", page)).toMatchObject({ precision: 1, recall: 0.5 });
    expect(score("zero one two three four five", page).precision).toBeCloseTo(2 / 3);
    expect(score(`${page.main} ${page.main}`, page).precision).toBeLessThan(0.5);
  });
  it("is 0 for nothing, and for something else", () => {
    expect(score("", page).f1).toBe(0);
    expect(score("alpha beta gamma delta", page).f1).toBe(0);
  });
});

describe("pages of every make", () => {
  it("are many, of many tongues, and bear no mark", () => {
    expect(readable.length).toBeGreaterThanOrEqual(48);
    expect(new Set(readable.map(({ expected }) => expected.language)).size).toBeGreaterThanOrEqual(12);
    for (const { html, main } of readable) {
      expect(html).not.toMatch(/[⟦⟧⟨⟩]|\{\{/);
      expect(main.trim().length).toBeGreaterThan(100);
    }
  });

  it("yield their main text, and little else", () => {
    expect(average("f1"), worst()).toBeGreaterThanOrEqual(0.97);
    expect(average("precision"), worst()).toBeGreaterThanOrEqual(0.955);
    expect(average("recall"), worst()).toBeGreaterThanOrEqual(0.97);
  });

  it.each(readable.map((page, at) => ({ ...page, at })))("$name", ({ at, article, expected }) => {
    const one = scores[at];
    expect(one?.f1, `${one && shown(one)}\n${article.text}`).toBeGreaterThanOrEqual(
      expected.floor ?? LEAST_F1,
    );
  });

  it.each(pages)("$name says of itself what its metadata say", (page) => {
    expect(said(page.article, page)).toEqual(asked(page));
  });

  it.each(pages)("$name is a wall, or is not", ({ article, expected }) => {
    expect(article.barrier).toBe(expected.barrier);
  });

  it("are read without the names of their classes, too, and no wall is seen where none is", () => {
    const names = /\s(?:class|id|role|itemprop|itemtype)=(?:"[^"]*"|'[^']*'|[^\s>]+)/g;
    const nameless = readable.map(({ name, html, expected, ...page }) => {
      const article = extractArticle(html.replaceAll(names, ""), expected.url);
      return { name, barrier: article.barrier, ...score(article.text, page) };
    });
    const low = nameless.filter(({ f1 }) => f1 < 0.9).map(shown);
    expect(nameless.reduce((sum, { f1 }) => sum + f1, 0) / nameless.length, low.join("\n")).toBeGreaterThan(
      0.95,
    );
    expect(nameless.filter(({ barrier }) => barrier).map(({ name }) => name)).toEqual([]);
  });

  it("yield no story where there is none", () => {
    const without = pages.filter(({ expected }) => expected.empty);
    expect(without.map(({ name, article }) => [name, article.text])).toEqual(
      without.map(({ name }) => [name, ""]),
    );
    expect(without).not.toEqual([]);
  });

  it.each([
    ["tabloid-divs", "Goat elected to parish council"],
    ["wordpress-news", "Ferry returns to its winter berth"],
    ["inline-links", "How the night mayor got his title"],
    ["japanese-news", "渡し船、二十年ぶりに再開"],
  ])("tell what stood beside the story: %s", (name, teaser) => {
    const article = pages.find((page) => page.name === name)?.article;
    expect(article?.text).not.toContain(teaser);
    expect(article?.removed).toContain(teaser);
  });

  it("tell it within 4,000 units", () => {
    for (const { article } of pages) expect((article.removed ?? "").length).toBeLessThanOrEqual(4_000);
  });
});
