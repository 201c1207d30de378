/**
 * A news page as its raw text comes: furniture, the body twice, teasers of other stories in between.
 * Its lead names OpenAI and Spud, but not Sora.
 */
export const TITLE = 'OpenAI drops Sora and readies a new model called "Spud"';
export const LEAD =
  "OpenAI has told its staff that the next large model, known inside the company as Spud, is through its first " +
  "round of training and will be shown to a small circle of customers before the summer, two people said.";
export const SORA =
  "To find the computers for it the company will take a step that many did not expect, namely the decision to close " +
  "its best known tool for making moving pictures, Sora.";
export const RIVALS =
  "The people compared it with the newest work of Anthropic, and said that Codex, the tool for programmers, stays.";
const BODY = [LEAD, SORA, RIVALS].join("\n");
export const PAGE = [
  "PUBLISHED 4 May",
  "By Ada Example",
  BODY,
  "Related articles",
  BODY,
  "Comments (0)",
  "0/500",
  "Home",
].join("\n");

/** Where a word stands in a text, each time. */
export function places(text: string, word: string): readonly { start: number; end: number }[] {
  return Array.from(text.matchAll(new RegExp(word, "g")), ({ index }) => ({
    start: index,
    end: index + word.length,
  }));
}
