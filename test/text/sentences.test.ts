import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentences, words } from "../../src/text/sentences.ts";

function split(text: string): readonly string[] {
  return sentences(text).map(({ start, end }) => text.slice(start, end));
}

/** Each case is a text in which "|" stands between the sentences. */
const CASES: readonly string[] = [
  "The lab trained a new model. |It will be shown in May.",
  "The U.S. government objected. |Talks go on.",
  "The company is based in the U.S. |The court is not.",
  "Mr. Lee met Gen. Ortiz and Dr. J. K. Tanaka in Seoul. |They agreed.",
  "Yahoo! shares rose after the report. |Others fell.",
  "Trading opens at 9 a.m. Eastern time and closes at 4 p.m. |The index fell.",
  "Acme Inc. said it would sue Foo Ltd. and Bar Corp. |In London nobody answered.",
  "The site example.com was down for 3.5 hours. |It is back.",
  "“We will not stop!” she said. |Nobody asked further.",
  "He asked: “Is it safe?” |The answer came late.",
  "The new release is out. |v2.0 is faster. |iPhone users must wait.",
  "Shares moved little. |eBay fell.",
  "Who knew… |The board did… |“Nobody else.”",
  "It cost $1.2 billion. |Sales grew 12.4 percent on Nov. 22.",
  "See fig. 3 and no. 7 of the report. |Then decide.",
  "Does he mean no. |Yes, he does.",
  "So do I. |Nobody else does.",
  "Prices rose (they fell in the U.K.). |Wages did not.",
  "St. Louis and Mt. Hood are far apart. |Ft. Worth is further.",
  "OpenAI発表。|新しいモデルが出る。",
  "He wrote “Attention.” |Others cited it.",
  "He stayed (till dawn.) |Then he left.",
];

describe("sentences", () => {
  it.each(CASES)("%s", (marked) => {
    const expected = marked.split("|").map((one) => one.trim());
    expect(split(marked.replaceAll("|", ""))).toEqual(expected);
  });

  it("ends a sentence at a line feed, whatever stands there", () => {
    expect(split("A heading\n\n  the body of it \nMr.\nLee")).toEqual([
      "A heading",
      "the body of it",
      "Mr.",
      "Lee",
    ]);
  });

  it("joins what begins by closing a quotation", () => {
    expect(split("“It works. ” Nobody else said so.")).toHaveLength(1);
  });

  it("goes on behind an abbreviation where no word follows", () => {
    expect(split("It went to Acme Inc. ★ ★ ★")).toEqual(["It went to Acme Inc. ★ ★ ★"]);
  });

  it("finds none in white space", () => {
    expect(sentences(" \n\t\n")).toEqual([]);
    expect(sentences("")).toEqual([]);
  });

  it("reads no more than 20,000 units and splits no character there", () => {
    const text = `${"a".repeat(19_999)}👩🏽‍🚀 and more.`;
    expect(split(text)).toEqual(["a".repeat(19_999)]);
  });

  it("covers all that is not white space, in order, without overlap", () => {
    const piece = fc.constantFrom(
      "Mr. ",
      "U.S. ",
      "The ",
      "eBay ",
      "end. ",
      "no. ",
      "5 ",
      "“",
      "”",
      "\n",
      "!",
      "né ",
      "。",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "grapheme" }),
          fc.array(piece).map((all) => all.join("")),
        ),
        (text) => {
          const found = sentences(text);
          const gaps = found.map((span, index) => text.slice(found[index - 1]?.end ?? 0, span.start));
          for (const gap of [...gaps, text.slice(found.at(-1)?.end ?? 0)]) expect(gap.trim()).toBe("");
          for (const { start, end } of found) expect(text.slice(start, end)).toMatch(/^\S(?:.*\S)?$/su);
        },
      ),
    );
  });
});

describe("words", () => {
  it.each([
    ["OpenAI’s “Spud”, v2.0: £3bn!", ["openai's", "spud", "v2.0", "3bn"]],
    ["Ｆｕｌｌ width ﬁne", ["full", "width", "fine"]],
    ["… — !", []],
    ["人工知能の研究", ["人工", "知能", "の", "研究"]],
  ])("%s", (text, expected) => {
    expect(words(text)).toEqual(expected);
  });
});
