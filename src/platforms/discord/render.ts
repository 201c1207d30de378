import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from "discord.js";
import type { Action, Card, Code, Part, Piece } from "../../commands/command.ts";
import { escapedLine, fenced, guarded, plain, safeUrl } from "./escape.ts";
import { encodeId, type Kept, yesId } from "./ids.ts";
import {
  BUTTONS_IN_ROW,
  CONTENT,
  DESCRIPTION,
  FOOTER,
  ITEM,
  LABEL,
  ROWS,
  TEXT,
  TITLE,
  URL_LENGTH,
} from "./limits.ts";
import { line, runsOf, showRuns } from "./pieces.ts";

/** What a message says; every field is there, so that an edit replaces what stood before. */
export interface Message {
  readonly content: string;
  readonly embeds: APIEmbed[];
  readonly components: APIActionRowComponent<APIComponentInMessageActionRow>[];
  readonly allowed_mentions: { readonly parse: [] };
}

/** A message, and what must be kept before its buttons are shown. */
export interface Rendered {
  readonly message: Message;
  readonly keep: readonly (readonly [string, Kept])[];
}

/** Every word of ours that is shown here. */
const SAY = {
  more: (count: number) => `… and ${count} more`,
  untitled: "(no title)",
  leave: "Leave it as it is",
  left: "Left as it was.",
  yes: "Yes",
} as const;

/** The id of the button that answers a question with no. */
export const LEAVE = "-leave";

/** The closed list: nothing that we say ever pings. https://docs.discord.com/developers/resources/message#allowed-mentions-object */
const NO_PINGS = { allowed_mentions: { parse: [] } } as const satisfies Partial<Message>;
const COLORS = { warn: 0xc98a1b, error: 0xc0392b } as const;
/** Values of the API's enumerations, so that a card is rendered without the SDK. */
const ROW = 1;
const BUTTON = 2;
const SECONDARY = 2;
const DANGER = 4;
/** Room for "… and 999 more" and its line feed. */
const MORE = 24;

/** A message is found again by the key on its first button, so each has one: what its reader may want next. */
const QUIET: Readonly<Record<Card["kind"], Action>> = {
  alert: { id: "watches", args: [], label: "Watches" },
  digest: { id: "watches", args: [], label: "Watches" },
  notice: { id: "status", args: [], label: "Status" },
  answer: { id: "help", args: [], label: "Help" },
};

/**
 * Returns a card as a Discord message: one embed and its buttons, within every limit, nothing in it alive but our own.
 *
 * `key` is the dispatch whose message this is; it stands in the id of the first button. A card of title and link alone
 * becomes plain text, because it is what is said when an embed was refused.
 */
export function renderCard(
  card: Card,
  { now, key }: { readonly now: Date; readonly key?: string },
): Rendered {
  const isPosted = key !== undefined || card.kind === "alert" || card.kind === "digest";
  const wanted = card.buttons.length > 0 || !isPosted ? card.buttons : [QUIET[card.kind]];
  const { components, keep } = buttonsOf(wanted, key);
  const isBare = card.kind === "alert" && card.parts.length === 0;
  const said = isBare
    ? { content: bareText(card), embeds: [] }
    : { content: "", embeds: [embedOf(card, now)] };
  return { message: { ...said, components, ...NO_PINGS }, keep };
}

function bareText({ title }: Card): string {
  const url = safeUrl(title?.url ?? "", CONTENT - TITLE - 8);
  const text = escapedLine(title?.text ?? "", TITLE) || SAY.untitled;
  return url === undefined ? `**${text}**` : `**${text}**\n<${url}>`;
}

function embedOf(card: Card, now: Date): APIEmbed {
  const footer = card.kind === "alert" ? footerOf(card.parts) : "";
  const parts = footer === "" ? card.parts : card.parts.slice(0, -1);
  const title = titleOf(card);
  const url = safeUrl(card.title?.url ?? "", URL_LENGTH);
  const image = safeUrl(card.image?.url ?? "", URL_LENGTH);
  const at = card.kind === "alert" ? momentOf(card.parts[0]) : undefined;
  const description = describe(parts, now) || (title === "" ? SAY.untitled : "");
  return {
    ...(title !== "" && { title }),
    ...(title !== "" && url !== undefined && { url }),
    ...(description !== "" && { description }),
    ...(footer !== "" && { footer: { text: footer } }),
    ...(at && { timestamp: at.toISOString() }),
    ...(image !== undefined && { thumbnail: { url: image } }),
    ...(card.tone && card.tone !== "info" && { color: COLORS[card.tone] }),
  };
}

/** A title is bold already, so its marked words are underlined. */
function titleOf({ title, kind }: Card): string {
  if (!title) return "";
  const text = plain(title.text, TITLE);
  if (text === "") return kind === "alert" ? SAY.untitled : "";
  const shown = guarded(showRuns(runsOf(title), "__", TITLE + 1).trim());
  return shown.length <= TITLE ? shown : escapedLine(text, TITLE);
}

/** What an alert matched, small at its end: a footer shows plain text alone, so links and times stay above. */
function footerOf(parts: readonly Part[]): string {
  const last = parts.at(-1);
  if (parts.length < 2 || last?.kind !== "text" || !last.small) return "";
  const texts = last.pieces.map((piece) => (typeof piece === "string" ? piece : undefined));
  return texts.includes(undefined) ? "" : plain(texts.join(""), FOOTER);
}

function momentOf(part: Part | undefined): Date | undefined {
  const pieces = part?.kind === "text" ? part.pieces : [];
  const moment = pieces.find((piece) => typeof piece !== "string" && "at" in piece);
  const at = moment && typeof moment !== "string" && "at" in moment ? moment.at : undefined;
  // The years that ISO 8601 writes with four digits.
  return at && at.getTime() >= 0 && at.getTime() < 253_402_300_800_000 ? at : undefined;
}

/** Returns the parts as lines of Markdown, cut where the room ends. */
function describe(parts: readonly Part[], now: Date): string {
  let out = "";
  for (const part of parts) {
    const room = DESCRIPTION - out.length - 1;
    if (room < MORE) break;
    const block = blockOf(part, room, now);
    if (block !== "") out += out === "" ? block : `\n${block}`;
  }
  return out;
}

function blockOf(part: Part, room: number, now: Date): string {
  switch (part.kind) {
    case "text":
      return led(part.small ? "-# " : "", part.pieces, Math.min(room, TEXT), now);
    case "quote":
      return led("> ", part.pieces, Math.min(room, TEXT), now);
    case "list": {
      const lead = (index: number) => (part.numbered ? `${index + 1}. ` : "- ");
      return lines(part.items, lead, room, now);
    }
    case "rows": {
      const rows = part.rows.map((cells) =>
        cells
          .filter((cell) => cell.some((piece) => piece !== ""))
          .flatMap((cell, index): readonly Piece[] => (index === 0 ? cell : [" · ", ...cell])),
      );
      return lines(rows, () => "", room, now);
    }
    case "code":
      return codeOf(part, room);
    default:
      return part satisfies never;
  }
}

function led(lead: string, pieces: readonly Piece[], room: number, now: Date): string {
  const text = line(pieces, room - lead.length, now);
  return text === "" ? "" : lead + text;
}

/** Returns as many lines as there is room for, and how many more there are. */
function lines(
  items: readonly (readonly Piece[])[],
  lead: (index: number) => string,
  room: number,
  now: Date,
): string {
  const out: string[] = [];
  let left = room;
  for (const [index, item] of items.entries()) {
    const text = led(lead(index), item, ITEM, now);
    const isLast = index === items.length - 1;
    if (text.length + 1 > left - (isLast ? 0 : MORE))
      return [...out, SAY.more(items.length - index)].join("\n");
    if (text !== "") out.push(text);
    left -= text.length + 1;
  }
  return out.join("\n");
}

function codeOf({ text }: Code, room: number): string {
  const left = room - "```\n\n```\n".length - MORE;
  const all = fenced(text).split("\n");
  const kept: string[] = [];
  let length = 0;
  for (const one of all) {
    length += one.length + 1;
    if (length > left) break;
    kept.push(one);
  }
  if (kept.every((one) => one.trim() === "")) return "";
  const more = all.length > kept.length ? `\n${SAY.more(all.length - kept.length)}` : "";
  return `\`\`\`\n${kept.join("\n")}\n\`\`\`${more}`;
}

function buttonsOf(actions: readonly Action[], key: string | undefined) {
  const coded = actions.slice(0, BUTTONS_IN_ROW * ROWS).map((action, place) => {
    const { id, args, confirm } = action;
    const first = place === 0 && key !== undefined ? { key } : {};
    const { id: customId, keep } = encodeId({
      action: id,
      place,
      args,
      ...first,
      ...(confirm && { confirm }),
    });
    return { button: button(customId, action.label || id), keep };
  });
  return {
    components: rowsOf(coded.map((one) => one.button)),
    keep: coded.flatMap(({ keep }) => (keep ? [keep] : [])),
  };
}

function button(customId: string, label: string, style: typeof SECONDARY | typeof DANGER = SECONDARY) {
  return { type: BUTTON, style, label: plain(label, LABEL) || "…", custom_id: customId } as const;
}

function rowsOf(buttons: readonly ReturnType<typeof button>[]): Message["components"] {
  const rows = Math.ceil(buttons.length / BUTTONS_IN_ROW);
  return Array.from({ length: rows }, (_, row) => ({
    type: ROW,
    components: buttons.slice(row * BUTTONS_IN_ROW, (row + 1) * BUTTONS_IN_ROW),
  }));
}

/** Returns the question before an action: yes in the words of the button that was pressed, and the way back. */
export function renderQuestion(question: string, label: string, action: string, keptAs: string): Message {
  const buttons = [
    button(yesId(action, keptAs), label || SAY.yes, DANGER),
    button(encodeId({ action: LEAVE, place: 1, args: [] }).id, SAY.leave),
  ];
  return {
    content: "",
    embeds: [{ description: escapedLine(question, TEXT) || SAY.yes }],
    components: rowsOf(buttons),
    ...NO_PINGS,
  };
}

/** Returns what a question becomes when it was answered with no. */
export function renderLeft(): Message {
  return { content: "", embeds: [{ description: SAY.left }], components: [], ...NO_PINGS };
}

/** Returns a sentence of our own as a message. */
export function renderSentence(text: string): Message {
  return { content: "", embeds: [{ description: escapedLine(text, TEXT) }], components: [], ...NO_PINGS };
}

/** Returns the name of a forum post: a card's title. https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel */
export function threadName(card: Card, limit: number): string {
  return plain(card.title?.text ?? "", limit) || SAY.untitled;
}
