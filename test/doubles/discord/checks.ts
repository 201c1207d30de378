import { checkCommandList } from "./command-checks.ts";
import { checkComponents, checkModal, usesV2, V2 } from "./component-checks.ts";
import { embedTexts } from "./mentions.ts";
import { at, count, each, keys, must, oneOf, snowflake, text, url } from "./rules.ts";
import { type Answer, type Body, bodies, isBody, type Message, type Wrong } from "./types.ts";

/** Limits of messages and embeds, https://discord.com/developers/docs/resources/message */
const CONTENT = 2000;
const NONCE = 25;
const EMBEDS = 10;
const EMBED_TOTAL = 6000;
const EMBED = {
  title: 256,
  description: 4096,
  fields: 25,
  name: 256,
  value: 1024,
  footer: 2048,
  author: 256,
};
const SETTABLE = (1 << 2) | (1 << 12) | V2;
const EPHEMERAL = 1 << 6;

const MESSAGE_KEYS =
  "content nonce tts embeds allowed_mentions message_reference components sticker_ids attachments flags enforce_nonce poll";
const EMBED_KEYS = "title type description url timestamp color footer image thumbnail author fields";

/** Returns Discord's refusal of a body, with the nested errors that discord.js shows; undefined if nothing is wrong. */
export function formError(wrongs: readonly Wrong[]): Answer | undefined {
  const [first] = wrongs;
  if (!first) return undefined;
  if (first.whole !== undefined) return { status: 400, body: { message: first.message, code: first.whole } };
  const errors: Body = {};
  for (const { path, code, message } of wrongs) {
    let here = errors;
    for (const name of path.split(".").filter(Boolean)) {
      const next = isBody(here[name]) ? here[name] : {};
      here[name] = next;
      here = next;
    }
    here["_errors"] = [...bodies(here["_errors"]), { code, message }];
  }
  return { status: 400, body: { message: "Invalid Form Body", code: 50035, errors } };
}

const EMPTY: Wrong = { path: "", code: "", message: "Cannot send an empty message", whole: 50006 };

/** Checks a new message: into a channel, or as the answer to an interaction, which may be ephemeral. */
export function checkMessage(body: Body, into: "channel" | "interaction" = "channel", path = ""): Wrong[] {
  const flags = Number(body["flags"] ?? 0);
  const wrongs = [...checkFields(body, into, path, flags), ...v2Alone(body, path, flags)];
  return wrongs.length === 0 && isEmpty(body) ? [EMPTY] : wrongs;
}

/** Checks an edit by what the message would then be. Components V2 stay for good. */
export function checkEdit(message: Message, body: Body): Wrong[] {
  const hadV2 = (message.flags & V2) !== 0;
  const flags = Number(body["flags"] ?? message.flags);
  const after = {
    content: message.content,
    embeds: message.embeds,
    components: message.components,
    ...body,
  };
  const wrongs = [
    ...checkFields(body, message.interaction === undefined ? "channel" : "interaction", "", flags),
    ...must(!hadV2 || (flags & V2) !== 0, "flags", "IS_COMPONENTS_V2", "The flag cannot be removed."),
    ...v2Alone(after, "", flags),
  ];
  return wrongs.length === 0 && isEmpty({ ...after, flags }) ? [EMPTY] : wrongs;
}

function checkFields(body: Body, into: "channel" | "interaction", path: string, flags: number): Wrong[] {
  const settable = into === "interaction" ? SETTABLE | EPHEMERAL : SETTABLE;
  const isV2 = (flags & V2) !== 0;
  return [
    ...keys(path, body, MESSAGE_KEYS),
    ...text(at(path, "content"), body["content"], { max: CONTENT, optional: true }),
    ...nonce(at(path, "nonce"), body["nonce"]),
    ...must((flags & ~settable) === 0, at(path, "flags"), "BITFIELD", "A bot may not set these flags."),
    ...checkEmbeds(at(path, "embeds"), body["embeds"]),
    ...checkMentions(at(path, "allowed_mentions"), body["allowed_mentions"]),
    ...checkComponents(at(path, "components"), body["components"], isV2),
    ...must(
      isV2 || !usesV2(body["components"]),
      at(path, "components"),
      "BASE_TYPE_CHOICES",
      "Components V2 need their flag.",
    ),
    ...reference(at(path, "message_reference"), body["message_reference"]),
  ];
}

/** Components V2 stand alone. */
function v2Alone(body: Body, path: string, flags: number): Wrong[] {
  if ((flags & V2) === 0) return [];
  return ["content", "embeds", "poll", "sticker_ids"].flatMap((name) => {
    const value = body[name];
    const isThere = Array.isArray(value)
      ? value.length > 0
      : value !== undefined && value !== null && value !== "";
    return must(
      !isThere,
      at(path, name),
      "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
      `The '${name}' field cannot be used with MessageFlags.IS_COMPONENTS_V2`,
    );
  });
}

/** Buttons alone are no message; an embed without text or image is none either. */
function isEmpty(body: Body): boolean {
  const hasV2 = (Number(body["flags"] ?? 0) & V2) !== 0 && bodies(body["components"]).length > 0;
  const hasEmbed = bodies(body["embeds"]).some((embed) =>
    Object.keys(embed).some((name) => !["type", "color", "url", "timestamp"].includes(name)),
  );
  return !hasV2 && !hasEmbed && String(body["content"] ?? "").trim() === "";
}

function nonce(path: string, value: unknown): Wrong[] {
  if (typeof value === "number")
    return must(Number.isSafeInteger(value), path, "NUMBER_TYPE_COERCE", "Not an int64.");
  return text(path, value, { max: NONCE, optional: true });
}

function reference(path: string, value: unknown): Wrong[] {
  if (!isBody(value)) return [];
  return ["message_id", "channel_id", "guild_id"].flatMap((name) => snowflake(at(path, name), value[name]));
}

function checkEmbeds(path: string, list: unknown): Wrong[] {
  const total = bodies(list)
    .flatMap(embedTexts)
    .reduce((sum, [, value]) => sum + (typeof value === "string" ? value.trim().length : 0), 0);
  return [
    ...count(path, list, EMBEDS),
    ...each(path, list, checkEmbed),
    ...must(
      total <= EMBED_TOTAL,
      path,
      "MAX_EMBED_SIZE_EXCEEDED",
      `Embed size exceeds maximum size of ${EMBED_TOTAL}`,
    ),
  ];
}

function checkEmbed(path: string, embed: Body): Wrong[] {
  const inner = (name: string): Body => bodies([embed[name]])[0] ?? {};
  const time = embed["timestamp"];
  const isTime = time === undefined || time === null || !Number.isNaN(Date.parse(String(time)));
  return [
    ...keys(path, embed, EMBED_KEYS),
    ...text(at(path, "title"), embed["title"], { max: EMBED.title, optional: true }),
    ...text(at(path, "description"), embed["description"], { max: EMBED.description, optional: true }),
    ...url(at(path, "url"), embed["url"]),
    ...must(isTime, at(path, "timestamp"), "DATE_TIME_TYPE_PARSE", `Could not parse ${time}.`),
    ...text(at(path, "footer.text"), inner("footer")["text"], { max: EMBED.footer, optional: true }),
    ...text(at(path, "author.name"), inner("author")["name"], { max: EMBED.author, optional: true }),
    ...url(at(path, "author.url"), inner("author")["url"]),
    ...url(at(path, "image.url"), inner("image")["url"]),
    ...url(at(path, "thumbnail.url"), inner("thumbnail")["url"]),
    ...count(at(path, "fields"), embed["fields"], EMBED.fields),
    ...each(at(path, "fields"), embed["fields"], (where, field) => [
      ...keys(where, field, "name value inline"),
      ...text(at(where, "name"), field["name"], { min: 1, max: EMBED.name }),
      ...text(at(where, "value"), field["value"], { min: 1, max: EMBED.value }),
    ]),
  ];
}

function checkMentions(path: string, value: unknown): Wrong[] {
  if (!isBody(value)) return [];
  const parse: readonly unknown[] = Array.isArray(value["parse"]) ? value["parse"] : [];
  const both = ["users", "roles"].filter(
    (name) => parse.includes(name) && count("", value[name], 0).length > 0,
  );
  return [
    ...keys(path, value, "parse users roles replied_user"),
    ...parse.flatMap((one, index) => oneOf(at(path, "parse", index), one, ["users", "roles", "everyone"])),
    ...both.flatMap((name) =>
      must(
        false,
        at(path, "parse"),
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        `parse:["${name}"] and ${name}: [ids...] are mutually exclusive.`,
      ),
    ),
    ...["users", "roles"].flatMap((name) => count(at(path, name), value[name], 100)),
  ];
}

/** Checks the answer to an interaction: its type for this kind, and what it bears. */
export function checkCallback(body: Body, allowed: readonly number[], source: Message | undefined): Wrong[] {
  const data = isBody(body["data"]) ? body["data"] : {};
  const wrongs = [...keys("", body, "type data"), ...oneOf("type", body["type"], allowed)];
  if (wrongs.length > 0) return wrongs;
  switch (body["type"]) {
    case 4:
      return checkMessage(data, "interaction", "data");
    case 5:
      return [...keys("data", data, "flags"), ...oneOf("data.flags", data["flags"] ?? 0, [0, EPHEMERAL])];
    case 7:
      return source ? checkEdit(source, data) : [];
    case 8:
      return checkChoices(data);
    case 9:
      return [...keys("data", data, "custom_id title components"), ...checkModal("data", data)];
    default:
      return [];
  }
}

function checkChoices(data: Body): Wrong[] {
  return [
    ...count("data.choices", data["choices"], 25),
    ...each("data.choices", data["choices"], (path, choice) => [
      ...text(at(path, "name"), choice["name"], { min: 1, max: 100 }),
      ...(typeof choice["value"] === "number"
        ? []
        : text(at(path, "value"), choice["value"], { min: 1, max: 100 })),
    ]),
  ];
}

/** Checks a new thread; one in a forum brings its first message along, without a nonce. */
export function checkThread(body: Body, kind: "forum" | "thread"): Wrong[] {
  const message = isBody(body["message"]) ? body["message"] : {};
  const known = "name auto_archive_duration rate_limit_per_user message applied_tags type invitable";
  const duration = body["auto_archive_duration"];
  return [
    ...keys("", body, known),
    ...text("name", body["name"], { min: 1, max: 100 }),
    ...(duration === undefined ? [] : oneOf("auto_archive_duration", duration, [60, 1440, 4320, 10_080])),
    ...count("applied_tags", body["applied_tags"], 5),
    ...(kind === "forum" ? checkMessage(message, "channel", "message") : []),
  ];
}

/** Checks the list of commands of a bulk overwrite. */
export const checkCommands = (list: unknown): Wrong[] => checkCommandList(list);
