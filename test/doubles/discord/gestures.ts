import { MANAGER } from "./permissions.ts";
import { type Body, bodies, everyComponent, isBody, type Message } from "./types.ts";
import { type World, wireChannel } from "./world.ts";

type Made = { readonly type: number; readonly data: Body };
type Values = Readonly<Record<string, string | number | boolean>>;
type From = { readonly channel: string; readonly permissions?: string };

/** Types of options, https://discord.com/developers/docs/interactions/application-commands */
const SUBCOMMAND = 1;
const GROUP = 2;
const STRING = 3;
const INTEGER = 4;
const BOOLEAN = 5;
const CHANNEL = 7;

/** Returns the data of a command as Discord's client would send it; throws where that client would not. */
export function commandData(world: World, path: readonly string[], values: Values, from: From): Made {
  const { root, chain, leaf } = find(world, path, from);
  for (const option of bodies(leaf["options"]))
    if (option["required"] === true && values[String(option["name"])] === undefined)
      throw new Error(`the option ${option["name"]} of ${path.join(" ")} is required`);
  const options = Object.entries(values).map(([name, value]) => filled(leaf, name, value));
  return { type: 2, data: nest(world, root, chain, options) };
}

/** Returns the data of an autocomplete request; throws where the option does not complete. */
export function autocompleteData(
  world: World,
  path: readonly string[],
  values: Values,
  focused: string,
  from: From,
): Made {
  const { root, chain, leaf } = find(world, path, from);
  const option = bodies(leaf["options"]).find(({ name }) => name === focused);
  if (option?.["autocomplete"] !== true) throw new Error(`the option ${focused} does not complete`);
  const options = Object.entries(values).map(([name, value]) => {
    const type = bodies(leaf["options"]).find((one) => one["name"] === name)?.["type"] ?? STRING;
    return name === focused ? { name, type, value, focused: true } : { name, type, value };
  });
  return { type: 4, data: nest(world, root, chain, options) };
}

/** Finds a registered command by its path, with or without the root, if it is offered here to this person. */
function find(world: World, path: readonly string[], from: From) {
  const guild = world.channels.get(from.channel)?.guildId;
  const all = ["global", guild ?? ""].flatMap((scope) => world.commands.get(scope) ?? []);
  const named = all.find(({ name }) => name === path[0]);
  const root = named ?? all.find((one) => descend(one, path) !== undefined);
  const chain = root && descend(root, named ? path.slice(1) : path);
  if (!root || !chain) throw new Error(`no command ${path.join(" ")} is registered`);
  if (!isOffered(root, guild !== undefined, BigInt(from.permissions ?? MANAGER)))
    throw new Error(`${path.join(" ")} is not offered here to this person`);
  return { root, chain, leaf: chain.at(-1) ?? root };
}

function isOffered(root: Body, inGuild: boolean, rights: bigint): boolean {
  const { contexts, default_member_permissions: needs } = root;
  const needed = inGuild ? BigInt(String(needs ?? "0")) : 0n;
  return (!Array.isArray(contexts) || contexts.includes(inGuild ? 0 : 1)) && (rights & needed) === needed;
}

function descend(root: Body, path: readonly string[]): Body[] | undefined {
  const chain: Body[] = [];
  let here = root;
  for (const name of path) {
    const next = bodies(here["options"]).find((one) => one["name"] === name && Number(one["type"]) <= GROUP);
    if (!next) return undefined;
    chain.push(next);
    here = next;
  }
  const isLeaf = !bodies(here["options"]).some(({ type }) => Number(type) <= GROUP);
  return isLeaf ? chain : undefined;
}

function filled(leaf: Body, name: string, value: string | number | boolean): Body {
  const option = bodies(leaf["options"]).find((one) => one["name"] === name);
  if (!option) throw new Error(`there is no option ${name}`);
  const wrong = misfit(option, value);
  if (wrong) throw new Error(`the option ${name} ${wrong}: ${value}`);
  return { name, type: option["type"], value };
}

const FITS: Record<number, (value: string | number | boolean) => boolean> = {
  [STRING]: (value) => typeof value === "string",
  [INTEGER]: (value) => Number.isInteger(value),
  [BOOLEAN]: (value) => typeof value === "boolean",
  [CHANNEL]: (value) => typeof value === "string",
};

function misfit(option: Body, value: string | number | boolean): string | undefined {
  if (FITS[Number(option["type"])]?.(value) === false) return "takes another type of value";
  const choices = bodies(option["choices"]);
  if (choices.length > 0 && !choices.some((choice) => choice["value"] === value))
    return "takes its choices only";
  const isText = typeof value === "string";
  const size = isText ? value.length : Number(value);
  const least = option[isText ? "min_length" : "min_value"] ?? (isText ? 0 : size);
  // A text option holds at most 6000 characters.
  const most = option[isText ? "max_length" : "max_value"] ?? (isText ? 6000 : size);
  return size < Number(least) || size > Number(most) ? "is out of range" : undefined;
}

function nest(world: World, root: Body, chain: readonly Body[], options: readonly Body[]): Body {
  const inner = chain.reduceRight<readonly Body[]>(
    (inside, { name, type }) => [{ name, type: type ?? SUBCOMMAND, options: inside }],
    options,
  );
  const picked = options.filter(({ type }) => type === CHANNEL).map(({ value }) => String(value));
  const resolved = picked.length > 0 ? { resolved: { channels: resolve(world, picked) } } : {};
  return { id: root["id"], name: root["name"], type: root["type"] ?? 1, options: inner, ...resolved };
}

/** Channels that a person picked, with what the bot may do there. */
function resolve(world: World, ids: readonly string[]): Body {
  const pairs = ids.map((id) => {
    const channel = world.channels.get(id);
    if (!channel) throw new Error(`there is no channel ${id}`);
    const rights = { permissions: MANAGER, app_permissions: channel.permissions.toString() };
    return [id, { ...wireChannel(world, channel), ...rights }] as const;
  });
  return Object.fromEntries(pairs);
}

/** Returns the data of a press; throws where there is no such button or it cannot be pressed. */
export function pressData(message: Message, customId: string, values?: readonly string[]): Made {
  const there = everyComponent(message.components);
  const component = there.find((one) => one["custom_id"] === customId);
  if (!component) {
    const known = there.map((one) => one["custom_id"]).filter((one) => one !== undefined);
    throw new Error(`the message has no ${customId}, but ${known.join(", ") || "no buttons"}`);
  }
  if (component["disabled"] === true) throw new Error(`${customId} is disabled`);
  const data = { custom_id: customId, component_type: component["type"] };
  return { type: 3, data: values ? { ...data, values } : data };
}

/** Returns the data of a form that is sent off; throws where Discord's client would not send it. */
export function modalData(
  world: World,
  form: Body,
  values: Readonly<Record<string, string | readonly string[]>>,
): Made {
  const inputs = everyComponent(form["components"]).filter((one) => one["custom_id"] !== undefined);
  const names = inputs.map((one) => one["custom_id"]);
  const stranger = Object.keys(values).find((name) => !names.includes(name));
  if (stranger !== undefined) throw new Error(`the form has no ${stranger}, but ${names.join(", ")}`);
  const picked: string[] = [];
  const components = bodies(form["components"]).map((outer, index) => {
    if (!isBody(outer["component"]) && !Array.isArray(outer["components"]))
      return { type: outer["type"], id: index + 1 };
    const inner = isBody(outer["component"]) ? [outer["component"]] : bodies(outer["components"]);
    const sent = inner.map((input) => answered(input, values[String(input["custom_id"])], picked));
    const shell = { type: outer["type"], id: index + 1 };
    return isBody(outer["component"]) ? { ...shell, component: sent[0] } : { ...shell, components: sent };
  });
  const resolved = picked.length > 0 ? { resolved: { channels: resolve(world, picked) } } : {};
  return { type: 5, data: { custom_id: form["custom_id"], components, ...resolved } };
}

function answered(input: Body, value: string | readonly string[] | undefined, picked: string[]): Body {
  const { type, custom_id, required = true } = input;
  const id = 100;
  if (type === 4) {
    const text = String(value ?? input["value"] ?? "");
    if (required && text === "") throw new Error(`${custom_id} must be filled in`);
    const short = text !== "" && text.length < Number(input["min_length"] ?? 0);
    if (short || text.length > Number(input["max_length"] ?? 4000))
      throw new Error(`${custom_id} is too short or too long`);
    return { type, id, custom_id, value: text };
  }
  const chosen = value === undefined ? defaults(input) : [value].flat();
  if (required && chosen.length === 0) throw new Error(`${custom_id} must be chosen`);
  // Type 8 is a choice of channels.
  if (type === 8) picked.push(...chosen);
  return { type, id, custom_id, values: chosen };
}

function defaults(input: Body): string[] {
  const options = bodies(input["options"]).filter((one) => one["default"] === true);
  return [
    ...options.map((one) => String(one["value"])),
    ...bodies(input["default_values"]).map(({ id }) => String(id)),
  ];
}
