import { describe, expect, it } from "vitest";
import type { Writer } from "../src/alerts/writer.ts";
import { makeWording } from "../src/wording.ts";
import { makeClock } from "./doubles/clock.ts";
import { aStory } from "./doubles/samples.ts";

const SETTINGS = {
  coverage: "normal",
  images: "on",
  updates: "edit",
  who: "anyone",
  translate: "off",
} as const;
const story = aStory({
  title: "Robots march",
  text: "Robots march through the town on Monday, the mayor said.",
});
const match = (query: string) => ({
  watch: query,
  query,
  because: [{ term: "robots", field: "title", start: 0, end: 6 } as const],
});

const clock = makeClock();

function begin(writer: Writer, summaries = true) {
  return makeWording({ writer, summaries, timeoutMs: 8_000, clock }).begin();
}

/** A writer that notes what it is asked, and answers as it is told. */
function makeWriter(answers: Partial<Record<"summary" | "relevant" | "translation", unknown>> = {}) {
  const asked: unknown[][] = [];
  const answer = (what: "summary" | "relevant" | "translation") =>
    ((...args: unknown[]) => {
      asked.push([what, ...args]);
      return Promise.resolve(answers[what]);
    }) as never;
  const writer = {
    summary: answer("summary"),
    relevant: answer("relevant"),
    translation: answer("translation"),
  };
  return { writer: { ...writer, counts: () => ({}) as never } satisfies Writer, asked };
}

describe("whether a story is what a watch asks for", () => {
  it("is asked only of watches that say what they are about", async () => {
    const { writer, asked } = makeWriter({ relevant: false });
    const matches = [match("robots"), match("robots about: funding rounds")];
    const wording = begin(writer);
    expect(await wording.relevant(story, matches)).toEqual([matches[0]]);
    expect(asked).toEqual([["relevant", "funding rounds", story]]);
  });

  it.each([true, undefined])("is taken for granted where the answer is %s", async (relevant) => {
    const { writer } = makeWriter({ relevant });
    const matches = [match("robots about: funding rounds")];
    expect(await begin(writer).relevant(story, matches)).toEqual(matches);
  });
});

describe("other words for a story", () => {
  it("are a summary that has the watched words, where summaries are wanted", async () => {
    const { writer, asked } = makeWriter({ summary: "Robots march." });
    const words = (summaries: boolean) =>
      begin(writer, summaries).words(story, [match("robots"), match("robots")], SETTINGS);
    expect(await words(true)).toEqual({ summary: "Robots march." });
    expect(asked).toEqual([["summary", story, ["robots"]]]);
    expect(await words(false)).toEqual({});
    expect(asked).toHaveLength(1);
  });

  it("are none where there is no answer", async () => {
    const { writer } = makeWriter();
    const wording = begin(writer);
    expect(await wording.words(story, [], SETTINGS)).toEqual({});
    expect(await wording.words({ ...story, language: "de" }, [], { ...SETTINGS, translate: "en" })).toEqual(
      {},
    );
  });

  it("are a translation where the story is in another language than the channel wants", async () => {
    const translated = { title: "Roboter marschieren", summary: "Sie marschieren." };
    const { writer, asked } = makeWriter({ translation: translated });
    const wording = begin(writer, false);
    const settings = { ...SETTINGS, translate: "de" } as const;
    expect(await wording.words({ ...story, language: "en-GB" }, [], settings)).toEqual({ translated });
    expect(asked).toEqual([["translation", { title: story.title, summary: story.text }, "de"]]);
    expect(await wording.words({ ...story, language: "DE-at" }, [], settings)).toEqual({});
    expect(await wording.words(story, [], settings)).toEqual({});
  });

  it("are waited for no longer than the card has, whatever was asked before", async () => {
    const { writer } = makeWriter();
    const never = { ...writer, summary: () => new Promise<undefined>(() => {}) };
    const turn = begin(never);
    clock.advance(7_000);
    const words = turn.words(story, [], SETTINGS);
    clock.advance(1_000);
    expect(await words).toEqual({});
    const late = turn.words(story, [], SETTINGS);
    clock.advance(0);
    expect(await late).toEqual({});
  });
});
