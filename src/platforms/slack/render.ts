import type { types } from "@slack/bolt";
import type { Action, Card, Code, List, Part, Piece, Rows, Text } from "../../commands/command.ts";
import { cut } from "../../text/graphemes.ts";
import { type Kept, renderButtons } from "./buttons.ts";
import { type Budget, type Inline, inlines, isMoment } from "./elements.ts";
import { fallbackText } from "./fallback.ts";
import {
  BLOCKS_PER_MESSAGE,
  CONTEXT_ELEMENTS,
  IMAGE_ALT,
  IMAGE_URL,
  LINKS_PER_MESSAGE,
  LIST_ITEM,
  LIST_ITEMS,
  TEXT_OBJECT,
  TEXT_PER_MESSAGE,
  TITLE,
} from "./limits.ts";
import { plain, plainLine, safeUrl } from "./plain.ts";
import { liveDate, sayMoment } from "./times.ts";

const WORDS = {
  between: "  ·  ",
  picture: "Picture",
  empty: "Nothing to show.",
  more: (count: number) => `and ${count.toLocaleString("en")} more`,
  shortened: "The rest does not fit into one message.",
} as const;

/** What is kept back for the line that says how many more there are. */
const RESERVE = 60;

type RichPart = types.RichTextSection | types.RichTextList | types.RichTextQuote | types.RichTextPreformatted;

interface View {
  readonly now: Date;
  readonly budget: Budget;
  /** Filled as buttons of rows are rendered. */
  readonly kept: Kept[];
}

/** A part of a card, or one of its rows that has buttons below it. */
type Step = Part | { readonly kind: "row"; readonly row: Rows; readonly actions: readonly Action[] };

/** A card as Slack takes it. */
export interface Rendered {
  /** Escaped; for notifications and screen readers. */
  readonly text: string;
  readonly blocks: readonly types.KnownBlock[];
  /** Arguments of buttons that must be stored before the message is posted. */
  readonly kept: readonly Kept[];
}

/**
 * Returns a card as text and blocks, within Slack's limits.
 *
 * What comes from feeds and people stands in rich text or plain text, which Slack shows as it is, or is escaped.
 */
export function renderCard(card: Card, now: Date, blocksMax = BLOCKS_PER_MESSAGE): Rendered {
  const { block: buttons, kept: own, size } = renderButtons(card.buttons);
  const kept = [...own];
  const alt = card.image ? plainLine(card.image.alt, IMAGE_ALT) || WORDS.picture : "";
  const budget = { text: TEXT_PER_MESSAGE - size - RESERVE, links: LINKS_PER_MESSAGE };
  const view: View = { now, budget, kept };
  const said = bodyBlocks(card, view, blocksMax - 3);
  const image = imageBlock(card.image?.url, alt);
  const body = said.length > 0 || image || buttons ? said : [rich([section([words(WORDS.empty)])])];
  return {
    text: fallbackText(card, now),
    blocks: [...body, ...(image ? [image] : []), ...(buttons ? [buttons] : [])],
    kept,
  };
}

/** Returns the message without its picture, or undefined where it has none: Slack refuses a picture that it cannot fetch. */
export function withoutImage(rendered: Rendered): Rendered | undefined {
  const blocks = rendered.blocks.filter(({ type }) => type !== "image");
  return blocks.length === rendered.blocks.length ? undefined : { ...rendered, blocks };
}

function bodyBlocks(card: Card, view: View, max: number): readonly types.KnownBlock[] {
  const blocks: types.KnownBlock[] = [];
  let open: RichPart[] = [];
  const apart = (block?: types.KnownBlock) => {
    if (open.length > 0) blocks.push(rich(open));
    open = [];
    if (block) blocks.push(block);
  };
  const title = card.title ? titleSection(card.title, view) : [];
  open.push(...title);
  for (const step of card.parts.flatMap(rowByRow)) {
    const small = smallBlock(step, view);
    if (small) apart();
    if (!hasRoom(step, max - blocks.length, view)) {
      open.push(section([words(WORDS.shortened)]));
      break;
    }
    if (small) blocks.push(small);
    else if (step.kind !== "row") open.push(...partElements(step, view));
    else {
      open.push(...rowElements(step.row, view));
      apart(buttonsBlock(step.actions, view));
    }
  }
  apart();
  return blocks;
}

function smallBlock(step: Step, view: View): types.ContextBlock | undefined {
  return step.kind === "text" && step.small === true ? contextBlock(step, view) : undefined;
}

/** A row and its buttons come together or not at all. */
function hasRoom(step: Step, blocks: number, { budget }: View): boolean {
  if (step.kind !== "row") return blocks >= 1 && budget.text > 0;
  return blocks >= 2 && budget.text >= LIST_ITEM + renderButtons(step.actions).size;
}

/** Rows that have buttons stand apart, each with its own below it. */
function rowByRow(part: Part): readonly Step[] {
  if (part.kind !== "rows" || part.buttons === undefined) return [part];
  const { rows, buttons } = part;
  return rows.map((row, at) => ({
    kind: "row",
    row: { kind: "rows", rows: [row] },
    actions: buttons[at] ?? [],
  }));
}

function buttonsBlock(actions: readonly Action[], view: View): types.KnownBlock | undefined {
  const { block, kept, size } = renderButtons(actions);
  view.kept.push(...kept);
  view.budget.text -= size;
  return block;
}

function titleSection(title: NonNullable<Card["title"]>, { now, budget }: View): readonly RichPart[] {
  // One blank for one sign, so that the marks still fit.
  const text = title.text.replace(/[\s\u0085]/g, " ");
  return filled(inlines([{ ...title, text }], { now, budget, style: { bold: true } }, TITLE));
}

function partElements(part: Part, view: View): readonly RichPart[] {
  switch (part.kind) {
    case "text":
      return filled(inlines(part.pieces, view, TEXT_OBJECT));
    case "quote": {
      const elements = inlines(part.pieces, view, TEXT_OBJECT);
      return elements.length > 0 ? [{ type: "rich_text_quote", elements: [...elements] }] : [];
    }
    case "list":
      return listElements(part, view);
    case "rows":
      return rowElements(part, view);
    case "code":
      return codeElements(part, view);
    default:
      return part satisfies never;
  }
}

function listElements({ items, numbered }: List, view: View): readonly RichPart[] {
  const { shown, left } = within(items, view);
  const list: RichPart = {
    type: "rich_text_list",
    style: numbered ? "ordered" : "bullet",
    elements: [...shown],
  };
  return [...(shown.length > 0 ? [list] : []), ...andMore(left)];
}

/** Slack has no columns that work everywhere, so a row is a line. */
function rowElements({ rows }: Rows, view: View): readonly RichPart[] {
  const lines = rows.map((row) =>
    row
      .filter((cell) => cell.length > 0)
      .flatMap((cell, index) => (index > 0 ? [WORDS.between, ...cell] : cell)),
  );
  const { shown, left } = within(lines, view);
  return [...shown, ...andMore(left)];
}

/** Renders lines as long as there is room for a whole one. */
function within(
  lines: readonly (readonly Piece[])[],
  view: View,
): { readonly shown: readonly types.RichTextSection[]; readonly left: number } {
  const shown: types.RichTextSection[] = [];
  for (const [index, line] of lines.entries()) {
    if (view.budget.text < LIST_ITEM || index >= LIST_ITEMS) return { shown, left: lines.length - index };
    shown.push(...filled(inlines(line, view, LIST_ITEM)));
  }
  return { shown, left: 0 };
}

function andMore(count: number): readonly RichPart[] {
  return count === 0 ? [] : [section([words(WORDS.more(count))])];
}

function codeElements({ text }: Code, { budget }: View): readonly RichPart[] {
  const whole = plain(text).replace(/\n$/, "");
  const shown = cut(whole, budget.text);
  if (shown.trim() === "") return [];
  budget.text -= shown.length;
  const code: RichPart = { type: "rich_text_preformatted", elements: [{ type: "text", text: shown }] };
  return shown === whole ? [code] : [code, section([words(WORDS.shortened)])];
}

/** Small text, grey under the rest. What holds links, marks or too many moments is set as common text instead. */
function contextBlock({ pieces }: Text, { now, budget }: View): types.ContextBlock | undefined {
  const elements: types.ContextBlock["elements"] = [];
  let text = "";
  const flush = () => {
    const line = plainLine(text, Math.min(TEXT_OBJECT, budget.text));
    text = "";
    if (line === "") return;
    budget.text -= line.length;
    elements.push({ type: "plain_text", text: line, emoji: false });
  };
  if (pieces.filter(isLive).length * 2 + 1 > CONTEXT_ELEMENTS || pieces.some(isRich)) return undefined;
  for (const piece of pieces) {
    const live = isLive(piece) ? liveDate(piece, now) : undefined;
    if (!live) {
      text += typeof piece === "string" ? piece : isMoment(piece) ? sayMoment(piece, now) : piece.text;
      continue;
    }
    flush();
    // Only ours: a number, a format and a date in words.
    elements.push({ type: "mrkdwn", text: `<!date^${live.timestamp}^${live.format}|${live.fallback}>` });
    budget.text -= live.format.length + live.fallback.length + 25;
  }
  flush();
  return elements.length > 0 ? { type: "context", elements } : undefined;
}

function isLive(piece: Piece) {
  return typeof piece !== "string" && isMoment(piece);
}

function isRich(piece: Piece): boolean {
  if (typeof piece === "string" || isMoment(piece)) return false;
  return piece.url !== undefined || piece.tone === "strong" || (piece.marks ?? []).length > 0;
}

function imageBlock(url: string | undefined, alt: string): types.ImageBlock | undefined {
  const image = safeUrl(url, IMAGE_URL);
  if (!image?.startsWith("https:")) return undefined;
  return { type: "image", image_url: image, alt_text: alt };
}

/** What has nothing to show takes no line. */
function filled(elements: readonly Inline[]): readonly types.RichTextSection[] {
  const hasText = elements.some((one) => one.type === "date" || (one.text ?? "").trim() !== "");
  return hasText ? [section(elements)] : [];
}

function section(elements: readonly Inline[]): types.RichTextSection {
  return { type: "rich_text_section", elements: [...elements] };
}

function words(text: string): Inline {
  return { type: "text", text };
}

function rich(elements: readonly RichPart[]): types.RichTextBlock {
  return { type: "rich_text", elements: [...elements] };
}
