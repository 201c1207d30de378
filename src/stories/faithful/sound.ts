import { sentences } from "../../text/sentences.ts";

/**
 * Sentences that speak to a program instead of telling news. A page may hold them to steer a language model: they are
 * neither shown to one nor count as what the story says.
 */
const TO_A_MODEL = new RegExp(
  [
    String.raw`\b(?:ignore|disregard|forget|override|bypass)\b.{0,60}\b(?:instruction|prompt|rule|above|previous|prior|everything|earlier|guideline)s?\b`,
    String.raw`\b(?:ignorier\w*|ignorez|ignora|vergiss|oubliez|olvida)\b.{0,60}\b(?:anweisung|instruc|istruzion|vorgabe|consigne|anterior)\w*`,
    String.raw`\b(?:system|developer|hidden)\s*(?:prompt|message|note|instruction|override)s?\b`,
    String.raw`\byou are\b.{0,40}\b(?:assistant|model|ai|bot|chatbot|summari[sz]er)\b`,
    String.raw`\b(?:write|say|reply|respond|answer|output|print|return|include|append|add|mention|produce|begin|end)\b.{0,80}\b(?:your|the|this|every|any|final) (?:\w+ )?(?:summary|summaries|answer|response|reply|output|translation)\b`,
    String.raw`\b(?:your|the|this|every|any) (?:summary|summaries|answer|output|translation)s? (?:must|should|has to|have to|needs? to|shall)\b`,
    String.raw`\b(?:correct|right|true|best|final|desired|expected|only) (?:\w+ )?(?:summary|summaries|output|translation)\b`,
    String.raw`\b(?:summary|output|translation)(?: \w+){0,4}(?: (?:is|reads))?:`,
    String.raw`\b(?:assistant|ai|language model|llm|chatbot|summari[sz]er|model)s? (?:that |who )?(?:is |are )?(?:reading|processing|summari[sz]ing) this\b`,
    String.raw`^\W*(?:system|assistant|user|developer|instructions?|(?:note|message) to \w+|attention \w+)\s*:`,
    String.raw`^\W*(?:please )?(?:say|write|state|tell|reply|respond|output|print|repeat|pretend|answer|mention|translate|summari[sz]e)\b(?=:| ["“]| (?:that|the following|only|with|in|this|exactly|everyone|readers|users|people|everything|it)\b)`,
    String.raw`<\|.{0,40}\||\[/?inst\]|</?(?:system|user|assistant|story|data)>`,
  ].join("|"),
  "iu",
);

/** Nobody sees these: zero widths, directions, tags; words are taken apart with them. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Co}]/gu;

/**
 * Returns a story without what is said to a language model instead of to people, and without what nobody sees.
 *
 * With such a sentence goes the rest of its line: it often goes on in words that would pass for news.
 */
export function soundStory(story: { readonly title: string; readonly text: string }): {
  readonly title: string;
  readonly text: string;
} {
  const lines = (text: string) => text.replace(UNSEEN, "").split("\n").map(soundLine).join("\n");
  return { title: lines(story.title), text: lines(story.text) };
}

function soundLine(line: string): string {
  const first = sentences(line).find(({ start, end }) => TO_A_MODEL.test(line.slice(start, end)));
  return first ? line.slice(0, first.start).trimEnd() : line;
}
