// How a line of text after `/news` is read, in this order: nothing at all · a plea for help · a command, the longest
// path first · the first word of a group ("source") · a slip of the finger or another word for a command · a topic.

import { nearest } from "../text/nearest.ts";
import type { Command, Option } from "./command.ts";
import { type Checked, checkOptions, checkValue, isLink } from "./options.ts";
import { askedIn } from "./sentence.ts";
import { splitUntil } from "./times.ts";

export type Reading =
  | Checked
  | { readonly kind: "nothing" }
  /** More words than the command takes. */
  | { readonly kind: "extra"; readonly command: Command; readonly text: string }
  /** A group such as "source" without one of its commands. */
  | { readonly kind: "group"; readonly word: string }
  /** A word that is no command but near one: `line` is what was probably meant, `reading` how that reads. */
  | { readonly kind: "slip"; readonly word: string; readonly line: string; readonly reading: Reading }
  /** No command: a bare topic. */
  | { readonly kind: "topic"; readonly text: string };

/** Other words that people try, and the command they mean. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ...["add", "follow", "subscribe", "track"].map((word) => [word, "watch"] as const),
  ...["remove", "delete", "stop", "unfollow", "unsubscribe"].map((word) => [word, "unwatch"] as const),
  ...["mute", "snooze"].map((word) => [word, "pause"] as const),
  ...["show", "news"].map((word) => [word, "latest"] as const),
  ["find", "search"],
  ...["sources", "feeds"].map((word) => [word, "source list"] as const),
  ...["list", "ls"].map((word) => [word, "watches"] as const),
  ["unmute", "resume"],
  ["explain", "why"],
  ["config", "settings"],
]);

const LINKED: ReadonlyMap<string, string> = new Map([
  ["watch", "source add"],
  ["unwatch", "source remove"],
]);

/** Commands that take a topic. */
const ASKS: ReadonlySet<string> = new Set(["watch", "latest", "search"]);

const HELP = /^(?:help|--help|-h|\?)$/i;

/** Reads a line of text after `/news` as a command with its options; never throws. */
export function readLine(text: string, commands: readonly Command[]): Reading {
  const line = text
    .trim()
    .replace(/^\/news(?:\s+|$)/i, "")
    .replace(/^\/(?=\p{L}+(?:\s|$))/u, "");
  if (line === "") return { kind: "nothing" };
  const [first, rest] = splitWord(line);
  if (HELP.test(first)) return readHelp(rest, commands);
  const found = findCommand(line, commands);
  if (found) return HELP.test(found.rest) ? readHelp(found.name, commands) : readOptions(found);
  return readGroup(first, rest, commands) ?? readSlip(first, rest, line, commands);
}

function splitWord(line: string): readonly [string, string] {
  const word = /^\S+/.exec(line)?.[0] ?? "";
  return [word, line.slice(word.length).trim()];
}

interface FoundCommand {
  readonly command: Command;
  readonly name: string;
  readonly rest: string;
}

function findCommand(line: string, commands: readonly Command[]): FoundCommand | undefined {
  const [first, afterFirst] = splitWord(line);
  const [second, afterSecond] = splitWord(afterFirst);
  const asks = (...words: string[]) => {
    const name = words.join(" ").toLowerCase();
    const command = commands.find(({ path }) => path.join(" ") === name);
    return command && { command, name };
  };
  const long = asks(first, second);
  if (long) return { ...long, rest: afterSecond };
  const short = asks(first);
  return short && { ...short, rest: afterFirst };
}

function readHelp(topic: string, commands: readonly Command[]): Reading {
  const found = findCommand("help", commands);
  if (!found) return { kind: "topic", text: "help" };
  return checkOptions(found.command, { topic: topic.replace(/^\/news(?:\s+|$)/i, "") });
}

function readGroup(first: string, rest: string, commands: readonly Command[]): Reading | undefined {
  const word = first.toLowerCase();
  const group = commands.filter(({ path }) => path.length > 1 && path[0] === word);
  if (group.length === 0) return undefined;
  const [second, after] = splitWord(rest);
  const meant = nearest(
    second,
    group.map(({ path: [, last = ""] }) => last),
  );
  if (meant === undefined || HELP.test(second)) return { kind: "group", word };
  const line = [word, meant, after].filter(Boolean).join(" ");
  return { kind: "slip", word: second, line, reading: readLine(line, commands) };
}

function readSlip(word: string, rest: string, whole: string, commands: readonly Command[]): Reading {
  const known = commands.map(({ path: [first = ""] }) => first);
  const near = SYNONYMS.get(word.toLowerCase()) ?? nearest(word.replace(/[^\p{L}]+$/u, ""), known);
  if (near === undefined) return { kind: "topic", text: whole };
  const meant = withRest(near, rest);
  // "show me Sora" and "news about Sora" are about Sora.
  const about = ASKS.has(meant) ? (askedIn(`${word} ${rest}`)?.topic ?? rest) : rest;
  const line = [meant, about].filter(Boolean).join(" ");
  const reading = readLine(line, commands);
  // Two slips in one line are mended at once.
  return reading.kind === "slip" ? { ...reading, word } : { kind: "slip", word, line, reading };
}

/** People who add or remove an address mean a source, and after "sources" stands what to do with them. */
function withRest(meant: string, rest: string): string {
  if (meant === "source list" && rest !== "") return "source";
  return isLink(rest) ? (LINKED.get(meant) ?? meant) : meant;
}

/**
 * Takes an option off the end of the text: a number written `count:5`, or the time of a pause. Undefined for options
 * that stand elsewhere.
 *
 * A bare number counts only where it stands alone: "iPhone 17" is a topic, and whether a number after a topic belongs
 * to it only the stories can tell.
 */
function takeTail(option: Option, text: string): { rest: string; value?: string } | undefined {
  if (option.name === "for") {
    const { rest, until } = splitUntil(text);
    return until === undefined ? { rest } : { rest, value: until };
  }
  if (option.type !== "integer") return undefined;
  const named = new RegExp(`(?:^|\\s)${option.name}:(\\d{1,9})$`, "i").exec(text);
  if (named) return { rest: text.slice(0, named.index).trim(), value: named[1] ?? "" };
  // A number outside the bounds is a topic as well: "2026".
  return checkValue(option, text) === undefined ? { rest: text } : { rest: "", value: text };
}

function readOptions({ command, rest }: FoundCommand): Reading {
  let text = rest;
  const given: Record<string, string> = {};
  const standing = command.options.filter((option) => {
    const tail = takeTail(option, text);
    if (!tail) return true;
    text = tail.rest;
    given[option.name] = tail.value ?? "";
    return false;
  });
  for (const { name, rest: takesRest } of standing) {
    const [word, after] = takesRest ? [text, ""] : splitWord(text);
    given[name] = word;
    text = after;
  }
  return text === "" ? checkOptions(command, given) : { kind: "extra", command, text };
}
