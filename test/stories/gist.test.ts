import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gist, isJunk, lead, leans } from "../../src/stories/gist.ts";
import { boundaryBefore } from "../../src/text/graphemes.ts";
import { LEAD, PAGE, TITLE } from "./golden.ts";

const STORY = {
  title: "Lab names model",
  text: "The lab has named its next model Spud. It is trained. But it costs much. Nobody says how much.",
};

describe("gist", () => {
  it("is the lead of the golden page, without furniture", () => {
    expect(gist({ title: TITLE, text: PAGE }, 280)).toBe(LEAD);
  });

  it.each<[string, string, string]>([
    [
      "at most three sentences",
      STORY.text,
      "The lab has named its next model Spud. It is trained. But it costs much.",
    ],
    [
      "a byline passed over",
      `By Ada Example\n${STORY.text}`,
      "The lab has named its next model Spud. It is trained. But it costs much.",
    ],
    [
      "furniture passed over",
      "Published 4 May at nine in the morning\nScroll down\nPhoto: the lab at night, seen from the river\nThe lab was quiet on Monday morning. Read more about it here",
      "The lab was quiet on Monday morning.",
    ],
    [
      "a first sentence that leans on a missing one",
      "He said so to the whole of the staff. The lab has named its next model Spud.",
      "The lab has named its next model Spud.",
    ],
    ["nothing where all lean", "It is done, as he told the staff. And so it went.", ""],
    [
      "this week is no leaning",
      "This week the lab named its next model.",
      "This week the lab named its next model.",
    ],
    [
      "a line that is no sentence",
      "What happened on that long evening\nThe lab named its model on Monday.",
      "The lab named its model on Monday.",
    ],
    [
      "such a line where there is nothing else",
      "Lab to name its next model on Monday",
      "Lab to name its next model on Monday",
    ],
    [
      "a text that its publisher cut off",
      "The lab has named its next model and said that […]",
      "The lab has named its next model and said that…",
    ],
    [
      "the end of a blog's feed",
      "The lab has named its next model. The post Lab names model appeared first on Example.",
      "The lab has named its next model.",
    ],
    ["white space collapsed", "The lab  has named\tits next model.", "The lab has named its next model."],
    ["nothing where the text repeats the title", "Lab names model Example wire\n—", ""],
    ["nothing where there is no text", "", ""],
    [
      "no further line after one without an end",
      "One line that has six words\nAnother line that has six words",
      "One line that has six words",
    ],
    ["nothing where lines are too short", "Comments\n0/500\nHome", ""],
    [
      "another script",
      "人工知能の研究所が新しいモデルの名前を発表した。",
      "人工知能の研究所が新しいモデルの名前を発表した。",
    ],
  ])("%s", (_, text, expected) => {
    expect(gist({ ...STORY, text }, 280)).toBe(expected);
  });

  it("takes whole sentences as long as they fit, and cuts only the first", () => {
    expect(gist(STORY, 60)).toBe("The lab has named its next model Spud. It is trained.");
    expect(gist(STORY, 54)).toBe("The lab has named its next model Spud. It is trained.");
    expect(gist(STORY, 53)).toBe("The lab has named its next model Spud. It is trained.");
    expect(gist(STORY, 52)).toBe("The lab has named its next model Spud.");
    expect(gist(STORY, 30)).toBe("The lab has named its next…");
    expect(gist(STORY, 0)).toBe("");
  });
});

describe("a description", () => {
  const sound = "The lab has named its next model, which costs much, though nobody says how much it costs.";

  it.each<[string, string, boolean]>([
    ["is taken where it is sound", sound, true],
    ["is taken with its white space collapsed", sound.replace(" lab ", "\n lab  "), true],
    ["is not where it is short", "The lab has named its next model.", false],
    ["is not where it is long", `${sound} ${sound} ${sound} ${sound}`, false],
    ["is not where it has no end", sound.slice(0, -1), false],
    ["is not where it is cut off", sound.replace(/\.$/, "..."), false],
    ["is not where it leans", sound.replace("The lab has", "It has"), false],
    ["is not where it belongs to the page", `Subscribe to read how ${sound}`, false],
    [
      "is not where it speaks of something else",
      "Breaking stories, sharp opinion and deep research, written every weekday morning.",
      false,
    ],
  ])("%s", (_, description, taken) => {
    expect(gist({ ...STORY, description }, 280) === sound).toBe(taken);
  });

  it("is not taken where it is the title again, or longer than the limit", () => {
    expect(gist({ ...STORY, title: sound, description: sound }, 280)).not.toBe(sound);
    expect(gist({ ...STORY, description: sound }, sound.length - 1)).not.toBe(sound);
  });
});

describe("isJunk", () => {
  it.each([
    "PUBLISHED 4 May 2026 12:00 GMT, updated",
    "By Ada Example and Bo Example",
    "Photo: a river",
    "Read the full story at Example.",
    "Comments URL: https://news.example/1",
    "Comments (0)",
    "submitted by /u/ada",
    "© 2026 Example wire",
    "This article was originally published by Example wire.",
    "Related articles",
  ])("%s", (line) => {
    expect(isJunk(line)).toBe(true);
  });

  it.each([
    "Published in a journal on Monday, the study says more.",
    "By the end of June the lab will have closed its best known tool",
    "Related companies fell.",
    "Copyright law is unclear.",
    "Comments made by the lab are rare.",
    "Subscribers fell.",
    "Imagery helps.",
  ])("but not: %s", (line) => {
    expect(isJunk(line)).toBe(false);
  });
});

describe("between sentences", () => {
  const title = "堤防工事が来春着工へ";
  const [one, two, three] = [
    "東京都は二十日、荒川の堤防をかさ上げする工事を来年四月に始めると発表した。",
    "工事は三期に分けて進める。",
    "完成は九年後になる。",
  ];

  it("stands what the story has there: nothing, or a space", () => {
    expect(gist({ title, text: `${one}${two}${three}` }, 280)).toBe(`${one}${two}${three}`);
    expect(gist({ title, text: `${one}\n${two}　${three}` }, 280)).toBe(`${one} ${two} ${three}`);
  });

  it("stands nothing that the limit does not hold", () => {
    expect(gist({ title, text: `${one}${two}` }, `${one}${two}`.length)).toBe(`${one}${two}`);
    expect(gist({ title, text: `${one} ${two}` }, `${one}${two}`.length)).toBe(one);
  });
});

describe("leans", () => {
  it.each([
    "It's late.",
    "THIS is it.",
    "In response, he left.",
    "But no.",
    "That day he left.",
    "The latter won.",
  ])("%s", (sentence) => {
    expect(leans(sentence)).toBe(true);
  });

  it.each(["Italy won.", "So-called models won.", "This year he left.", "Android won."])(
    "but not: %s",
    (sentence) => {
      expect(leans(sentence)).toBe(false);
    },
  );
});

describe("laws", () => {
  const word = fc.constantFrom(
    "the",
    "Lab",
    "model",
    "Spud",
    "It",
    "But",
    "U.S.",
    "eBay",
    "é́clair",
    "👩🏽‍🚀",
    "新しい",
    "…",
  );
  const end = fc.constantFrom(". ", "? ", " ", "\n", ".\n\n", " […] ", "  ");
  const text = fc
    .array(fc.tuple(fc.array(word, { minLength: 1, maxLength: 12 }), end), { maxLength: 12 })
    .map((parts) => parts.map(([some, stop]) => some.join(" ") + stop).join(""));

  it("keeps to the limit, shows only what stands in the text, and never begins by leaning", () => {
    fc.assert(
      fc.property(text, fc.nat({ max: 300 }), (source, limit) => {
        const { text: shown, from } = lead({ title: "Something", text: source }, limit);
        expect(gist({ title: "Something", text: source }, limit)).toBe(shown);
        expect(shown.length).toBeLessThanOrEqual(limit);
        expect(from).toHaveLength(shown.length);
        expect(leans(shown)).toBe(false);
        const ours = from.flatMap((at, index) => (at === -1 ? [shown.charAt(index)] : []));
        expect(ours.filter((unit) => unit !== " " && unit !== "…")).toEqual([]);
        from.forEach((at, index) => {
          if (at !== -1) expect(source.charAt(at).replace(/\s/, " ")).toBe(shown.charAt(index));
        });
        expect([...from].filter((at) => at !== -1)).toEqual(
          [...from].filter((at) => at !== -1).sort((a, b) => a - b),
        );
        const last = shown.endsWith("…") ? shown.length - 1 : shown.length;
        expect(boundaryBefore(shown, last)).toBe(last);
      }),
    );
  });

  it("takes any text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.string(),
        fc.nat({ max: 300 }),
        (source, title, limit) => {
          const shown = gist({ title, text: source, description: source }, limit);
          expect(shown.length).toBeLessThanOrEqual(limit);
        },
      ),
    );
  });
});
