import { describe, expect, it } from "vitest";
import { composeAlert } from "../../src/alerts/compose.ts";
import type { Range } from "../../src/commands/command.ts";
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
