import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extractArticle } from "../../src/stories/extract.ts";
import { tidyText } from "../../src/stories/tidy.ts";

const first =
  "The harbour of Lindmouth has been closed since dawn, because a crane has fallen across the mouth of the dock.";
const second =
  "Nobody was hurt, says the harbour master, but eleven ships wait outside and the fish market has nothing to sell.";
const third = "A second crane is on its way from the next town and should arrive before the evening tide.";
const body = [first, second, third];
const lines = (...all: readonly string[]) => all.join("\n");
const excerpt =
  "The council has met for the fourth time this year to speak about the price of water, and once more the members cou";
const other = "Council speaks about the price of water";

describe("text without markup", () => {
  it("is cut at a heading of other stories", () => {
    const tidy = tidyText(lines(...body, "Related article", other, excerpt, "Comments (0)", "0/500", "Home"));
    expect(tidy.text).toBe(lines(...body));
    expect(tidy.removed).toContain(other);
  });

  it("keeps one copy of a story that comes twice", () => {
    const tidy = tidyText(lines("Crane falls", ...body, "Related article", other, excerpt, ...body, "Home"));
    expect(tidy.text).toBe(lines("Crane falls", ...body));
  });

  it("keeps the second copy where the first is but its lead", () => {
    expect(tidyText(lines("Crane falls", first, "By Ada", ...body)).text).toBe(lines(...body));
  });

  it("drops a paragraph that comes again", () => {
    expect(tidyText(lines(...body, second, "It is the third accident of the year.")).text).toBe(
      lines(...body, "It is the third accident of the year."),
    );
  });

  it("drops headlines with texts that break off, at the end", () => {
    expect(tidyText(lines(...body, other, excerpt, other, `${excerpt}…`)).text).toBe(lines(...body));
    expect(tidyText(lines(...body, other, excerpt, "Comments (3)")).text).toBe(lines(...body));
  });

  it("leaves a single such pair, a long list and what follows a heading at length", () => {
    const single = lines(...body, other, excerpt);
    expect(tidyText(single)).toEqual({ text: single });
    const list = lines(...body, ...Array.from({ length: 90 }, (_, at) => `Ship number ${at} waits outside`));
    expect(tidyText(list)).toEqual({ text: list });
    const long = lines(...body, "Related", `${"It went on and on for hours. ".repeat(20).trim()}`);
    expect(tidyText(long)).toEqual({ text: long });
    const open = lines(...body, other, excerpt, "And then it was evening.");
    expect(tidyText(open)).toEqual({ text: open });
  });

  it.each([
    "",
    "A crane has fallen.",
    "A crane has fallen. Nobody was hurt.",
    "Related: a crane has fallen.",
    "Related\nA crane has fallen.\nNobody was hurt.",
    "Milk\nEggs\nComments\nHome\nMore",
    "Read more",
    "0/500",
  ])("leaves a short text as it is: %j", (text) => expect(tidyText(text)).toEqual({ text }));

  it("is the text of a post between its head and its signature, in paragraphs", () => {
    const post = [
      "From: Ada Example <ada@list.example>",
      "Date: Thu, 19 Nov 2026",
      "",
      "The board has voted for the new pier in the harbour of the old",
      "fishing town, and everybody has gone home without a word to those",
      "who waited.",
      "",
      "-- ",
      "Ada",
    ].join("\n");
    expect(tidyText(post)).toEqual({
      text: "The board has voted for the new pier in the harbour of the old fishing town, and everybody has gone home without a word to those who waited.",
      removed: "From: Ada Example <ada@list.example>\nDate: Thu, 19 Nov 2026\n--\nAda",
    });
  });

  it.each([
    ["From: the harbour", "One such word is none."],
    ["Date: May", "To: you"],
    ["--", "Ada"],
    ["It ends here.", "--", "a", "b", "c", "d", "e", "f", "g"],
    ["It ends here.", "--", `It does not. ${"It goes on. ".repeat(9)}`.trim()],
  ])("is no post for less: %s", (...lines) => {
    expect(tidyText(lines.join("\n")).text).toBe(lines.join("\n"));
  });

  it("drops counters from short texts, too", () => {
    expect(tidyText("A crane has fallen.\nComments (0)\n0/500")).toEqual({
      text: "A crane has fallen.",
      removed: "Comments (0)\n0/500",
    });
  });

  it("keeps at most 4,000 units of what it removes", () => {
    const teasers = Array.from({ length: 70 }, (_, at) => `Story ${at}: ${"so it goes on ".repeat(8)}`);
    expect(tidyText(lines(...body, "Related", ...teasers)).removed?.length).toBeLessThanOrEqual(4_000);
  });

  it("is the same for a page without any tag", () => {
    const text = lines(...body, "Related article", other, excerpt);
    expect(extractArticle(text, "https://a.example/")).toEqual({ title: "", ...tidyText(text) });
  });

  const anyLines = fc
    .array(
      fc.constantFrom(
        ...body,
        "Related",
        "Comments (2)",
        "0/500",
        "Home",
        other,
        excerpt,
        `${excerpt}…`,
        "",
        "Yes.",
      ),
      { maxLength: 30 },
    )
    .map((all) => all.join("\n"));

  it("does not change when tidied again", () => {
    fc.assert(
      fc.property(anyLines, (text) => {
        const once = tidyText(text).text;
        expect(tidyText(once)).toEqual({ text: once });
      }),
    );
  });

  it("makes no words of its own", () => {
    fc.assert(
      fc.property(fc.oneof(anyLines, fc.string()), (text) => {
        for (const line of tidyText(text).text.split("\n")) expect(text).toContain(line);
      }),
    );
  });
});
