// What people do on Discord, read from the wire. Shapes: https://docs.discord.com/developers/interactions/receiving-and-responding
import type { APIInteraction, APIMessage, APIModalSubmitInteraction } from "discord.js";
import type { Command, Invocation } from "../../commands/command.ts";
import type { Channel } from "../../watches/channel.ts";
import { plain } from "./escape.ts";
import { decodeId } from "./ids.ts";
import { CHOICE, CHOICES } from "./limits.ts";
import { holds, type May } from "./permissions.ts";

/** The space of direct messages, which belong to no server. */
export const DIRECT = "@me";

/** Types of options that hold options. */
const NESTING = [1, 2];

/** The fields that every kind of option may have. */
interface AnyOption {
  readonly name: string;
  readonly type: number;
  readonly value?: string | number | boolean;
  readonly focused?: boolean;
  readonly options?: readonly AnyOption[];
}

/** A command as it was used. */
export interface Used {
  readonly path: readonly string[];
  readonly options: Invocation["options"];
  /** The option that is being typed. */
  readonly focused?: string;
}

/** Returns the channel of Discord as everyone else writes it: `discord:<server>/<channel>`, `discord:@me/<channel>`. */
export function channelOf(guildId: string | undefined | null, id: string): Channel {
  return { platform: "discord", space: guildId ?? DIRECT, id };
}

/** Returns who did what and where, without options. Who may change watches and sources there is what Discord says of them. */
export function invocationOf(interaction: APIInteraction): Invocation {
  const { id, member, guild_id: guildId, channel } = interaction;
  const { locale } = interaction as { locale?: string };
  const user = member?.user ?? interaction.user;
  const isDirect = guildId === undefined;
  const rights = isDirect ? undefined : BigInt(member?.permissions ?? 0);
  const name = member?.nick ?? user?.global_name ?? user?.username ?? "somebody";
  return {
    id,
    channel: channelOf(guildId, channel?.id ?? (interaction as { channel_id?: string }).channel_id ?? ""),
    person: { id: user?.id ?? "", name: plain(name, 80) || "somebody" },
    ...mayOf(rights),
    ...(locale && { locale }),
    options: {},
  };
}

/**
 * Returns who may change the watches of a channel (Manage Channels) and the sources of a server (Manage Server).
 * Without rights, in direct messages, everyone may change watches and nobody sources.
 */
export function mayOf(
  rights: bigint | undefined,
): Required<Pick<Invocation, "mayManage" | "mayManageSpace">> {
  const may = (one: May) => async () => rights === undefined || holds(rights, one);
  // All direct messages are one space, which belongs to nobody.
  const mayManageSpace = async () => rights !== undefined && holds(rights, "manageServer");
  return { mayManage: may("manageChannels"), mayManageSpace };
}

/** Reads a command, whole or while it is being typed. */
export function commandOf(data: { readonly options?: unknown }): Used {
  const path: string[] = [];
  let options = (data.options ?? []) as readonly AnyOption[];
  for (let [first] = options; first && NESTING.includes(first.type); [first] = options) {
    path.push(first.name);
    options = first.options ?? [];
  }
  const values = options.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
  const focused = options.find((option) => option.focused)?.name;
  return { path, options: Object.fromEntries(values), ...(focused !== undefined && { focused }) };
}

/**
 * Returns the line that a person would have typed up to where they are, and what stands before the value. What they
 * filled in before counts where each option of the command is one word.
 */
export function lineOf(
  { path, options, focused }: Used,
  command?: Command,
): { readonly line: string; readonly before: string } {
  const names = command?.options.some(({ rest }) => rest) ? [] : (command?.options ?? []);
  const place = names.findIndex(({ name }) => name === focused);
  const earlier = names.slice(0, Math.max(0, place)).map(({ name }) => String(options[name] ?? ""));
  const before = `${[...path, ...earlier].join(" ")} `;
  return { line: before + String(options[focused ?? ""] ?? ""), before };
}

/** Returns completed lines as choices of the value alone; a value longer than a choice may be is told by its beginning. */
export function choicesOf(lines: readonly string[], before: string) {
  const values = lines.flatMap((line) => (line.startsWith(before) ? [line.slice(before.length)] : []));
  const choices = values.map((value) => ({ name: plain(value, CHOICE), value: beginning(value) }));
  const usable = choices.filter(({ name, value }) => name !== "" && value !== "");
  return [...new Map(usable.map((choice) => [choice.value, choice])).values()].slice(0, CHOICES);
}

function beginning(value: string): string {
  const whole = value.toWellFormed().trim();
  if (whole.length <= CHOICE) return whole;
  // Half a surrogate pair at the end is no character.
  return whole
    .slice(0, CHOICE)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trim();
}

/** Returns what was filled into a form, by the name of each field. */
export function valuesOf({ data }: APIModalSubmitInteraction): Readonly<Record<string, string>> {
  const fields = data.components.flatMap((outer) => {
    const { component, components = [] } = outer as { component?: unknown; components?: readonly unknown[] };
    return [component, ...components] as readonly { custom_id?: string; value?: string }[];
  });
  const filled = fields.flatMap((field) => (field?.custom_id ? [[field.custom_id, field.value ?? ""]] : []));
  return Object.fromEntries(filled);
}

/** Returns the words on the button that was pressed. */
export function labelOf(message: APIMessage | undefined, customId: string): string {
  const pressed = buttonsOf(message).find((button) => button.custom_id === customId);
  return pressed?.label ?? "";
}

/** Returns whether a message bears the key of a dispatch on one of its buttons. */
export function bearsKey(message: APIMessage, key: string): boolean {
  return buttonsOf(message).some(({ custom_id: id }) => id !== undefined && decodeId(id)?.key === key);
}

function buttonsOf(message: APIMessage | undefined): readonly { custom_id?: string; label?: string }[] {
  const rows = (message?.components ?? []) as readonly { components?: readonly object[] }[];
  return rows.flatMap(({ components = [] }) => components);
}

/** Returns what was said to me: the text after my mention, wherever that stands; undefined where I am not named. */
export function spokenTo(content: string, me: string): string | undefined {
  const mention = new RegExp(`<@!?${me}>`, "g");
  return mention.test(content) ? content.replace(mention, " ").replace(/\s+/g, " ").trim() : undefined;
}
