import { listed } from "../text/listed.ts";
import { joinAbout } from "../watches/about.ts";
import { printQuery } from "../watches/query.ts";
import { parseWanted } from "../watches/wanted.ts";
import { action, examples, reply, say, strong } from "./cards.ts";
import type { Command, Option, Reply } from "./command.ts";
import type { Reading } from "./grammar.ts";
import { argsOf, bareLink, isLink, typed } from "./options.ts";
import { topicsIn } from "./readings.ts";
import { refused } from "./refusals.ts";
import { askedIn } from "./sentence.ts";

const SAY = {
  slip: (word: string, line: string) => `There is no "${word}". Did you mean /news ${line}?`,
  slipNeeds: (word: string, line: string, example: string) =>
    `There is no "${word}". Did you mean /news ${line}? It needs more, for example: /news ${example}`,
  yes: "Yes",
  topic: (text: string) => ["I can watch ", strong(text), " here, or show the latest about it."],
  link: "That is an address. I can read it as a source, or say why its story was or was not told here.",
  addIt: "Read it as a source",
  whyIt: "Why",
  latestOf: (text: string) => `Latest about ${text}`,
  watchIt: (text: string) => `Watch ${text}`,
  missing: (command: string, option: Option) =>
    `${command} needs a ${option.name}: ${option.summary}. For example:`,
  wrongChoice: (value: string, option: Option, choices: readonly string[]) =>
    `I do not know the ${option.name} "${value}". There ${choices.length === 1 ? "is" : "are"} ${listed(choices)}. For example:`,
  wrongNumber: (value: string, { name, min, max }: Option) =>
    `"${value}" is not a ${name} I can use: it is a whole number from ${min} to ${max}. For example:`,
  extra: (command: string, text: string) =>
    `${command} stands alone; I do not know what to do with "${text}".`,
  alone: "Without it",
  group: (word: string) => `/news ${word} needs one more word:`,
} as const;

/** Returns the answer to a line that cannot be run as it stands; it says what would work and changes nothing. */
export function guide(
  reading: Exclude<Reading, { kind: "run" | "nothing" }>,
  commands: readonly Command[],
): Reply {
  switch (reading.kind) {
    case "slip":
      return slip(reading);
    case "topic":
      return topic(reading.text);
    case "missing":
      return reply([
        say(SAY.missing(typed(reading.command.path), reading.option)),
        examples(reading.command),
      ]);
    case "wrong":
      return wrong(reading);
    case "extra":
      return reply([say(SAY.extra(typed(reading.command.path), reading.text))], {
        buttons: [action(SAY.alone, reading.command.path)],
      });
    case "group":
      return group(reading.word, commands);
    default:
      return reading satisfies never;
  }
}

function slip({ word, line, reading }: Reading & { kind: "slip" }): Reply {
  if (reading.kind === "run") {
    const { command, options } = reading;
    const yes = { ...action(SAY.yes, command.path, ...argsOf(command, options)), command: `news ${line}` };
    return reply([say(SAY.slip(word, line))], { buttons: [yes] });
  }
  const example = "command" in reading ? reading.command.examples[0] : undefined;
  const sentence = example === undefined ? SAY.slip(word, line) : SAY.slipNeeds(word, line, example);
  return reply([say(sentence)]);
}

function topic(text: string): Reply {
  if (isLink(text)) return link(bareLink(text));
  const asked = askedIn(text)?.topic ?? text;
  const parsed = parseWanted(asked);
  if (!parsed.ok) return refused(parsed.text, parsed.error, ["watch"]);
  const { about, words } = parsed;
  const query = printQuery(topicsIn(about === undefined ? text : words)[0] ?? parsed.query);
  const wanted = joinAbout(query, about);
  return reply([say(...SAY.topic(wanted))], {
    buttons: [action(SAY.latestOf(query), ["latest"], query), action(SAY.watchIt(wanted), ["watch"], wanted)],
  });
}

function link(url: string): Reply {
  return reply([say(SAY.link)], {
    buttons: [action(SAY.addIt, ["source", "add"], url), action(SAY.whyIt, ["why"], url)],
  });
}

function wrong({ command, option, value }: Reading & { kind: "wrong" }): Reply {
  const sentence = option.choices
    ? SAY.wrongChoice(value, option, option.choices)
    : SAY.wrongNumber(value, option);
  return reply([say(sentence), examples(command)]);
}

function group(word: string, commands: readonly Command[]): Reply {
  const rows = commands
    .filter(({ path }) => path.length > 1 && path[0] === word)
    .map((command) => [[strong(typed(command.path))], [command.summary]]);
  return reply([say(SAY.group(word)), { kind: "rows", rows }]);
}
