// How Slack would show a message, as lines of plain text: bold as *bold*, links with their address, buttons as [Label].
import type { Block } from "./blocks.ts";
import type { Json } from "./world.ts";

/** What can be shown: a message, what one person alone sees, or a view. */
export interface Shown {
  readonly text?: string;
  readonly title?: string;
  readonly blocks: readonly Block[];
  readonly edited?: number;
  readonly deleted?: boolean;
  readonly threadTs?: string;
}

const INPUT = "[__________]";

/** Returns what people see: the blocks, or the text where there are none. */
export function show(message: Shown): string {
  if (message.deleted) return "(deleted)";
  const { blocks, text = "", title } = message;
  const lines = blocks.length > 0 ? blocks.flatMap(blockLines) : mrkdwn(text).split("\n");
  const all = [...(title ? [title] : []), ...lines, ...(message.edited ? ["(edited)"] : [])];
  return (message.threadTs ? all.map((line) => `  ${line}`) : all).join("\n");
}

function blockLines(block: Block): readonly string[] {
  switch (block.type) {
    case "rich_text":
      return list(block["elements"]).flatMap(richLines);
    case "section":
      return sectionLines(block);
    case "header":
      return [`*${textOf(block["text"])}*`];
    case "markdown":
      return String(block["text"]).split("\n");
    case "alert":
      return textOf(block["text"]).split("\n");
    case "divider":
      return ["──────────"];
    case "context":
    case "actions":
      return [list(block["elements"]).map(element).join(" ")];
    case "image":
      return [element(block)];
    case "input":
      return [`${textOf(block["label"])}: ${element(block["element"] as Json)}`];
    case "table":
      return tableLines(block["rows"] as readonly (readonly Json[])[]);
    default:
      return [`(${block.type})`];
  }
}

function sectionLines(block: Block): readonly string[] {
  const said = [...(block["text"] ? [block["text"]] : []), ...list(block["fields"])];
  const lines = said.flatMap((one) => textOf(one).split("\n"));
  return block["accessory"] ? [...lines, element(block["accessory"] as Json)] : lines;
}

function tableLines(rows: readonly (readonly Json[])[]): readonly string[] {
  const cells = rows.map((row) =>
    row.map((cell) =>
      cell["type"] === "rich_text" ? blockLines(cell as Block).join(" ") : String(cell["text"]),
    ),
  );
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(" │ ")
      .trimEnd(),
  );
}

function element(one: Json): string {
  switch (one["type"]) {
    case "plain_text":
    case "mrkdwn":
      return textOf(one);
    case "image":
      return `[picture: ${one["alt_text"]}]`;
    case "button":
      return `[${textOf(one["text"])}]`;
    case "overflow":
      return "[…]";
    case "checkboxes":
    case "radio_buttons":
      return list(one["options"])
        .map((option) => `○ ${textOf(option["text"])}`)
        .join(" ");
    case "plain_text_input":
    case "url_text_input":
      return one["initial_value"] ? `[${one["initial_value"]}]` : INPUT;
    default:
      return `[${textOf(one["placeholder"]) || "choose"} ▾]`;
  }
}

function richLines(part: Json): readonly string[] {
  const elements = list(part["elements"]);
  switch (part["type"]) {
    case "rich_text_list": {
      const indent = "  ".repeat(Number(part["indent"] ?? 0));
      const first = Number(part["offset"] ?? 0) + 1;
      const point = (index: number) => (part["style"] === "ordered" ? `${first + index}.` : "•");
      return elements.map((item, index) => `${indent}${point(index)} ${inline(list(item["elements"]))}`);
    }
    case "rich_text_quote":
      return inline(elements)
        .split("\n")
        .map((line) => `> ${line}`);
    case "rich_text_preformatted":
      return inline(elements)
        .split("\n")
        .map((line) => `  ${line}`);
    default:
      return inline(elements).replace(/\n$/, "").split("\n");
  }
}

function inline(elements: readonly Json[]): string {
  return elements.map(piece).join("");
}

function piece(one: Json): string {
  const { bold, code } = (one["style"] ?? {}) as Json;
  const text = bare(one);
  const styled = code ? `\`${text}\`` : bold ? `*${text}*` : text;
  return one["type"] === "link" && one["text"] ? `${styled} <${one["url"]}>` : styled;
}

function bare(one: Json): string {
  switch (one["type"]) {
    case "text":
      return String(one["text"]);
    case "link":
      return String(one["text"] ?? one["url"]);
    case "date":
      return dateOf(one);
    case "user":
      return `@${one["user_id"]}`;
    case "usergroup":
      return `@${one["usergroup_id"]}`;
    case "broadcast":
      return `@${one["range"]}`;
    case "channel":
      return `#${one["channel_id"]}`;
    case "emoji":
      return `:${one["name"]}:`;
    default:
      return String(one["value"] ?? one["team_id"] ?? "");
  }
}

/** The fallback where there is one: what the reader's clock and place would make of it is not known here. */
function dateOf(one: Json): string {
  const iso = new Date(Number(one["timestamp"]) * 1000).toISOString();
  return String(one["fallback"] ?? `${iso.slice(0, 10)} ${iso.slice(11, 16)}`);
}

function textOf(object: unknown): string {
  const { type, text = "" } = (object ?? {}) as Json;
  return type === "mrkdwn" ? mrkdwn(String(text)) : String(text);
}

/** Reads Slack's own markup: `<…>` forms first, then the three entities. */
function mrkdwn(text: string): string {
  const forms = text.replace(/<([^<>]*)>/g, (_, form: string) => spelled(form));
  return forms.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function spelled(form: string): string {
  const [what = "", label] = form.split("|", 2);
  if (what.startsWith("!date^")) return label ?? what;
  if (what.startsWith("!subteam^")) return label ?? `@${what.slice(9)}`;
  if (what.startsWith("!")) return `@${what.slice(1)}`;
  if (what.startsWith("@") || what.startsWith("#")) return label ? `${what[0]}${label}` : what;
  return label ? `${label} &lt;${what}&gt;` : what;
}

function list(given: unknown): readonly Json[] {
  return (given ?? []) as readonly Json[];
}
