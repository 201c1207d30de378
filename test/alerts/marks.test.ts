import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeAlert } from "../../src/alerts/compose.ts";
import type { Range } from "../../src/commands/command.ts";
import { boundaryBefore } from "../../src/text/graphemes.ts";
import { tokenise } from "../../src/text/tokens.ts";
import { evaluate } from "../../src/watches/evaluate.ts";
import { matchable } from "../../src/watches/matchable.ts";
import { parseQuery } from "../../src/watches/query.ts";
import { aStory } from "../doubles/samples.ts";

const words = (text: string, marks: readonly Range[] = []) =>
  marks.map(({ start, end }) => text.slice(start, end));

/** The bold words of an alert: those of its title, and those of the text below it. */
function bold(query: string, title: string, text: string, tags: readonly string[] = []) {
  const parsed = parseQuery(query);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const story = aStory({ title, text, tags });
  const because = evaluate(parsed.query, matchable(story));
  if (!because) throw new Error(`${query} does not match`);
  const card = composeAlert({ story, matches: [{ watch: "w", query, because }] });
  const pieces = card.parts.flatMap((part) =>
    part.kind === "text" || part.kind === "quote" ? part.pieces : [],
  );
  const shown = pieces.flatMap((piece) => (typeof piece === "object" && "text" in piece ? [piece] : []));
  return {
    title: words(title, card.title?.marks),
    text: shown.flatMap((one) => words(one.text, one.marks)),
    last: pieces.at(-1),
  };
}

const about = (what: string) => `The people of the city heard of ${what} in the news this morning.`;

describe("the words of an alert that are bold, as the story writes them", () => {
  it.each([
    ["OpenAI", "OpenAI’s plan", "OpenAI's", ["OpenAI’s"], ["OpenAI's"]],
    ["lawsuit", "Two lawsuits begin", "many lawsuits", ["lawsuits"], ["lawsuits"]],
    ["OpenAI", "A plan of Open AI", "Open\u00a0AI", ["Open AI"], ["Open AI"]],
    ["open ai", "OpenAI plans", "OpenAI", ["OpenAI"], ["OpenAI"]],
    ['"super app"', "A superapp", "the Super-App", ["superapp"], ["Super-App"]],
    ["AI", "A.I. plans", "an A.I. plan", ["A.I."], ["A.I."]],
    ["climate", "#ClimateStrike today", "the #ClimateStrike", ["Climate"], ["Climate"]],
    ["#sora", "A film by #Sora", "the tag #sora", ["#Sora"], ["#sora"]],
    ["cafe", "Le Café", "the CAFÉ", ["Café"], ["CAFÉ"]],
    ["C++", "C++ at 40", "the C++ language", ["C++"], ["C++"]],
    ["regulat*", "Regulators speak", "a regulation", ["Regulators"], ["regulation"]],
    ['="Spud"', "Spud is here", "a Spud", ["Spud"], ["Spud"]],
    ["plan ~3 city", "A plan for the city", "the plans", ["plan", "city"], []],
    ["苹果", "苹果公司发布新手机", "苹果", ["苹果"], ["苹果"]],
    ["ＡＩ", "An AI", "ＡＩ", ["AI"], ["ＡＩ"]],
    ["/v\\d+/", "Model v12 is here", "the models v3 and V45", ["v12"], ["v3", "V45"]],
    ["title:plan", "A plan", "a plan", ["plan"], []],
    ["body:plan", "A plan", "a plan", [], ["plan"]],
  ])("%s", (query, title, named, inTitle, inText) => {
    const { title: bolds, text } = bold(query, title, about(named));
    expect(bolds).toEqual(inTitle);
    expect(text).toEqual(expect.arrayContaining(inText));
    expect(text.length).toBe(inText.length);
  });

  it("are none for what stands in a tag alone, which is named below", () => {
    expect(bold("sora", "A film", about("it"), ["Film", "Sora"])).toEqual({
      title: [],
      text: [],
      last: "sora",
    });
  });
});

describe("laws of what an alert shows", () => {
  const VOCABULARY = ["Zork", "open ai", "Café", "US", "C++", "新しい", "étude", "#sora", "plan"];
  const named = fc.constantFrom(...VOCABULARY, "OpenAI", "us", "SORA", "cafes", "新しいモデル");
  const filler = fc.constantFrom(
    "The lab has named its next model, which nobody had seen before, on Monday",
    "It is late, and nobody knows when, or why, or for whom, it was made",
    "Photo: a river by the lab",
    `And ${"so on and on, ".repeat(30)}it went`,
    "👩🏽‍🚀 é́clair ".repeat(30).trim(),
  );
  const sentence = fc.tuple(filler, fc.option(named), filler, fc.constantFrom(". ", "? ", ".\n", "\n"));
  const text = fc
    .array(sentence, { minLength: 1, maxLength: 6 })
    .map((all) => all.map(([one, word, other, end]) => `${one} ${word ?? ""} ${other}${end}`).join(""));
  const description = fc.option(
    fc
      .tuple(named, named)
      .map(([one, two]) => `The lab has named its next ${one}, which nobody had ${two} seen before.`),
    { nil: undefined },
  );
  const queries = fc.uniqueArray(fc.constantFrom(...VOCABULARY), { minLength: 1, maxLength: 3 });
  const scene = fc.record({
    title: fc.constantFrom("A lab", "A lab and Zork", "OPENAI plans"),
    text,
    description,
    queries,
  });

  function told(wanted: { title: string; text: string; description: string | undefined; queries: string[] }) {
    const { title, text: body, description: said, queries: all } = wanted;
    const story = aStory({ title, text: body, ...(said === undefined ? {} : { description: said }) });
    const matches = all.flatMap((query) => {
      const parsed = parseQuery(query);
      const because = parsed.ok ? evaluate(parsed.query, matchable(story)) : undefined;
      return because ? [{ watch: query, query, because }] : [];
    });
    const { title: shownTitle, parts } = composeAlert({ story, matches });
    const texts = parts.flatMap((part) =>
      (part.kind === "text" && !part.small) || part.kind === "quote" ? part.pieces : [],
    );
    const shown = texts.flatMap((piece) => (typeof piece === "object" && "text" in piece ? [piece] : []));
    return { story, matches, shown, title: shownTitle };
  }

  it("every watch has a word of its own marked in title, gist or quote", () => {
    fc.assert(
      fc.property(scene, (wanted) => {
        const { story, matches, shown, title } = told(wanted);
        const keysOf = (some: string) =>
          tokenise(some)
            .tokens.map(({ key }) => key)
            .join(" ") || some;
        const marked = [...(title ? [title] : []), ...shown]
          .flatMap((one) => words(one.text, one.marks))
          .map(keysOf);
        for (const { because } of matches) {
          const own = because.flatMap(({ field, start, end }) => {
            return field === "title" || field === "body"
              ? [(field === "title" ? story.title : story.text).slice(start, end)]
              : [];
          });
          // Marks that touch or overlap are one, so a marked stretch may hold more than the word.
          const isMarked = own.map(keysOf).some((key) => marked.some((stretch) => stretch.includes(key)));
          expect(isMarked || own.length === 0).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  const even = (some: string) => some.replace(/\s+/g, " ");
  /** Whether a text ends, "…" aside, where no character is split. */
  const endsWhole = (some: string) => {
    const last = some.endsWith("…") ? some.length - 1 : some.length;
    return boundaryBefore(some, last) === last;
  };

  it("each stretch of gist and quotes stands in the story, whole characters only, in at most 280 units", () => {
    fc.assert(
      fc.property(scene, (wanted) => {
        const { story, shown } = told(wanted);
        const source = even(`${story.text}\n${story.description ?? ""}`);
        for (const { text: said } of shown) {
          expect(said.length).toBeLessThanOrEqual(280);
          const bare = said.replace(/^… /, "").replace(/…$/, "");
          // A lead may pass over furniture between two sentences.
          for (const stretch of bare.split(/(?<=[.?]) /)) expect(source).toContain(stretch);
          expect(endsWhole(said)).toBe(true);
          const at = source.indexOf(bare);
          if (at !== -1) expect(boundaryBefore(source, at + bare.length)).toBe(at + bare.length);
        }
      }),
      { numRuns: 40 },
    );
  });
});
