import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Card, Part, Piece } from "../../../src/commands/command.ts";
import { escapeText, plain, safeUrl } from "../../../src/platforms/slack/plain.ts";
import { renderCard } from "../../../src/platforms/slack/render.ts";
import { homeView, modalFor } from "../../../src/platforms/slack/views.ts";
import { checkBlocks, checkView, isTooLong } from "../../doubles/slack/blocks.ts";
import { nasty } from "../terminal/nasty.ts";
import { NEWS } from "./rig.ts";

const NOW = new Date("2026-05-04T09:00:00Z");
const MARKUP = [
  "<!channel>",
  "<!here>",
  "<!subteam^S1|@all>",
  "<@U1>",
  "<#C1|news>",
  "<https://evil.example|https://bank.example>",
  "<!date^0^{date}^https://evil.example|x>",
  "&lt;!channel&gt;",
  "&amp;lt;",
  "*bold*",
  "_it_",
  "~no~",
  "`code`",
  "```",
  ":tada:",
  "> quote",
  "\n> quote",
  "@channel",
  "#general",
  "evil.example",
  "https://evil.example/a?b=c|d",
  "javascript:alert(1)",
  "|",
  "^",
];
const words = fc.oneof(
  { weight: 100, arbitrary: nasty },
  {
    weight: 100,
    arbitrary: fc
      .array(fc.oneof(fc.constantFrom(...MARKUP), fc.string()), { maxLength: 8 })
      .map((all) => all.join("")),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...MARKUP, "x", "é", "👩‍👩‍👧", "a\u0301", "<!channel> ")
      .map((one) => one.repeat(Math.ceil(50_000 / one.length))),
  },
);
const url = fc.oneof(
  fc.webUrl(),
  words,
  fc.webUrl().map((one) => `${one}?q=<a|b> "c"\\^{}`),
);
const range = fc
  .tuple(fc.integer({ min: -3, max: 60 }), fc.integer({ min: -3, max: 60 }))
  .map(([start, end]) => ({ start, end }));
const moment = fc.record({
  at: fc.date({ noInvalidDate: false }),
  as: fc.constantFrom("ago", "time", "day", "in"),
} as const);
const marked = fc.record(
  { text: words, marks: fc.array(range, { maxLength: 4 }), url, tone: fc.constantFrom("strong", "quiet") },
  { requiredKeys: ["text"] },
) as fc.Arbitrary<Exclude<Piece, string>>;
const pieces = fc.array(fc.oneof(words, marked, moment), { maxLength: 5 }) as fc.Arbitrary<Piece[]>;
const button = fc.record(
  {
    id: fc.constantFrom("mute", "source add"),
    args: fc.array(words, { maxLength: 2 }),
    label: words,
    confirm: words,
    channel: fc.constant("slack:T1/C1"),
  },
  { requiredKeys: ["id", "args", "label"] },
);
const part = fc.oneof(
  fc.record({ kind: fc.constant("text"), pieces, small: fc.boolean() }),
  fc.record({ kind: fc.constant("list"), items: fc.array(pieces, { maxLength: 6 }), numbered: fc.boolean() }),
  fc.record(
    {
      kind: fc.constant("rows"),
      rows: fc.array(fc.array(pieces, { maxLength: 3 }), { maxLength: 4 }),
      buttons: fc.array(fc.array(button, { maxLength: 3 }), { maxLength: 4 }),
    },
    { requiredKeys: ["kind", "rows"] },
  ),
  fc.record({ kind: fc.constant("code"), text: words }),
  fc.record({ kind: fc.constant("quote"), pieces }),
) as fc.Arbitrary<Part>;
const card: fc.Arbitrary<Card> = fc.record(
  {
    kind: fc.constantFrom("alert", "answer", "digest", "notice"),
    title: fc.record(
      { text: words, url, marks: fc.array(range, { maxLength: 3 }) },
      { requiredKeys: ["text"] },
    ),
    parts: fc.array(part, { maxLength: 5 }),
    image: fc.record({ url, alt: words }),
    buttons: fc.array(button, { maxLength: 30 }),
  },
  { requiredKeys: ["kind", "parts", "buttons"] },
) as fc.Arbitrary<Card>;

const CARDS = { numRuns: 600 };
const RUNS = { numRuns: 1_000 };

/** Every object within a value. */
function* within(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const one of Object.values(value)) yield* within(one);
}

describe("whatever feeds and people write", () => {
  it("keeps every message within every limit", () => {
    fc.assert(
      fc.property(card, (one) => {
        const { text, blocks } = renderCard(one, NOW);
        expect(checkBlocks(blocks, "message")).toEqual([]);
        expect(isTooLong(blocks as never)).toBe(false);
        expect(text.length).toBeGreaterThan(0);
        expect(text.length).toBeLessThanOrEqual(3_000);
        expect(JSON.stringify(blocks).length).toBeLessThan(300_000);
        expect(text.isWellFormed() && JSON.stringify(blocks).isWellFormed()).toBe(true);
        expect(checkView(homeView(one, NOW).view)).toEqual([]);
      }),
      CARDS,
    );
  }, 60_000);

  it("stands in rich text or plain text alone: nothing pings, and only ours is markup", () => {
    fc.assert(
      fc.property(card, (one) => {
        const { text: fallback, blocks } = renderCard(one, NOW);
        expect(fallback).not.toMatch(/[<>]/);
        for (const { type, text, emoji } of within(blocks)) {
          expect(["user", "usergroup", "channel", "broadcast", "emoji", "markdown", "section"]).not.toContain(
            type,
          );
          if (type === "mrkdwn")
            expect(text).toMatch(/^<!date\^\d+\^(?:\{\w+\}(?:, )?)+\|\d+ \w{3} \d+, \d\d:\d\d UTC>$/);
          if (type === "plain_text") expect(emoji).toBe(false);
        }
      }),
      CARDS,
    );
  }, 60_000);

  it("leads nowhere but to the web, under whatever text", () => {
    fc.assert(
      fc.property(url, (one) => {
        const safe = safeUrl(one);
        if (safe === undefined) return;
        expect(safe).toMatch(/^https?:\/\/[^\s<>|"\\^`{}]+$/);
        expect(safe.length).toBeLessThanOrEqual(3_000);
      }),
      RUNS,
    );
  });

  it("is escaped where Slack reads markup, and can be read back", () => {
    fc.assert(
      fc.property(words, (one) => {
        const raw = plain(one.slice(0, 2_000));
        const escaped = escapeText(raw);
        expect(escaped).not.toMatch(/[<>]/);
        expect(escaped.replaceAll(/&(?:amp|lt|gt);/g, "")).not.toContain("&");
        expect(escaped).not.toMatch(/(?:^|[^\u2060])https?:\/\/[^\u2060]/);
        // Two delimiters with text between them would set it in a style.
        expect(escaped).not.toMatch(/[*_~`](?!\u2060)/);
        expect(escaped).not.toMatch(/:[\w+'-]+:/);
        const back = escaped
          .replaceAll("\u2060", "")
          .replaceAll("&lt;", "<")
          .replaceAll("&gt;", ">")
          .replaceAll("&amp;", "&");
        const flat = (text: string) => text.replaceAll(/\s+/g, "");
        expect(flat(back)).toBe(flat(raw));
      }),
      RUNS,
    );
  });

  it("fits into a modal", () => {
    fc.assert(
      fc.property(words, words, (id, query) => {
        const view = modalFor({ id: "edit", args: [`w${id.slice(0, 100)}`, query] }, NEWS);
        expect(checkView(view)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
