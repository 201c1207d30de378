import type { Command, Option } from "./command.ts";

/** What completions can offer beyond the table itself. */
export interface Known {
  readonly watches: readonly string[];
  readonly sources: readonly string[];
  /** The values of each setting. */
  readonly settings: Readonly<Record<string, readonly string[]>>;
}

// Discord shows at most 25 choices: https://docs.discord.com/developers/interactions/receiving-and-responding
const MOST = 25;

/** Returns what the last option of a line may be completed from, so that only that is looked up. */
export function wanted(text: string, commands: readonly Command[]): Option["suggests"] {
  return current(text.trimStart(), commands)?.option?.suggests;
}

/** Returns completions of a line of text after `/news`: whole lines, best first, at most 25. */
export function complete(text: string, commands: readonly Command[], known: Known): readonly string[] {
  const line = text.trimStart();
  const found = current(line, commands);
  if (!found) return matching(line, "", [...new Set(commands.flatMap(pathLines))]);
  const { option, before } = found;
  if (!option) return [];
  return matching(line, before, values(option, before, known, commands));
}

/** Every beginning of a path is a line: "source " and "source add ". */
function pathLines({ path, options }: Command): readonly string[] {
  return path.map((_, index) => {
    const more = index < path.length - 1 || options.length > 0;
    return path.slice(0, index + 1).join(" ") + (more ? " " : "");
  });
}

function current(line: string, commands: readonly Command[]) {
  const lower = line.toLowerCase();
  const command = commands.find(({ path }) => lower.startsWith(`${path.join(" ")} `));
  if (!command) return undefined;
  const start = command.path.join(" ").length + 1;
  const rest = command.options.find((option) => option.rest);
  if (rest) return { command, option: rest, before: line.slice(0, start) };
  const words = line.slice(start).split(" ");
  const before = line.slice(0, line.length - (words.at(-1)?.length ?? 0));
  return { command, option: command.options[words.length - 1], before };
}

function values(
  option: Option,
  before: string,
  known: Known,
  commands: readonly Command[],
): readonly string[] {
  switch (option.suggests) {
    case undefined:
      return option.choices ?? [];
    case "commands":
      return commands.map(({ path }) => path.join(" "));
    case "values":
      return valuesOf(before.trim().split(" ").at(-1) ?? "", known);
    default:
      return known[option.suggests];
  }
}

function valuesOf(setting: string, { settings }: Known): readonly string[] {
  return Object.hasOwn(settings, setting) ? (settings[setting] ?? []) : [];
}

/** Those that go on from what is typed first, then those that hold it elsewhere. */
function matching(line: string, before: string, candidates: readonly string[]): readonly string[] {
  const typed = line.slice(before.length).toLowerCase();
  const on = candidates.filter((one) => one.toLowerCase().startsWith(typed));
  const holding = candidates.filter((one) => !on.includes(one) && one.toLowerCase().includes(typed));
  return [...on, ...holding].slice(0, MOST).map((one) => `${before}${one}`);
}
