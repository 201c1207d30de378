import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AlertMatch } from "../../src/alerts/alert.ts";
import { composeAlert, composeDigest, composeReply, plainCard } from "../../src/alerts/compose.ts";
import type { Card, Part, Range } from "../../src/commands/command.ts";
import type { StoredStory } from "../../src/stories/story.ts";
import type { Hit } from "../../src/watches/evaluate.ts";
import { LEAD, PAGE, places, SORA, TITLE } from "../stories/golden.ts";

const NOW = new Date("2026-05-04T12:00:00Z");
const OUTLET = { source: "s1", name: "Example wire", url: "https://news.example/spud" };
const STORY: StoredStory = {
  id: "story-1",
  source: "s1",
  sourceName: "Example wire",
  url: "https://news.example/spud",
  title: TITLE,
  text: PAGE,
  publishedAt: NOW,
  dateGuessed: false,
  firstSeenAt: NOW,
  authors: [],
  tags: [],
  outlets: [OUTLET],
};

/** A match of a watch for words, each with all its places in title and text. */
function match(query: string, story: { title: string; text: string } = STORY): AlertMatch {
  const because = query
    .split(" ")
    .flatMap((term): Hit[] => [
      ...places(story.title, term).map((place) => ({ term, field: "title" as const, ...place })),
      ...places(story.text, term).map((place) => ({ term, field: "body" as const, ...place })),
    ]);
  return { watch: `watch-${query}`, query, because };
}

const card = (...queries: string[]) =>
  composeAlert({ story: STORY, matches: queries.map((one) => match(one)) });

function textOf(part: Part | undefined): string {
  if (part?.kind !== "text" && part?.kind !== "quote") return "";
  return part.pieces
    .map((piece) => (typeof piece === "string" ? piece : "at" in piece ? "(ago)" : piece.text))
    .join("");
}

function linesOf({ parts }: Card): readonly string[] {
  return parts.map((part) => (part.kind === "quote" ? `“${textOf(part)}”` : textOf(part)));
}

/** The words that are marked anywhere on a card. */
function markedOn({ title, parts }: Card): readonly string[] {
  const pieces = parts.flatMap((part) => (part.kind === "text" || part.kind === "quote" ? part.pieces : []));
  const texts = pieces.flatMap((piece) => (typeof piece === "object" && "text" in piece ? [piece] : []));
  const cut = (text: string, marks: readonly Range[] = []) =>
    marks.map(({ start, end }) => text.slice(start, end));
  return [title, ...texts].flatMap((one) => (one ? cut(one.text, one.marks) : []));
}

describe("an alert", () => {
  it("shows title, origin, gist, what matched, and the buttons", () => {
    expect(card("OpenAI", "Spud")).toEqual({
      kind: "alert",
      title: {
        text: TITLE,
        url: STORY.url,
        marks: [
          { start: 0, end: 6 },
          { start: 50, end: 54 },
        ],
      },
      parts: [
        { kind: "text", pieces: ["Example wire", " · ", { at: NOW, as: "ago" }], small: true },
        {
          kind: "text",
          pieces: [
            {
              text: LEAD,
              marks: [
                { start: 0, end: 6 },
                { start: 81, end: 85 },
              ],
            },
          ],
        },
        { kind: "text", pieces: ["OpenAI, Spud"], small: true },
      ],
      buttons: [
        { id: "mute", args: ["watch-OpenAI", "watch-Spud"], label: "Mute 1 day" },
        { id: "why", args: [STORY.url], label: "Why", command: `news why ${STORY.url}` },
        {
          id: "stop",
          args: ["watch-OpenAI", "watch-Spud"],
          label: "Stop watching",
          confirm: "2 watches found this story. Choose next which one to stop.",
        },
      ],
    });
  });

  it("of one watch says on its buttons what to type", () => {
    expect(card("Spud").buttons).toEqual([
      { id: "mute", args: ["watch-Spud"], label: "Mute 1 day", command: "news pause Spud 1d" },
      { id: "why", args: [STORY.url], label: "Why", command: `news why ${STORY.url}` },
      {
        id: "stop",
        args: ["watch-Spud"],
        label: "Stop watching",
        confirm: "Stop watching Spud in this channel?",
        command: "news unwatch Spud",
      },
    ]);
  });

  it("quotes a watched word that title and gist do not show", () => {
    const shown = composeAlert({
      story: { ...STORY, title: "A lab readies its next model" },
      matches: [{ ...match("Sora"), because: match("Sora").because.filter((hit) => hit.field === "body") }],
    });
    expect(linesOf(shown)).toEqual(["Example wire · (ago)", LEAD, `“${SORA}”`, "Sora"]);
    expect(markedOn(shown)).toEqual(["Sora"]);
  });

  it("quotes once for words of one sentence, and something of each watch first", () => {
    expect(linesOf(card("Anthropic Codex")).filter((line) => line.startsWith("“"))).toHaveLength(1);
    const text = `${LEAD}\n${["One", "Two", "Three", "Four"].map((word) => `The lab names ${word} too.`).join("\n")}`;
    const story = { ...STORY, text };
    const shown = composeAlert({ story, matches: [match("One Two Three", story), match("Four", story)] });
    expect(linesOf(shown).filter((line) => line.startsWith("“"))).toEqual([
      "“The lab names One too.”",
      "“The lab names Four too.”",
      "“The lab names Two too.”",
    ]);
  });

  it("quotes nothing for a word found only in a tag", () => {
    const because: Hit[] = [{ term: "tag:ai", field: "tag", index: 0, start: 0, end: 2 }];
    const shown = composeAlert({ story: STORY, matches: [{ watch: "w", query: "tag:ai", because }] });
    expect(linesOf(shown)).toEqual(["Example wire · (ago)", LEAD, "tag:ai"]);
    expect(shown.title).toEqual({ text: TITLE, url: STORY.url });
  });

  it("names the outlets that told it too, two at most, each once, as links", () => {
    const others = ["The Verge", "Example wire", "Ars", "ARS", "Wired", "BBC"].map((name) => ({
      ...OUTLET,
      name,
      url: name === "Ars" ? "" : `https://${name.length}.example/`,
    }));
    const originOf = (count: number, also: readonly { name: string; url: string }[] = []) =>
      composeAlert({ story: { ...STORY, outlets: [OUTLET, ...others.slice(0, count)] }, matches: [], also })
        .parts[0];
    expect(textOf(originOf(1))).toBe("Example wire · (ago) · also The Verge");
    expect(originOf(4)).toMatchObject({
      pieces: [
        "Example wire",
        " · ",
        { as: "ago" },
        " · also ",
        { text: "The Verge", url: "https://9.example/" },
        ", ",
        "Ars",
      ],
    });
    expect(textOf(originOf(6))).toBe("Example wire · (ago) · also The Verge, Ars +2");
    const joined = [others[1], others[4], others[5]].flatMap((one) => one ?? []);
    expect(textOf(originOf(1, joined))).toBe("Example wire · (ago) · also The Verge, Wired +1");
  });

  it("says when its title was changed, and what came before it here", () => {
    const story = { ...STORY, updatedAt: new Date("2026-05-04T14:05:00Z") };
    const follows = { title: "A lab hints at Spud", url: "https://chat.example/1" };
    const shown = composeAlert({ story, matches: [], also: [{ name: "Ars", url: "" }], follows });
    expect(shown.parts[0]).toMatchObject({
      pieces: [
        "Example wire",
        " · ",
        { as: "ago" },
        " · also ",
        "Ars",
        " · updated ",
        { at: story.updatedAt, as: "time" },
      ],
    });
    expect(shown.parts[1]).toEqual({
      kind: "text",
      pieces: ["Follow-up to ", { text: follows.title, url: follows.url }],
      small: true,
    });
    const unlinked = composeAlert({ story, matches: [], follows: { title: "A lab hints at Spud" } });
    expect(unlinked.parts[1]).toMatchObject({ pieces: ["Follow-up to ", "A lab hints at Spud"] });
  });

  it("names what joined alerts matched, and has their watches on its buttons, each once", () => {
    const further = [match("Spud"), match("Codex"), { ...match("Qwen"), held: "paused" as const }];
    const shown = composeAlert({ story: STORY, matches: [match("Spud")], further });
    expect(linesOf(shown).at(-1)).toBe("Spud, Codex");
    expect(markedOn(shown)).toEqual(["Spud", "Spud"]);
    expect(shown.buttons.map(({ args }) => args)).toEqual([
      ["watch-Spud", "watch-Codex"],
      [STORY.url],
      ["watch-Spud", "watch-Codex"],
    ]);
    const same = composeAlert({ story: STORY, matches: [match("Spud")], further: [match("Spud")] });
    expect(same.buttons).toEqual(card("Spud").buttons);
  });

  it("puts scripts of either direction one after the other, without signs that nobody sees", () => {
    const story = { ...STORY, title: "إطلاق نموذج جديد", sourceName: "الخبر", outlets: [] };
    const also = ["新聞", "חדשות", "Ars"].map((name) => ({ name, url: "" }));
    const line = linesOf(composeAlert({ story, matches: [], also }))[0] ?? "";
    expect(line).toBe("الخبر · (ago) · also 新聞, חדשות +1");
    expect(line).not.toMatch(/\p{Cf}/u);
  });

  it("says so where it knows only when it saw the story", () => {
    const shown = composeAlert({ story: { ...STORY, dateGuessed: true }, matches: [match("Spud")] });
    expect(linesOf(shown)[0]).toBe("Example wire · first seen (ago)");
  });

  it("lists each term once, eight at most, and the query where no place is known", () => {
    expect(linesOf(card("OpenAI", "openai", "Spud")).at(-1)).toBe("OpenAI, Spud");
    const many = Array.from({ length: 10 }, (_, index) => ({
      watch: `${index}`,
      query: `q${index}`,
      because: [],
    }));
    expect(linesOf(composeAlert({ story: STORY, matches: many })).at(-1)).toBe(
      "q0, q1, q2, q3, q4, q5, q6, q7 +2",
    );
  });

  it("of no match at all has no line for it", () => {
    expect(linesOf(composeAlert({ story: STORY, matches: [] }))).toEqual(["Example wire · (ago)", LEAD]);
  });

  it("leaves out a watch that is paused", () => {
    const shown = composeAlert({
      story: STORY,
      matches: [{ ...match("Sora"), held: "paused" }, match("Spud")],
    });
    expect(linesOf(shown).at(-1)).toBe("Spud");
    expect(markedOn(shown)).toEqual(["Spud", "Spud"]);
    expect(shown.buttons[0]?.args).toEqual(["watch-Spud"]);
  });

  it("shows the picture unless the channel wants none", () => {
    const story = { ...STORY, image: "https://news.example/a.png" };
    expect(composeAlert({ story, matches: [] }).image).toEqual({ url: story.image, alt: TITLE });
    expect(composeAlert({ story, matches: [], images: false }).image).toBeUndefined();
    expect(composeAlert({ story: STORY, matches: [], images: true }).image).toBeUndefined();
  });

  it("has no link, gist or marks where the story gives none", () => {
    const shown = composeAlert({ story: { ...STORY, url: "", text: "" }, matches: [match("Nothing")] });
    expect(shown.title).toEqual({ text: TITLE });
    expect(linesOf(shown)).toEqual(["Example wire · (ago)", "Nothing"]);
    expect(shown.buttons[1]).toEqual({ id: "why", args: ["story-1"], label: "Why" });
  });

  it("marks places that overlap as one, and keeps those that touch apart", () => {
    const hit = (start: number, end: number): Hit => ({ term: "x", field: "title", start, end });
    const because = [hit(7, 12), hit(0, 3), hit(1, 6), hit(2, 3), hit(6, 7)];
    const shown = composeAlert({ story: STORY, matches: [{ watch: "w", query: "x", because }] });
    expect(shown.title?.marks).toEqual([
      { start: 0, end: 6 },
      { start: 6, end: 7 },
      { start: 7, end: 12 },
    ]);
  });

  it("shows every watched word of a watch, in title, gist or quote, wherever it stands", () => {
    const filler = fc.constantFrom(
      "The lab has named its next model on Monday. ",
      "It is late, and nobody knows when, or why, or for whom, it was made. ",
      "Photo: a river\n",
      `And ${"so on, ".repeat(60)}it went. `,
      "\n",
    );
    const fillers = fc.array(filler, { maxLength: 8 }).map((all) => all.join(""));
    fc.assert(
      fc.property(
        fillers,
        fillers,
        fc.constantFrom("The Zork came. ", "a Zork", "(Zork)\n"),
        (before, after, place) => {
          const story = { ...STORY, title: "A lab", text: before + place + after };
          const shown = composeAlert({ story, matches: [match("Zork", story)] });
          expect(markedOn(shown)).toContain("Zork");
        },
      ),
    );
  });
});

describe("an alert of a story with a description", () => {
  const description =
    "The lab will close its tool for moving pictures, OpenAI staff heard on Monday, and train a model called Spud.";
  const story = {
    ...STORY,
    title: "A lab readies its next model",
    text: `${PAGE}\n${description}`,
    description,
  };

  it("shows that where it is sound, with the watched words marked", () => {
    const shown = composeAlert({ story, matches: [match("OpenAI", story), match("Spud", story)] });
    expect(linesOf(shown)).toEqual(["Example wire · (ago)", description, "OpenAI, Spud"]);
    expect(markedOn(shown)).toEqual(["OpenAI", "Spud"]);
  });

  it("shows the lead where it is not", () => {
    const bare = composeAlert({ story: { ...story, description: "Read more." }, matches: [] });
    expect(linesOf(bare)[1]).toBe(LEAD);
  });

  it("quotes a word that the description does not show", () => {
    const shown = composeAlert({ story, matches: [match("Sora", story), match("OpenAI", story)] });
    expect(linesOf(shown)).toEqual(["Example wire · (ago)", description, `“${SORA}”`, "Sora, OpenAI"]);
    expect(markedOn(shown)).toEqual(["OpenAI", "Sora"]);
  });

  it.each<[string, string, string, string | undefined]>([
    ["the same word, in capitals or not", "sora", "It is SORA, they say.", "SORA"],
    ["a possessive", "Sora", "It is Sora's end.", "Sora's"],
    ["accents left out", "Sóra", "It is Sora now.", "Sora"],
    ["not a part of a word", "Sora", "It is Soranus.", undefined],
    ["words one behind the other", "super app", "It is a Super App.", "Super App"],
    ["not words apart", "super app", "It is super. App stores know.", undefined],
    ["not half of the words at the end", "super app", "This is super", undefined],
    ["symbols behind a word", "C++", "It is made in C++.", "C++"],
    ["not without them", "C++", "It is plan C.", undefined],
    ["a hashtag", "#sora", "It is #Sora now.", "#Sora"],
    ["names in capitals that are words otherwise", "US", "It is the US.", "US"],
    ["and not those words", "US", "It is us.", undefined],
    ["a script without spaces", "新模型", "公司的新模型来了，新模型。", "新模型"],
    ["nothing where there are no words", "—", "It is — well.", undefined],
  ])("marks %s", (_, surface, summary, expected) => {
    const told = { ...STORY, title: "x", text: surface };
    const because: Hit[] = [{ term: surface, field: "body", start: 0, end: surface.length }];
    const shown = composeAlert({ story: told, matches: [{ watch: "w", query: "q", because }], summary });
    const inGist = markedOn({ ...shown, parts: shown.parts.filter(({ kind }) => kind === "text") });
    expect(inGist[0]).toBe(expected);
  });

  it("marks nothing for what stands in a tag", () => {
    const because: Hit[] = [{ term: "tag:ai", field: "tag", index: 0, start: 0, end: 2 }];
    const matches = [{ watch: "w", query: "tag:ai", because }];
    expect(markedOn(composeAlert({ story: STORY, matches, summary: "AI and OpenAI." }))).toEqual([]);
  });

  it("marks a term of exact letters in no others", () => {
    const shownFor = (summary: string) => {
      const because: Hit[] = [{ term: '="Spud"', field: "title", start: 0, end: 4 }];
      const told = { ...STORY, title: "Spud", text: "" };
      return markedOn(composeAlert({ story: told, matches: [{ watch: "w", query: "q", because }], summary }));
    };
    expect(shownFor("A Spud.")).toEqual(["Spud", "Spud"]);
    expect(shownFor("A spud.")).toEqual(["Spud"]);
  });
});

describe("an alert that a model has written for", () => {
  it("shows its summary instead of the gist, and still quotes what that does not show", () => {
    const shown = composeAlert({ story: STORY, matches: [match("Codex")], summary: "A lab trains a model." });
    expect(linesOf(shown)).toEqual([
      "Example wire · (ago)",
      "A lab trains a model.",
      expect.stringMatching(/^“.*Codex/),
      "Codex",
    ]);
  });

  const german = {
    ...STORY,
    language: "de-AT",
    title: "OpenAI stellt das Werkzeug ein",
    text: "Das Labor stellt Sora am Montag ein, wie es heißt.",
  };
  const translated = { title: "OpenAI closes the tool", summary: "The lab closes it on Monday." };

  it("shows a translation and says so, with the link, and quotes what was written", () => {
    const shown = composeAlert({
      story: german,
      matches: [match("Sora", german), match("OpenAI", german), match("Werkzeug", german)],
      translated,
    });
    expect(shown.title).toEqual({ text: translated.title, url: STORY.url, marks: [{ start: 0, end: 6 }] });
    expect(linesOf(shown)).toEqual([
      "Example wire · (ago) · translated from German",
      translated.summary,
      `“${german.text}”`,
      `“${german.title}”`,
      "Sora, OpenAI, Werkzeug",
    ]);
    expect(markedOn(shown)).toEqual(["OpenAI", "Sora", "OpenAI", "Werkzeug"]);
  });

  it.each(["", "zz", "?"])("does not name the language %j", (language) => {
    const shown = composeAlert({ story: { ...german, language }, matches: [], translated });
    expect(linesOf(shown)[0]).toBe("Example wire · (ago) · translated");
  });

  it("does not name a language that the story does not", () => {
    const shown = composeAlert({ story: STORY, matches: [], translated });
    expect(linesOf(shown)[0]).toBe("Example wire · (ago) · translated");
  });
});

describe("a reply", () => {
  const lead = { title: "A lab hints at Spud", url: "https://chat.example/1" };

  it("of news shows title, origin, what it is about, gist and what matched, and can only be asked about", () => {
    const shown = composeReply({ story: STORY, matches: [match("Spud")], lead, kind: "news" });
    expect(shown.title).toMatchObject({ text: TITLE, url: STORY.url, marks: [{ start: 50, end: 54 }] });
    expect(linesOf(shown)).toEqual(["Example wire · (ago)", `More on ${lead.title}`, LEAD, "Spud"]);
    expect(shown.parts[1]).toMatchObject({ pieces: ["More on ", { text: lead.title, url: lead.url }] });
    expect(shown).toMatchObject({ kind: "alert", buttons: [{ id: "why", args: [STORY.url] }] });
    expect(shown.buttons).toHaveLength(1);
  });

  it.each([
    ["news", []],
    ["correction", ["Correction"]],
    ["changed", ["New title"]],
  ] as const)("of kind %s needs no lead where that stands above", (kind, expected) => {
    const shown = composeReply({ story: STORY, matches: [], kind });
    expect(linesOf(shown)).toEqual(["Example wire · (ago)", ...expected, LEAD]);
  });

  it("says what the title was, and leaves out what is held", () => {
    const held = { ...match("Sora"), held: "paused" as const };
    const shown = composeReply({
      story: STORY,
      matches: [held],
      lead,
      kind: "correction",
      before: "OpenAI keeps Sora",
    });
    expect(linesOf(shown)).toEqual([
      "Example wire · (ago)",
      `Correction to ${lead.title}`,
      "Before: OpenAI keeps Sora",
      LEAD,
    ]);
  });
});

describe("a digest", () => {
  const stories = [
    { story: STORY, queries: ["Spud"] },
    { story: { ...STORY, url: "", title: "Another" }, queries: ["spud", "Sora"] },
  ];

  it("lists every story with its source and age", () => {
    expect(composeDigest({ stories })).toEqual({
      kind: "digest",
      title: { text: "2 more stories" },
      parts: [
        {
          kind: "list",
          items: [
            [{ text: TITLE, url: STORY.url }, " · ", "Example wire", " · ", { at: NOW, as: "ago" }],
            ["Another", " · ", "Example wire", " · ", { at: NOW, as: "ago" }],
          ],
        },
        { kind: "text", pieces: ["Spud, Sora"], small: true },
      ],
      buttons: [],
    });
  });

  it.each([
    [1, "1 more story"],
    [290, "290 more stories"],
    [1290, "1,290 more stories"],
  ])("of %i says so", (count, title) => {
    const many = Array.from({ length: count }, () => ({ story: STORY, queries: ["Spud"] }));
    const digest = composeDigest({ stories: many });
    expect(digest.title?.text).toBe(title);
    expect(digest.parts[0]).toMatchObject({ items: { length: count } });
  });
});

describe("a plain card", () => {
  it("is title and link alone", () => {
    expect(plainCard(STORY)).toEqual({
      kind: "alert",
      title: { text: TITLE, url: STORY.url },
      parts: [],
      buttons: [],
    });
  });
});
