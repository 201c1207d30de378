import type { types } from "@slack/bolt";
import type { Marked, Moment, Piece } from "../../commands/command.ts";
import { cut } from "../../text/graphemes.ts";
import { united } from "../../text/spans.ts";
import { plain, safeUrl } from "./plain.ts";
import { liveDate, sayMoment } from "./times.ts";

export type Inline = types.RichTextText | types.RichTextLink | types.RichTextDate;
type Style = NonNullable<types.RichTextText["style"]>;

/** What may still be said in one message: text, and addresses of links, in UTF-16 units. */
export interface Budget {
  text: number;
  links: number;
}

/** Returns pieces as rich text, which Slack shows as it is; at most `limit` units of text, taken from the budget. */
export function inlines(
  pieces: readonly Piece[],
  view: { readonly now: Date; readonly budget: Budget; readonly style?: Style },
  limit: number,
): readonly Inline[] {
  const { now, budget, style } = view;
  const found: Inline[] = [];
  let left = Math.min(limit, budget.text);
  for (const piece of pieces) {
    if (left <= 0) break;
    for (const one of segments(piece, now, style)) {
      const kept = shortened(one, left);
      if (!kept) continue;
      const size = sizeOf(kept);
      left -= size;
      budget.text -= size;
      found.push(linked(kept, budget));
    }
  }
  return found;
}

/** Returns the characters that an element counts for. */
function sizeOf(one: Inline): number {
  return one.type === "date" ? (one.fallback ?? "").length : (one.text ?? "").length;
}

function shortened(one: Inline, left: number): Inline | undefined {
  if (one.type === "date") return sizeOf(one) <= left ? one : undefined;
  const text = cut(one.text ?? "", left);
  return text === "" ? undefined : { ...one, text };
}

/** A link whose address is too long, or one too many, becomes text. */
function linked(one: Inline, budget: Budget): Inline {
  if (one.type !== "link") return one;
  if (one.url.length > budget.links) {
    return { type: "text", text: one.text ?? "", ...(one.style && { style: one.style }) };
  }
  budget.links -= one.url.length;
  return one;
}

function segments(piece: Piece, now: Date, style: Style | undefined): readonly Inline[] {
  if (typeof piece === "string") return run(piece, undefined, style);
  if (isMoment(piece)) return [moment(piece, now, style)];
  const url = safeUrl(piece.url);
  const own = piece.tone === "strong" ? { ...style, bold: true } : style;
  // What is strong already is set apart by a second style.
  const mark: Style = own?.bold ? { ...own, italic: true } : { ...own, bold: true };
  return split(piece).flatMap(({ text, isMark }) => run(text, url, isMark ? mark : own));
}

function run(raw: string, url: string | undefined, style: Style | undefined): readonly Inline[] {
  const text = plain(raw);
  if (text === "") return [];
  const styled = style && Object.keys(style).length > 0 ? { style } : {};
  return [url === undefined ? { type: "text", text, ...styled } : { type: "link", url, text, ...styled }];
}

function moment(piece: Moment, now: Date, style: Style | undefined): Inline {
  const styled = style ? { style } : {};
  const live = liveDate(piece, now);
  return live
    ? { type: "date", ...live, ...styled }
    : { type: "text", text: sayMoment(piece, now), ...styled };
}

/** Returns whether a piece is a moment. */
export function isMoment(piece: Marked | Moment): piece is Moment {
  return "at" in piece;
}

/** Cuts at the marks before the text is made plain, because marks count in raw text. */
function split({ text, marks = [] }: Marked): readonly { text: string; isMark: boolean }[] {
  const found: { text: string; isMark: boolean }[] = [];
  let from = 0;
  for (const { start, end } of united(marks, { length: text.length, touching: true })) {
    found.push(
      { text: text.slice(from, start), isMark: false },
      { text: text.slice(start, end), isMark: true },
    );
    from = end;
  }
  return [...found, { text: text.slice(from), isMark: false }];
}
