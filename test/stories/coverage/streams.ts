// Two further labelled sets, written blind against the code that they judge: a stream of bare headlines about twelve
// large events among many small ones, and twin events, of which each has a second one of the same kind.

import { readFileSync } from "node:fs";
import type { LabelledStory } from "./score.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2026, 4, 4);

/** Numbers from 0 to 1 by chance, the same in every run (mulberry32). */
export function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same stories in an order of chance, all at one time. */
export function shuffled(stories: readonly LabelledStory[], seed: number): readonly LabelledStory[] {
  const chance = chanceFrom(seed);
  return stories
    .map((story) => ({ story: { ...story, publishedAt: "2026-05-05T12:00:00.000Z" }, at: chance() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ story }) => story);
}

/** Headlines of three days: those of an event come in a wave, the single ones at any time. */
export function headlines(seed: number): readonly LabelledStory[] {
  const chance = chanceFrom(seed);
  const begins = new Map<string, number>();
  return read("headlines.txt")
    .map((story) => {
      const begin = begins.get(story.event) ?? chance() * 20;
      begins.set(story.event, begin);
      const hours = story.event.startsWith("single") ? chance() * 70 : begin + chance() ** 1.7 * 50;
      return { ...story, publishedAt: new Date(START + hours * HOUR).toISOString() };
    })
    .toSorted((a, b) => a.publishedAt.localeCompare(b.publishedAt));
}

/** Twin events with title and lead, without times, in an order of chance. */
export function twins(seed: number): readonly LabelledStory[] {
  return shuffled(read("twins.txt"), seed);
}

/** A line with "#" names the event of the lines that follow, "-" says that each is one of its own; "|" parts title and lead. */
function read(file: string): readonly LabelledStory[] {
  let event = "-";
  return readFileSync(new URL(file, import.meta.url), "utf8")
    .split("\n")
    .flatMap((line, at): LabelledStory[] => {
      if (line.startsWith("#")) event = line.slice(2);
      if (line === "" || line.startsWith("#")) return [];
      const [title = "", text = ""] = line.split("|");
      const id = `${file}-${at}`;
      const url = `https://outlet-${at}.example/${at}`;
      const own = event === "-" ? `single-${at}` : event;
      return [{ id, outlet: "", title, text, url, publishedAt: new Date(START).toISOString(), event: own }];
    });
}
