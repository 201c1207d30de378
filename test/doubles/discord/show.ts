import { plainLine } from "./markdown.ts";
import { type Body, bodies, isBody, type Message } from "./types.ts";

const WIDTH = 96;

/** Returns a message as Discord would show it, in plain text lines; `now` is in milliseconds since 1970. */
export function show(message: Message, now: number = Date.now()): string {
  const plain = (text: unknown) => plainText(text, now);
  const head = [
    ...(message.threadName === undefined ? [] : [`# ${message.threadName}`]),
    ...(message.reference === undefined ? [] : [`╭ in answer to ${message.reference}`]),
    [message.author.username, message.author.bot ? "APP" : "", notes(message)].filter(Boolean).join("  "),
  ];
  const body = [
    ...plain(message.content),
    ...(message.loading ? [`${message.author.username} is thinking…`] : []),
    ...message.embeds.flatMap((embed) => embedLines(embed, plain).map((line) => `┃ ${line}`)),
    ...bodies(message.components).flatMap((one) => componentLines(one, plain)),
  ];
  return [...head, ...body.map((line) => `  ${line}`.trimEnd())].join("\n");
}

type Plain = (text: unknown) => string[];

function notes(message: Message): string {
  const all = [
    message.ephemeral ? "only you can see this" : "",
    message.edited === undefined ? "" : "edited",
    message.published ? "published" : "",
    message.deleted === undefined ? "" : "deleted",
  ].filter(Boolean);
  return all.length > 0 ? `(${all.join(", ")})` : "";
}

function embedLines(embed: Body, plain: Plain): string[] {
  const inner = (name: string): Body => (isBody(embed[name]) ? embed[name] : {});
  const time = embed["timestamp"] === undefined ? [] : [new Date(String(embed["timestamp"])).toUTCString()];
  const footer = [...plain(inner("footer")["text"]), ...time].join(" · ");
  return [
    ...verbatim(inner("author")["name"]),
    ...plain(embed["title"]),
    ...(embed["url"] === undefined ? [] : [`→ ${embed["url"]}`]),
    ...plain(embed["description"]),
    ...bodies(embed["fields"]).flatMap((field) => [...plain(field["name"]), ...plain(field["value"])]),
    ...["image", "thumbnail"].flatMap((name) =>
      inner(name)["url"] ? [`(image: ${inner(name)["url"]})`] : [],
    ),
    ...(footer === "" ? [] : [footer]),
  ];
}

/** The author of an embed is shown as it is. */
const verbatim = (text: unknown): string[] => (typeof text === "string" && text !== "" ? wrap(text) : []);

/** Components by their type, https://discord.com/developers/docs/components/reference */
function componentLines(one: Body, plain: Plain): string[] {
  const inner = bodies(one["components"]);
  const accessory = isBody(one["accessory"]) ? componentLines(one["accessory"], plain) : [];
  switch (one["type"]) {
    case 1:
      return [inner.flatMap((button) => componentLines(button, plain)).join(" ")];
    case 2:
      return [`[${one["label"] ?? "•"}]${one["disabled"] === true ? " (off)" : ""}`];
    case 10:
      return plain(one["content"]);
    case 11:
      return ["(image)"];
    case 12:
      return bodies(one["items"]).map(() => "(image)");
    case 14:
      return ["────"];
    case 17:
      return inner.flatMap((each) => componentLines(each, plain).map((line) => `┃ ${line}`));
    default:
      return [...inner.flatMap((each) => componentLines(each, plain)), ...accessory, ...menu(one)];
  }
}

const menu = (one: Body): string[] =>
  Number(one["type"]) < 9 ? [`[${one["placeholder"] ?? "Make a selection"} ▾]`] : [];

/** Reads Discord's markdown; what stands in a code block is shown as it is. */
function plainText(text: unknown, now: number): string[] {
  if (typeof text !== "string" || text === "") return [];
  return text.split(/```(?:\w*\n)?([\s\S]*?)```/).flatMap((part, index) => {
    const lines = part.replace(/^\n|\n$/g, "").split("\n");
    if (part === "") return [];
    return index % 2 === 1
      ? lines.map((line) => `    ${line}`)
      : lines.flatMap((line) => wrap(plainLine(line, now)));
  });
}

function wrap(line: string): string[] {
  const lines = [""];
  for (const word of line.split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last !== "" && last.length + word.length >= WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === "" && lines.length === 1 ? word : `${last} ${word}`;
  }
  return lines;
}
