import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandOption,
  APIApplicationCommandSubcommandOption,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { Command, Option } from "../../commands/command.ts";
import { stableId } from "../../text/id.ts";
import { plain } from "./escape.ts";
import { COMMAND_CHOICES, COMMAND_DESCRIPTION } from "./limits.ts";

/** The one word that all commands stand under. */
export const ROOT = "news";
const ABOUT = "Watch the news for words, and ask for it";
const GROUPS: Readonly<Record<string, string>> = { source: "The sites and feeds that are read" };

// https://docs.discord.com/developers/interactions/application-commands
const CHAT_INPUT = 1;
const SUBCOMMAND = 1;
const SUBCOMMAND_GROUP = 2;
const STRING = 3;
const INTEGER = 4;
/** In servers and in direct messages with the bot; installed to servers. */
const CONTEXTS = [0, 1];
const INSTALLS = [0];

/** Returns the table as Discord's one command `/news`, open to everyone: each command asks for itself who may use it. */
export function commandsJson(
  commands: readonly Command[],
): RESTPostAPIChatInputApplicationCommandsJSONBody[] {
  const firsts = [...new Set(commands.map(({ path: [first = ""] }) => first))];
  const options = firsts.map((first): APIApplicationCommandOption => {
    const family = commands.filter(({ path }) => path[0] === first);
    const [only] = family;
    if (only && only.path.length === 1) return subcommand(first, only);
    return {
      type: SUBCOMMAND_GROUP,
      name: first,
      description: short(GROUPS[first] ?? `/${ROOT} ${first} …`),
      options: family.map((command) => subcommand(command.path.at(-1) ?? first, command)),
    };
  });
  return [
    {
      type: CHAT_INPUT,
      name: ROOT,
      description: ABOUT,
      options,
      contexts: CONTEXTS,
      integration_types: INSTALLS,
      default_member_permissions: null,
    },
  ];
}

/** Returns what tells one set of commands from another, so that they are registered only when they changed. */
export function commandsHash(json: readonly RESTPostAPIChatInputApplicationCommandsJSONBody[]): string {
  return stableId(JSON.stringify(json));
}

function subcommand(name: string, command: Command): APIApplicationCommandSubcommandOption {
  // Discord wants required options first.
  const options = command.options.toSorted((a, b) => Number(b.required) - Number(a.required)).map(optionJson);
  return { type: SUBCOMMAND, name, description: short(command.summary), options };
}

function optionJson(option: Option): APIApplicationCommandBasicOption {
  const { name, summary, required, choices, min, max } = option;
  const base = { name, description: short(summary), required };
  if (option.type === "integer") {
    return {
      ...base,
      type: INTEGER,
      ...(min !== undefined && { min_value: min }),
      ...(max !== undefined && { max_value: max }),
    };
  }
  if (choices && choices.length <= COMMAND_CHOICES) {
    return { ...base, type: STRING, choices: choices.map((choice) => ({ name: choice, value: choice })) };
  }
  return option.suggests ? { ...base, type: STRING, autocomplete: true } : { ...base, type: STRING };
}

function short(text: string): string {
  return plain(text, COMMAND_DESCRIPTION) || "…";
}
