import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unwrapped, unwrappedAtWidth } from "../../src/text/unwrap.ts";

const first =
  "The harbour board has voted for a new pier, which will be twice as long as the old one and wide enough for " +
  "the lorries of the fish market, whose drivers have had to wait at the gate for years on each Friday.";
const second =
  "Work begins in May, the mayor said. Until then the ferry keeps its winter berth, and whoever wants to cross " +
  "the bay before six in the morning has to take the bridge, as in every year.";

/** Breaks a text at a width, as programs for mail do. */
function wrapped(text: string, width: number): string {
  let line = "";
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line += line === "" ? word : ` ${word}`;
  }
  return [...lines, line].join("\n");
}

describe("text that is broken at a width", () => {
  it.each([60, 66, 72, 78, 85])("has one line for each paragraph: %i", (width) => {
    const text = [wrapped(first, width), "", wrapped(second, width)].join("\r\n");
    expect(unwrapped(text)).toBe([first, "", second].join("\n"));
    expect(unwrappedAtWidth(text)).toBe([first, "", second].join("\n"));
  });

  it("keeps lines of their own: items, quotes, a signature", () => {
    const text = [wrapped(first, 72), "- one thing", "> said before", "2. another", "--", "Ada"].join("\n");
    expect(unwrapped(text)).toBe(
      [first, "- one thing", "> said before", "2. another", "--", "Ada"].join("\n"),
    );
  });
});

describe("other text keeps its lines", () => {
  it.each<[string, readonly string[]]>([
    ["paragraphs", [first, second]],
    ["short lines", ["Roses are red", "and violets blue", "and nobody knows", "what to do"]],
    [
      "sentences",
      [
        "The board has voted for the new pier in the harbour of the town.",
        "It was the longest of all the meetings that the town can remember.",
        "The mayor has gone home without a word to those who had waited.",
        "The lorries of the fish market wait at the gate as in each year.",
      ],
    ],
    [
      "headlines",
      [
        "Board votes for a new pier in the harbour of the old fishing town",
        "Mayor goes home without a word to those who wait at the gate in the rain all day",
        "Lorries of the market wait at the gate, as always",
        "Ferry returns to the winter berth that it left in the spring of last year",
      ],
    ],
    [
      "one break",
      [
        "Board votes for a new pier in the harbour of the old fishing town",
        "Mayor goes home without a word to those who wait at the gate",
      ],
    ],
  ])("%s", (_, lines) => {
    expect(unwrapped(lines.join("\n"))).toBe(lines.join("\n"));
    expect(unwrappedAtWidth(lines.join("\n"))).toBe(lines.join("\n"));
  });

  it("unless one breaks off within a sentence, and where breaks mean something even then", () => {
    const start =
      "The board has voted for the new pier in the harbour, and the mayor has gone home without a word";
    expect(unwrapped(`${start}\nto those who waited.`)).toBe(`${start} to those who waited.`);
    expect(unwrapped(`${start},\nEve.`)).toBe(`${start}, Eve.`);
    expect(unwrapped(`${start},\n\nEve.`)).toBe(`${start},\n\nEve.`);
    expect(unwrapped(`${start}\neBay falls`)).toBe(`${start}\neBay falls`);
    expect(unwrapped(`${start}.\nto those`)).toBe(`${start}.\nto those`);
    expect(unwrappedAtWidth(`${start}\n  to those`)).toBe(`${start}\n  to those`);
  });
});

it("changes nothing but white space", () => {
  const line = fc.constantFrom(
    first,
    second,
    wrapped(first, 70),
    wrapped(second, 70),
    "",
    " - one",
    "--",
    "end",
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const text = lines.join("\n");
      const bare = (one: string) => one.replaceAll(/\s+/g, " ").trim();
      expect(bare(unwrapped(text))).toBe(bare(text));
      expect(unwrapped(unwrapped(text))).toBe(unwrapped(text));
    }),
    { numRuns: 50 },
  );
});
