import type { StoredStory } from "../../stories/story.ts";
import { tokenise } from "../../text/tokens.ts";
import { isCommon } from "../../watches/common-words.ts";
import type { Condition } from "../../watches/condition.ts";
import { plainElement } from "../../watches/terms.ts";

/** So many words of what was asked for are looked for, the first ones. */
const MOST_WORDS = 8;
const LEAST_LETTERS = 3;
/** So many words a title must have of them. */
const LEAST_SHARED = 2;

/** Returns the words by which to look for a story that a link or a text may mean. */
export function namesIn(text: string): ReadonlySet<string> {
  const link = /^https?:\/\//i.test(text) ? URL.parse(text) : undefined;
  const keys = [...keysOf(link ? decoded(link.pathname) : text)];
  return new Set(keys.filter((key) => key.length >= LEAST_LETTERS && !isCommon(key)).slice(0, MOST_WORDS));
}

/** Returns the condition that a title has at least two of the words. */
export function twoOf(words: ReadonlySet<string>): Condition {
  const each = [...words].map(inTitle);
  const pairs = each.flatMap((one, at) => each.slice(at + 1).map((other) => [one, other]));
  return { kind: "any", of: pairs.map((of) => ({ kind: "all", of })) };
}

/** Returns the stories whose titles share the most of the words, the newest first among equals. */
export function closest(
  stories: readonly StoredStory[],
  words: ReadonlySet<string>,
  limit: number,
): readonly StoredStory[] {
  const scored = stories.map((story) => ({ story, shared: keysOf(story.title).intersection(words).size }));
  return scored
    .filter(({ shared }) => shared >= LEAST_SHARED)
    .sort((a, b) => b.shared - a.shared || b.story.publishedAt.getTime() - a.story.publishedAt.getTime())
    .slice(0, limit)
    .map(({ story }) => story);
}

function keysOf(text: string): Set<string> {
  return new Set(tokenise(text, { links: true }).tokens.map(({ key }) => key));
}

function inTitle(key: string): Condition {
  return { kind: "words", elements: [plainElement(key, "whole")], plural: false, field: "title" };
}

/** Links name what is not Latin in percent signs. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
