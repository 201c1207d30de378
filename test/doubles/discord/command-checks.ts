import { at, count, each, must, oneOf, text } from "./rules.ts";
import { type Body, bodies, type Wrong } from "./types.ts";

/** Limits of application commands, https://discord.com/developers/docs/interactions/application-commands */
const COMMANDS = 100;
const OPTIONS = 25;
const CHOICES = 25;
const DESCRIPTION = 100;
const TOTAL = 8000;
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const SUBCOMMAND = 1;
const GROUP = 2;

/** Checks the list of a bulk overwrite. */
export function checkCommandList(list: unknown): Wrong[] {
  const all = bodies(list);
  const names = all.map(({ name, type }) => `${type ?? 1} ${name}`);
  return [
    ...count("", list, COMMANDS, 0),
    ...must(
      new Set(names).size === names.length,
      "",
      "APPLICATION_COMMANDS_DUPLICATE_NAME",
      "Application command names must be unique",
    ),
    ...each("", list, (path, one) => [
      ...name(path, one),
      ...text(at(path, "description"), one["description"], { min: 1, max: DESCRIPTION }),
      ...options(path, one, 0),
      ...must(
        totalText(one) <= TOTAL,
        path,
        "APPLICATION_COMMAND_TOO_LARGE",
        `Command exceeds maximum size (${TOTAL})`,
      ),
      ...permissions(path, one["default_member_permissions"]),
    ]),
  ];
}

function name(path: string, one: Body): Wrong[] {
  const value = String(one["name"] ?? "");
  const isGood = NAME.test(value) && value === value.toLowerCase();
  return must(isGood, at(path, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
}

function permissions(path: string, value: unknown): Wrong[] {
  const isGood = value === undefined || value === null || (typeof value === "string" && /^\d+$/.test(value));
  return must(
    isGood,
    at(path, "default_member_permissions"),
    "BITFIELD_STRING",
    "Must be a string of digits.",
  );
}

function options(path: string, one: Body, depth: number): Wrong[] {
  const where = at(path, "options");
  const list = bodies(one["options"]);
  const names = list.map((option) => option["name"]);
  const firstOptional = list.findIndex((option) => option["required"] !== true);
  const isOrdered =
    firstOptional < 0 || list.slice(firstOptional).every((option) => option["required"] !== true);
  const nested = list.filter(({ type }) => Number(type) <= GROUP).length;
  return [
    ...count(where, one["options"], OPTIONS),
    ...must(
      new Set(names).size === names.length,
      where,
      "APPLICATION_COMMAND_OPTIONS_NAME_INVALID",
      "Option names must be unique",
    ),
    ...must(
      isOrdered,
      where,
      "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
      "Required options must be placed before non-required options",
    ),
    ...must(
      nested === 0 || nested === list.length,
      where,
      "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
      "Sub-command and sub-command group option types are mutually exclusive to all other types",
    ),
    ...each(where, one["options"], (inner, option) => optionOf(inner, option, depth)),
  ];
}

function optionOf(path: string, option: Body, depth: number): Wrong[] {
  const type = Number(option["type"]);
  const choices = bodies(option["choices"]);
  const isBoth = option["autocomplete"] === true && choices.length > 0;
  return [
    ...name(path, option),
    ...text(at(path, "description"), option["description"], { min: 1, max: DESCRIPTION }),
    ...oneOf(at(path, "type"), option["type"], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    ...must(
      type !== GROUP || depth === 0,
      at(path, "type"),
      "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
      "A group stands only at the top.",
    ),
    ...must(
      type !== SUBCOMMAND || depth <= 1,
      at(path, "type"),
      "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
      "Subcommands nest no deeper.",
    ),
    ...must(
      !isBoth,
      path,
      "APPLICATION_COMMAND_OPTION_AUTOCOMPLETE",
      "Autocomplete and choices exclude each other.",
    ),
    ...count(at(path, "choices"), option["choices"], CHOICES),
    ...each(at(path, "choices"), option["choices"], (where, choice) => choiceOf(where, choice, type)),
    ...(type <= GROUP ? options(path, option, depth + 1) : []),
  ];
}

function choiceOf(path: string, choice: Body, type: number): Wrong[] {
  const wrongs = text(at(path, "name"), choice["name"], { min: 1, max: 100 });
  if (type !== 3) return wrongs;
  return [...wrongs, ...text(at(path, "value"), choice["value"], { min: 1, max: 100 })];
}

/** Names, descriptions and values together. */
function totalText(one: Body): number {
  const own = String(one["name"] ?? "").length + String(one["description"] ?? "").length;
  const choices = bodies(one["choices"]).reduce(
    (sum, choice) => sum + String(choice["name"]).length + String(choice["value"]).length,
    0,
  );
  return bodies(one["options"]).reduce((sum, option) => sum + totalText(option), own + choices);
}
