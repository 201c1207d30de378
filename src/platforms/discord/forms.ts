// The forms that buttons open. What a form says when it comes back stands in its id: the path of a command, or a button's id.
import type { APIModalInteractionResponseCallbackData } from "discord.js";
import type { Command, Option } from "../../commands/command.ts";
import { flat, plain } from "./escape.ts";
import { decodeId, encodeId } from "./ids.ts";
import {
  FIELD_DESCRIPTION,
  FIELD_LABEL,
  FIELD_PLACEHOLDER,
  FIELD_VALUE,
  MODAL_FIELDS,
  MODAL_TITLE,
} from "./limits.ts";

// https://docs.discord.com/developers/components/reference
const LABEL = 18;
const TEXT_INPUT = 4;
const ONE_LINE = 1;

/** What a filled-in form changes: another query takes the place of a watch. */
const INSTEAD = "instead";
const CHANGE_TITLE = "Change a watch";

type Form = APIModalInteractionResponseCallbackData;

/** What a filled-in form asks for: a command with values, or a press. */
export type Filled =
  | { readonly id: string; readonly values: Readonly<Record<string, string>> }
  | { readonly id: string; readonly args: readonly string[] };

/**
 * Returns the form that a button opens; undefined where it opens none.
 *
 * A button without the args that its command needs opens the form of that command; `edit` with a watch's id and its
 * query opens one that changes it.
 */
export function formOf(
  action: string,
  args: readonly string[],
  commands: readonly Command[],
): Form | undefined {
  const at = (name: string) => commands.find(({ path }) => path.join(" ") === name);
  if (action === "edit") return editForm(args, at("watch"));
  const command = at(action);
  const needs = command?.options.some(({ required }) => required) ?? false;
  return command && needs && args.every((arg) => arg === "") ? formJson(command) : undefined;
}

/** Returns the form that asks for the options of a command; its id is the command's path. */
export function formJson(command: Command): Form {
  const name = command.path.join(" ");
  return {
    custom_id: `v1|${name}`,
    title: plain(sentence(name), MODAL_TITLE),
    components: command.options.slice(0, MODAL_FIELDS).map((option) => field(option)),
  };
}

/** What does not fit an id or a field cannot be changed by a form. */
function editForm(
  [watch = "", query = ""]: readonly string[],
  command: Command | undefined,
): Form | undefined {
  const [option] = command?.options ?? [];
  const { id, keep } = encodeId({ action: INSTEAD, place: 0, args: [watch] });
  const value = flat(query).trim();
  if (!option || watch === "" || keep || value.length > FIELD_VALUE) return undefined;
  return { custom_id: id, title: CHANGE_TITLE, components: [field(option, value)] };
}

function field({ name, summary, required, example }: Option, value = ""): Form["components"][number] {
  return {
    type: LABEL,
    label: plain(sentence(name), FIELD_LABEL),
    description: plain(summary, FIELD_DESCRIPTION),
    component: {
      type: TEXT_INPUT,
      style: ONE_LINE,
      custom_id: name,
      required,
      placeholder: plain(example, FIELD_PLACEHOLDER),
      max_length: FIELD_VALUE,
      ...(value !== "" && { value }),
    },
  };
}

/** Reads a filled-in form by its id; one that is none of ours is a command that nobody knows. */
export function filledForm(customId: string, values: Readonly<Record<string, string>>): Filled {
  const pressed = decodeId(customId);
  if (pressed?.action === INSTEAD)
    return { id: INSTEAD, args: [...(pressed.args ?? []), ...Object.values(values)] };
  return { id: /^v1\|(.+)$/.exec(customId)?.[1] ?? "", values };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
