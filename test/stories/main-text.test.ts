import { describe, expect, it } from "vitest";
import type { Article, PageRead } from "../../src/stories/article.ts";
import { isThin, tellingOf } from "../../src/stories/main-text.ts";
import type { ParsedStory } from "../../src/stories/story.ts";
import { storyFrom } from "../../src/stories/story-from.ts";
import { MORNING, plus } from "../doubles/samples.ts";

const TEASER = "The harbour board will vote on the new pier today, the mayor said at noon.";
const BODY = [
  "The harbour board will vote on the new pier today, the mayor said at noon after a long walk along the quay.",
  "Its price has doubled since the first plan was drawn. Fishermen want a lower wall and a wider ramp for their boats.",
].join("\n");

function parsed(more: Partial<ParsedStory> = {}): ParsedStory {
  return {
    id: "1",
    title: "Board to vote on pier",
    url: "https://example.com/pier",
    summaryHtml: "",
    text: TEASER,
    authors: [],
    tags: [],
    ...more,
  };
}

function page(more: Partial<Article> = {}): PageRead {
  return { kind: "read", article: { title: "", text: BODY, ...more } };
}

describe("whether a feed's text is thin", () => {
  it.each([
    ["", true],
    [TEASER, true],
    ["x".repeat(599), true],
    ["x".repeat(600), false],
    [`${"x".repeat(700)}…`, true],
    [`${"x".repeat(700)} [...] `, true],
    [`${"x".repeat(700)}. (…)`, true],
  ])("%#", (text, thin) => expect(isThin(text)).toBe(thin));
});

describe("what a story says", () => {
  it("is the feed's text where nobody looked at its page, without what does not belong to it", () => {
    const text = `${BODY}\nComments (0)\n0/500\nHome`;
    expect(tellingOf(parsed({ text, language: "en" }))).toEqual({ text: BODY, language: "en" });
  });

  it("is the main text of its page, with the feed's text as the editor's description", () => {
    const canonical = "https://example.com/news/pier";
    expect(tellingOf(parsed({ language: "en" }), page({ canonical, removed: "Qwen grows" }))).toEqual({
      text: BODY,
      description: TEASER,
      page: { kind: "read", canonical, removed: "Qwen grows" },
      language: "en",
    });
  });

  it("takes the page's description where the feed's is none", () => {
    const description = "The harbour board will vote on the new pier today, after its price has doubled.";
    const telling = tellingOf(parsed({ text: "Read more", description: "Pier!" }), page({ description }));
    expect(telling.description).toBe(description);
    expect(
      tellingOf(
        parsed({ text: "" }),
        page({ description: "The best news of the coast, every day and for everyone." }),
      ),
    ).not.toHaveProperty("description");
  });

  it("is the feed's text where the page says less, or could not be had", () => {
    expect(tellingOf(parsed(), page({ text: "Please sign in." }))).toMatchObject({
      text: TEASER,
      page: { kind: "unread", why: "empty" },
    });
    expect(tellingOf(parsed({ text: "" }), page({ text: "" })).page).toEqual({
      kind: "unread",
      why: "empty",
    });
    expect(tellingOf(parsed(), { kind: "unread", why: "paywall" })).toMatchObject({
      text: TEASER,
      page: { kind: "unread", why: "paywall" },
    });
  });

  it("is the feed's text where a short page shares no word with it, in any language", () => {
    const told = (page_: string, more: Partial<ParsedStory> = {}) =>
      tellingOf(parsed(more), page({ text: page_ }));
    const wall =
      "Strona używa plików, które pomagają nam z reklamami. Kliknij, aby przejść dalej, albo wybierz ustawienia 2026.";
    expect(told(wall)).toMatchObject({ text: TEASER, page: { kind: "unread", why: "empty" } });
    const japanese = { title: "渡し船、二十年ぶりに再開", text: "港と島を結ぶ渡し船が再開する。" };
    expect(told(wall, japanese).text).toBe(japanese.text);
    expect(told("島の人々は渡し船を長く待っていた。明日の朝から運航が始まる。", japanese).page?.kind).toBe(
      "read",
    );
    expect(told(`${wall} ${wall.repeat(20)}`).page?.kind).toBe("read");
    // Words that every text has make no kinship, and a feed that says nothing cannot be contradicted.
    expect(
      told(
        "There will be more about this after they have said what they want, which people would first like.",
      ).page?.kind,
    ).toBe("unread");
    expect(told(wall, { title: "Pier", text: "" }).page?.kind).toBe("read");
  });

  it("ends where no reader gets to, and keeps little of what stood beside it", () => {
    const { text, page: look } = tellingOf(
      parsed(),
      page({ text: "wo".repeat(60_000), removed: "👍".repeat(1_500) }),
    );
    expect(text).toHaveLength(100_000);
    expect(look).toEqual({ kind: "read", removed: "👍".repeat(1_000) });
  });

  it("knows its language from the feed, else from the page, else from its words", () => {
    const german =
      "Der Hafenrat stimmt heute über die neue Mole ab, sagte die Bürgermeisterin am Mittag vor dem Rathaus.";
    expect(tellingOf(parsed({ language: "fr" }), page({ language: "de" })).language).toBe("fr");
    expect(tellingOf(parsed(), page({ language: "de" })).language).toBe("de");
    expect(tellingOf(parsed({ title: "Mole", text: german })).language).toBe("de");
    expect(tellingOf(parsed({ title: "X1", text: "" }))).not.toHaveProperty("language");
  });

  it("shows the feed's picture, else the page's", () => {
    expect(
      tellingOf(parsed({ image: "https://a.example/1.jpg" }), page({ image: "https://b.example/2.jpg" }))
        .image,
    ).toBe("https://a.example/1.jpg");
    expect(tellingOf(parsed(), page({ image: "https://b.example/2.jpg" })).image).toBe(
      "https://b.example/2.jpg",
    );
  });
});

describe("a story made with its page", () => {
  const source = { id: "wire", name: "The wire" };

  it("takes title and date from the page where the feed has none", () => {
    const publishedAt = plus(MORNING, -3_600_000);
    const story = storyFrom(
      { storyId: "s", parsed: parsed({ title: "" }) },
      source,
      MORNING,
      page({ title: "Board to vote on pier", publishedAt }),
    );
    expect(story).toMatchObject({ title: "Board to vote on pier", publishedAt, dateGuessed: false });
  });
});
