import { describe, expect, it } from "vitest";
import type { Card } from "../../../src/commands/command.ts";
import { renderCard, withoutImage } from "../../../src/platforms/slack/render.ts";
import { homeView } from "../../../src/platforms/slack/views.ts";
import { checkBlocks, checkView, isTooLong } from "../../doubles/slack/blocks.ts";
import { answers } from "../terminal/answers.ts";
import {
  alert,
  digest,
  latest,
  NOW,
  refusal,
  scripts,
  status,
  watchAnswer,
  watches,
} from "../terminal/cards.ts";

const cards = {
  alert,
  scripts,
  digest,
  "watch-answer": watchAnswer,
  "list-numbered": latest,
  rows: watches,
  "error-with-caret": refusal,
  status,
  ...answers,
};

describe.each(Object.entries(cards))("the card %s", (name, card) => {
  it("looks as it always did", async () => {
    const { text, blocks } = renderCard(card, NOW);
    expect(checkBlocks(blocks, "message")).toEqual([]);
    expect(checkView(homeView(card, NOW).view)).toEqual([]);
    await expect(`${JSON.stringify({ text, blocks }, undefined, 2)}\n`).toMatchFileSnapshot(
      `../../golden/slack/${name}.json`,
    );
  });
});

const answer = (card: Partial<Card>): Card => ({ kind: "answer", parts: [], buttons: [], ...card });
const blocksOf = (card: Partial<Card>) => renderCard(answer(card), NOW).blocks;
const textsOf = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === "text" && typeof one === "string" ? [one] : textsOf(one),
  );
};

describe("rendering", () => {
  it("tells 290 stories of a digest as far as they fit, and how many more there are", () => {
    const items = Array.from({ length: 290 }, (_, index) => [
      {
        text: `Story ${index + 1} about a lab that opens yet another office by the sea`,
        url: `https://a.example/${index}`,
      },
      " (The Wire)",
    ]);
    const blocks = blocksOf({
      kind: "digest",
      title: { text: "290 more stories" },
      parts: [{ kind: "list", items }],
    });
    expect(checkBlocks(blocks, "message")).toEqual([]);
    expect(isTooLong(blocks as never)).toBe(false);
    const texts = textsOf(blocks);
    const shown = texts.filter((text) => text.startsWith("Story ")).length;
    expect(shown).toBeGreaterThan(80);
    expect(texts.at(-1)).toBe(`and ${290 - shown} more`);
  });

  it("says that a text does not fit", () => {
    const blocks = blocksOf({ parts: [{ kind: "code", text: "watch\n".repeat(5_000) }] });
    expect(isTooLong(blocks as never)).toBe(false);
    expect(textsOf(blocks).at(-1)).toBe("The rest does not fit into one message.");
  });

  it("keeps within 50 blocks, and 100 at home, by saying that there is more", () => {
    const parts = Array.from(
      { length: 300 },
      (_, index) => ({ kind: "text", pieces: [`line ${index}`], small: index % 2 === 0 }) as const,
    );
    expect(checkBlocks(blocksOf({ parts }), "message")).toEqual([]);
    const { view } = homeView(answer({ parts }), NOW);
    expect(view.blocks.length).toBeGreaterThan(50);
    expect(checkView(view)).toEqual([]);
    expect(textsOf(view)).toContain("The rest does not fit into one message.");
  });

  it("leaves out what has nothing to show, but never sends nothing", () => {
    const empty = {
      parts: [
        { kind: "text", pieces: ["", " "] },
        { kind: "list", items: [] },
      ],
    } as const;
    expect(textsOf(blocksOf(empty))).toEqual(["Nothing to show."]);
    expect(renderCard(answer(empty), NOW).text).toBe("Newshound");
    expect(
      blocksOf({
        parts: [
          { kind: "quote", pieces: [] },
          { kind: "code", text: "\n" },
        ],
        buttons: [],
      }),
    ).toHaveLength(1);
  });

  it("marks words in bold, and in what is bold already in italics too", () => {
    const [block] = blocksOf({
      title: { text: "Sora ends", marks: [{ start: 0, end: 4 }] },
      parts: [
        {
          kind: "text",
          pieces: [
            {
              text: "Sora ends",
              marks: [
                { start: 0, end: 4 },
                { start: 2, end: 3 },
                { start: 7, end: 7 },
              ],
            },
          ],
        },
      ],
    });
    expect(block).toEqual({
      type: "rich_text",
      elements: [
        {
          type: "rich_text_section",
          elements: [
            { type: "text", text: "Sora", style: { bold: true, italic: true } },
            { type: "text", text: " ends", style: { bold: true } },
          ],
        },
        {
          type: "rich_text_section",
          elements: [
            { type: "text", text: "Sora", style: { bold: true } },
            { type: "text", text: " ends" },
          ],
        },
      ],
    });
  });

  it("sets small text with links or marks as common text", () => {
    const pieces = ["see ", { text: "docs", url: "https://docs.example" }];
    expect(blocksOf({ parts: [{ kind: "text", pieces, small: true }] })[0]?.type).toBe("rich_text");
    expect(blocksOf({ parts: [{ kind: "text", pieces: ["see"], small: true }] })[0]?.type).toBe("context");
  });

  it("shows no picture that is not fetched over https, and can do without one", () => {
    const image = { url: "http://a.example/x.jpg", alt: "x" };
    expect(blocksOf({ image, title: { text: "t" } })).toHaveLength(1);
    const shown = renderCard(
      answer({ title: { text: "t" }, image: { url: "https://a.example/x.jpg", alt: "" } }),
      NOW,
    );
    expect(shown.blocks.at(-1)).toEqual({
      type: "image",
      image_url: "https://a.example/x.jpg",
      alt_text: "Picture",
    });
    expect(withoutImage(shown)?.blocks).toHaveLength(1);
    expect(withoutImage(renderCard(answer({ title: { text: "t" } }), NOW))).toBeUndefined();
  });

  it("links nothing but the web", () => {
    for (const url of [
      "javascript:alert(1)",
      "data:text/html,x",
      "slack://x",
      "no address",
      `https://a.example/${"x".repeat(4_000)}`,
    ]) {
      const blocks = blocksOf({ title: { text: "t", url } });
      expect(JSON.stringify(blocks)).not.toContain('"link"');
    }
  });

  it("says times live where Slack can, and in words where it cannot", () => {
    const at = new Date(NOW.getTime() - 60_000);
    const far = new Date(NOW.getTime() + 3 * 86_400_000);
    const [block] = blocksOf({
      parts: [
        {
          kind: "text",
          pieces: [
            { at, as: "ago" },
            { at: far, as: "in" },
            { at: far, as: "time" },
            { at: new Date(Number.NaN), as: "ago" },
            { at: new Date(-1), as: "day" },
          ],
        },
      ],
    });
    expect((block as { elements: { elements: unknown[] }[] }).elements[0]?.elements).toEqual([
      { type: "date", timestamp: at.getTime() / 1000, format: "{ago}", fallback: "14 May 2025, 11:59 UTC" },
      { type: "text", text: "in 3 days" },
      {
        type: "date",
        timestamp: far.getTime() / 1000,
        format: "{date_short_pretty}, {time}",
        fallback: "17 May 2025, 12:00 UTC",
      },
      { type: "text", text: "at an unknown time" },
      { type: "text", text: "31 Dec 1969" },
    ]);
  });
});
