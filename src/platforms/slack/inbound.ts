// What Slack sends, read as plain values. Each reader returns undefined where the payload is not what it should be.
// Payloads: https://docs.slack.dev/reference/interaction-payloads and https://docs.slack.dev/reference/events.
import { type Channel, parseChannel } from "../../watches/channel.ts";
import { type Pressed, readButton } from "./buttons.ts";
import { mentionless, readable, typed } from "./typed.ts";

/** Whose bot this is: known from `auth.test`. */
export interface Home {
  readonly team: string;
  readonly bot: string;
}

/** One use by a person; the id is Slack's own, for de-duplication. */
export interface Used {
  readonly id: string;
  readonly channel: Channel;
  readonly person: { readonly id: string; readonly name: string };
  /** The thread in which it was said. */
  readonly thread?: string;
  /** Opens a modal within three seconds. */
  readonly trigger?: string;
}

export interface Said extends Used {
  readonly text: string;
}

export interface PressedHere extends Used {
  readonly pressed: Pressed;
  /** Pressed in the App Home tab or in a modal, where no message can be answered. */
  readonly inView: boolean;
}

/** Returns the text at a path of keys, or "" where there is none. */
export function at(value: unknown, ...path: readonly string[]): string {
  const found = under(value, path);
  return typeof found === "string" ? found : "";
}

function under(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    found = typeof found === "object" && found !== null ? (found as Record<string, unknown>)[key] : undefined;
  }
  return found;
}

/** Returns the list at a path of keys, or an empty one. */
function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = under(value, path);
  return Array.isArray(found) ? found : [];
}

/** Returns the channel that Slack names by id; direct messages are named by the person. */
export function channelOf(team: string, id: string, person: string): Channel {
  return { platform: "slack", space: team, id: id === "" || id.startsWith("D") ? `@${person}` : id };
}

/** Reads `/news …`. */
export function readCommand(body: unknown, { team }: Home): Said | undefined {
  const person = at(body, "user_id");
  const id = at(body, "trigger_id");
  if (!person || !id) return undefined;
  return {
    id,
    channel: channelOf(team, at(body, "channel_id"), person),
    person: { id: person, name: at(body, "user_name") || person },
    text: typed(at(body, "text")),
    trigger: id,
  };
}

/** Reads `@Newshound …` in a channel. */
export function readMention(body: unknown, { team, bot }: Home): Said | undefined {
  const person = at(body, "event", "user");
  const id = at(body, "event_id");
  if (!person || !id || at(body, "event", "bot_id")) return undefined;
  return {
    id,
    channel: channelOf(team, at(body, "event", "channel"), person),
    person: { id: person, name: person },
    text: typed(mentionless(at(body, "event", "text"), bot)),
    thread: at(body, "event", "thread_ts") || at(body, "event", "ts"),
  };
}

/** Reads a direct message; edits, joins and what bots say are none. */
export function readDirect(body: unknown, { team, bot }: Home): Said | undefined {
  const person = at(body, "event", "user");
  const id = at(body, "event_id");
  if (!person || person === bot || !id || at(body, "event", "channel_type") !== "im") return undefined;
  if (at(body, "event", "subtype") || at(body, "event", "bot_id")) return undefined;
  const thread = at(body, "event", "thread_ts");
  return {
    id,
    channel: channelOf(team, "", person),
    person: { id: person, name: person },
    text: typed(mentionless(at(body, "event", "text"), bot)),
    ...(thread && { thread }),
  };
}

/** Reads a message shortcut; its text is that of the message. */
export function readShortcut(body: unknown, { team }: Home): Said | undefined {
  const used = readInteraction(body, team);
  return used && { ...used, text: readable(at(body, "message", "text")) };
}

/** Reads a pressed button. */
export function readPress(body: unknown, { team }: Home): PressedHere | undefined {
  const used = readInteraction(body, team);
  const [action] = listAt(body, "actions");
  if (!used || !at(action, "action_id")) return undefined;
  const thread = at(body, "message", "thread_ts") || at(body, "container", "thread_ts");
  return {
    ...used,
    pressed: readButton(at(action, "action_id"), at(action, "value")),
    inView: at(body, "container", "type") === "view" || at(body, "view", "id") !== "",
    ...(thread && { thread }),
  };
}

/** Returns the channel of this workspace that a button names; undefined where it names none, or one of elsewhere. */
export function namedChannel({ channel }: Pressed, { team }: Home): Channel | undefined {
  const named = channel === undefined ? undefined : parseChannel(channel);
  return named?.platform === "slack" && named.space === team ? named : undefined;
}

function readInteraction(body: unknown, team: string): Used | undefined {
  const person = at(body, "user", "id");
  const id = at(body, "trigger_id");
  if (!person || !id) return undefined;
  return {
    id,
    channel: channelOf(team, at(body, "channel", "id") || at(body, "container", "channel_id"), person),
    person: { id: person, name: at(body, "user", "username") || at(body, "user", "name") || person },
    trigger: id,
  };
}

/** A modal that was filled in. */
export interface Submitted {
  readonly id: string;
  readonly person: { readonly id: string; readonly name: string };
  readonly form: string;
  readonly metadata: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Reads a filled-in modal; its values bear the ids of their blocks. */
export function readSubmit(body: unknown): Submitted | undefined {
  const person = at(body, "user", "id");
  const form = at(body, "view", "callback_id");
  if (!person || !form) return undefined;
  const values = Object.entries(under(body, ["view", "state", "values"]) ?? {}).map(([block, inputs]) => {
    const [input] = Object.values(inputs ?? {});
    return [block, at(input, "value") || at(input, "selected_option", "value")];
  });
  return {
    id: at(body, "trigger_id") || `${at(body, "view", "id")} ${at(body, "view", "hash")}`,
    person: { id: person, name: at(body, "user", "username") || at(body, "user", "name") || person },
    form,
    metadata: at(body, "view", "private_metadata"),
    values: Object.fromEntries(values),
  };
}

/** Reads who opened the App Home; `direct` is the conversation with them. */
export function readHome(
  body: unknown,
): { id: string; person: string; tab: string; direct: string } | undefined {
  const person = at(body, "event", "user");
  if (!person) return undefined;
  return {
    id: at(body, "event_id"),
    person,
    tab: at(body, "event", "tab"),
    direct: at(body, "event", "channel"),
  };
}

/** Reads into which channel the bot itself came; undefined where somebody else joined. */
export function readJoined(body: unknown, { team, bot }: Home): { id: string; channel: Channel } | undefined {
  if (at(body, "event", "user") !== bot) return undefined;
  return { id: at(body, "event_id"), channel: channelOf(team, at(body, "event", "channel"), bot) };
}

/** Reads what the bot has lost, or got back: one channel, or with `channel` left out the whole workspace. */
export function readRemoved(
  body: unknown,
  { team, bot }: Home,
): { id: string; channel?: Channel } | undefined {
  const type = at(body, "event", "type");
  const id = at(body, "event_id");
  if (type === "app_uninstalled") return { id };
  if (type === "tokens_revoked") {
    return listAt(body, "event", "tokens", "bot").length > 0 ? { id } : undefined;
  }
  const channel = at(body, "event", "channel");
  return channel ? { id, channel: channelOf(team, channel, bot) } : undefined;
}
