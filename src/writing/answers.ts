import type { CardTexts } from "../alerts/writer.ts";

/** What models of the reasoning kind think aloud before they answer. */
const THOUGHT = /^\s*<think>[\s\S]*?<\/think>/i;
/** What is longer is no answer to what is asked, in UTF-16 units. */
const MOST_UNITS = 3_000;
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;

/** Returns a summary as a model gave it, on one line, without thoughts and what cannot be seen. */
export function summaryIn(answer: string): string {
  return unquoted(lines(answer).join(" "));
}

/** Returns what a model decided; undefined where it said neither yes nor no. */
export function decisionIn(answer: string): boolean | undefined {
  const said = /^\W*(yes|no)\W*$/i.exec(lines(answer).join(" "))?.[1]?.toLowerCase();
  return said === undefined ? undefined : said === "yes";
}

/** Returns title and summary from an answer of one line for each. */
export function translationIn(answer: string): CardTexts {
  const [title = "", ...rest] = lines(answer);
  return { title: unquoted(title), summary: unquoted(rest.join(" ")) };
}

function lines(answer: string): readonly string[] {
  return answer
    .replace(THOUGHT, "")
    .slice(0, MOST_UNITS)
    .split(/[\n\r\p{Zl}\p{Zp}]/u)
    .map((line) => line.replace(UNSEEN, "").replace(/\s+/g, " ").trim())
    .filter((line) => line !== "");
}

/** Some models put quotes around all they say. */
function unquoted(text: string): string {
  return /^["“][^"“”]*["”]$/u.test(text) ? text.slice(1, -1).trim() : text;
}
