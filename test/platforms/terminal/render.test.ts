import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Card, Part, Piece } from "../../../src/commands/command.ts";
import { plain } from "../../../src/platforms/terminal/plain.ts";
import { renderCard } from "../../../src/platforms/terminal/render.ts";
import { cellsOf } from "../../../src/platforms/terminal/wrap.ts";
import { ago, NOW } from "./cards.ts";
import { nasty } from "./nasty.ts";

const ESC = "\u001B";
const view = { columns: 80, color: false, now: NOW, timeZone: "UTC" };

/** The escape character as a sign that can be seen in a pattern; no text of these tests holds that sign. */
function visible(shown: string): string {
  return shown.replaceAll(ESC, "␛");
}

function answer(parts: readonly Part[], more: Partial<Card> = {}): Card {
  return { kind: "answer", parts, buttons: [], ...more };
}

function text(...pieces: readonly Piece[]): Part {
  return { kind: "text", pieces };
}

const range = fc.record({ start: fc.integer({ min: -2, max: 60 }), end: fc.integer({ min: -2, max: 60 }) });
const piece: fc.Arbitrary<Piece> = fc.oneof(
  nasty,
  fc.record({ text: nasty, marks: fc.array(range, { maxLength: 3 }) }),
  fc.record({ text: nasty, tone: fc.constantFrom("strong" as const, "quiet" as const) }),
  fc.constantFrom(...([0, 5, 100_000] as const).map(ago)),
);
const pieces = fc.array(piece, { maxLength: 4 });
const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ kind: fc.constant("text" as const), pieces, small: fc.boolean() }),
  fc.record({ kind: fc.constant("quote" as const), pieces }),
  fc.record({
    kind: fc.constant("list" as const),
    items: fc.array(pieces, { maxLength: 3 }),
    numbered: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("rows" as const),
    rows: fc.array(fc.array(pieces, { maxLength: 4 }), { maxLength: 3 }),
  }),
);
const card: fc.Arbitrary<Card> = fc.record({
  kind: fc.constantFrom("alert" as const, "answer" as const, "notice" as const, "digest" as const),
  title: fc.record({ text: nasty, marks: fc.array(range, { maxLength: 3 }) }),
  parts: fc.array(part, { maxLength: 4 }),
  tone: fc.constantFrom("info" as const, "warn" as const, "error" as const),
  buttons: fc.array(fc.record({ id: nasty, args: fc.constant([]), label: nasty, command: nasty }), {
    maxLength: 2,
  }),
});

describe("renderCard, whatever a card holds", () => {
  it("lets nothing through that a terminal obeys, but for its own looks", () => {
    fc.assert(
      fc.property(card, nasty, nasty, fc.boolean(), (given, code, url, color) => {
        const { title = { text: "" } } = given;
        const parts: Part[] = [
          ...given.parts,
          { kind: "code", text: code },
          text({ text: code, url: `https://a.example/${url}` }),
        ];
        const whole = { ...given, title: { ...title, url: `https://b.example/${url}` }, parts };
        const shown = renderCard(whole, { ...view, color }).join("\n");
        const rest = color ? visible(shown).replaceAll(/␛\[(?:0|1|2|36|1;33|1;31)m/g, "") : shown;
        expect(rest).not.toMatch(/(?!\n)[␛\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });

  it("opens each of its looks once and closes it on the same line", () => {
    fc.assert(
      fc.property(card, (given) => {
        for (const line of renderCard(given, { ...view, color: true })) {
          const bare = visible(line).replaceAll(/␛\[[1-9;]+m[^␛]*␛\[0m/g, "");
          expect(bare).not.toContain("␛");
        }
      }),
    );
  });

  it("is never wider than the screen, and ends no line in a blank", () => {
    fc.assert(
      fc.property(card, fc.integer({ min: 20, max: 120 }), (given, columns) => {
        for (const line of renderCard(given, { ...view, columns })) {
          expect(cellsOf(line)).toBeLessThanOrEqual(Math.min(100, columns));
          expect(line).toBe(line.trimEnd());
        }
      }),
    );
  });

  it("marks exactly the marked signs, in colour", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), range, (given, { start, end }) => {
        const [line = ""] = renderCard(answer([text({ text: given, marks: [{ start, end }] })]), {
          ...view,
          color: true,
          columns: 100,
        });
        const marked = [...visible(line).matchAll(/␛\[1;33m([^␛]*)/g)].map((found) => found[1]).join("");
        const wanted = plain(given.slice(Math.max(0, start), Math.max(0, end)));
        expect(marked.replaceAll(" ", "")).toBe(wanted.replaceAll(" ", ""));
      }),
    );
  });
});

describe("renderCard", () => {
  it.each([
    [
      "joins marks that overlap",
      [
        { start: 0, end: 4 },
        { start: 2, end: 6 },
      ],
      "*OpenAI* ends Sora",
    ],
    [
      "joins marks that touch",
      [
        { start: 4, end: 6 },
        { start: 0, end: 4 },
      ],
      "*OpenAI* ends Sora",
    ],
    ["cuts a mark to the text", [{ start: 12, end: 99 }], "OpenAI ends *Sora*"],
    [
      "leaves out an empty mark",
      [
        { start: 3, end: 3 },
        { start: 9, end: 2 },
      ],
      "OpenAI ends Sora",
    ],
  ])("%s", (_, marks, shown) => {
    expect(renderCard(answer([text({ text: "OpenAI ends Sora", marks })]), view)).toEqual([shown]);
  });

  it("counts marks in the raw text, before anything is taken from it", () => {
    const given = { text: `${ESC}[0m\u202EOpenAI`, marks: [{ start: 5, end: 11 }] };
    expect(renderCard(answer([text(given)]), view)).toEqual(["[0m*OpenAI*"]);
  });

  it("says the tone as a word: before the title, before the first text, or alone", () => {
    const title = { text: "Down" };
    expect(renderCard(answer([], { title, tone: "error" }), view)).toEqual(["[problem] Down"]);
    expect(renderCard(answer([text("Slow.")], { tone: "warn" }), view)).toEqual(["[note] Slow."]);
    expect(renderCard(answer([text("Fine.")], { tone: "info" }), view)).toEqual(["Fine."]);
    expect(renderCard(answer([{ kind: "code", text: "x" }], { tone: "warn" }), view)).toEqual([
      "[note]",
      "  x",
    ]);
  });

  it("puts quotation marks around a quote that has none", () => {
    const quotes = ["so it ends", "“so it ends”", ""].map(
      (said): Part => ({ kind: "quote", pieces: [said] }),
    );
    expect(renderCard(answer(quotes), view)).toEqual(["“so it ends”", "“so it ends”"]);
  });

  it("shows each link once, on its own line, and not where the text is the link", () => {
    const url = "https://a.example/x";
    const parts = [text({ text: "one", url }, " and ", { text: "two", url }), text({ text: url, url })];
    expect(renderCard(answer(parts), view)).toEqual(["one and two", url, url]);
  });

  it("shows the links of a row below it, further in", () => {
    const url = "https://a.example/feed";
    const rows = [
      [["1"], [{ text: "Wire", url }], ["fresh"]],
      [["2"], ["Notes"], ["late"]],
    ];
    const shown = ["  1  Wire   fresh", "    https://a.example/feed", "  2  Notes  late"];
    expect(renderCard(answer([{ kind: "rows", rows }]), view)).toEqual(shown);
  });

  it("breaks no time, and shows code as it is", () => {
    const parts: Part[] = [text("It came about ", ago(12), "."), { kind: "code", text: "a  b\tc\n\n d\n" }];
    expect(renderCard(answer(parts), { ...view, columns: 20 })).toEqual([
      "It came about",
      "12 min ago.",
      "  a  b c",
      "",
      "   d",
    ]);
  });

  it("says what to type in place of a button, except below news", () => {
    const buttons = [
      { id: "watch", args: ["Sora"], label: "Watch Sora", command: "news watch Sora" },
      { id: "why", args: [], label: "Why" },
    ];
    const shown = (kind: Card["kind"]) => renderCard({ kind, parts: [text("x")], buttons }, view);
    expect(shown("answer")).toEqual(["x", "[Watch Sora: /news watch Sora]"]);
    expect(shown("notice")).toEqual(shown("answer"));
    expect(shown("alert")).toEqual(["x"]);
    expect(shown("digest")).toEqual(["x"]);
  });

  it("does not say again what a sentence asks already", () => {
    const button = (command: string) => ({ id: "x", args: [], label: "Yes", command });
    const shown = (said: string, command: string) =>
      renderCard({ kind: "answer", parts: [text(said)], buttons: [button(command)] }, view);
    expect(shown("Did you mean /news why?", "news why")).toEqual(["Did you mean /news why?"]);
    expect(shown("Try: /news watch a", "news watch a")).toEqual(["Try: /news watch a"]);
    expect(shown("Type /news latest b", "news latest")).toEqual([
      "Type /news latest b",
      "[Yes: /news latest]",
    ]);
  });
});
