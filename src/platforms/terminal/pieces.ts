import type { Card, Marked, Moment, Piece } from "../../commands/command.ts";
import { united } from "../../text/spans.ts";
import { plain, plainLink } from "./plain.ts";
import { sayMoment } from "./times.ts";
import { type Line, NO_BREAK, type Span } from "./wrap.ts";

/** How a card is to look: on what width in cells, in colour or not, and at what time. */
export interface View {
  readonly columns: number;
  readonly color: boolean;
  readonly now: Date;
  /** IANA name; by default the machine's own. */
  readonly timeZone?: string;
}

/** Parameters of "select graphic rendition", ECMA-48 section 8.3.117. */
export const LOOKS = {
  strong: "1",
  quiet: "2",
  mark: "1;33",
  link: "36",
  warn: "1;33",
  error: "1;31",
} as const;

/** Returns the pieces as plain text in looks; `codes` is the look of what has none of its own. */
export function pieceSpans(pieces: readonly Piece[], view: View, codes = ""): readonly Span[] {
  return pieces.flatMap((piece) => {
    if (typeof piece === "string") return [{ text: plain(piece), codes }];
    if (isMoment(piece)) {
      const said = sayMoment(piece, view.now, view.timeZone);
      return [{ text: said.replaceAll(" ", NO_BREAK), codes }];
    }
    return markedSpans(piece, piece.tone ? LOOKS[piece.tone] : codes, view.color);
  });
}

/** Returns the title on one line of text, not yet wrapped. */
export function titleSpans(title: NonNullable<Card["title"]>, view: View): readonly Span[] {
  // One blank for one sign, so that the marks still fit.
  const text = title.text.replace(/[\s\u0085]/g, " ");
  return markedSpans({ text, marks: title.marks ?? [] }, LOOKS.strong, view.color);
}

/** Returns a line for each link of the pieces that their text does not show already. */
export function linkLines(pieces: readonly Piece[]): readonly Line[] {
  const urls = pieces.map((piece) => {
    if (typeof piece === "string" || isMoment(piece) || piece.url === piece.text) return "";
    return piece.url ?? "";
  });
  return [...new Set(urls)].filter((url) => url !== "").map(linkLine);
}

/** Returns a link as a line of its own, so that it is never broken. */
export function linkLine(url: string): Line {
  return [{ text: plainLink(url), codes: LOOKS.link }];
}

function isMoment(piece: Marked | Moment): piece is Moment {
  return "at" in piece;
}

/** Cuts at the marks before the text is made plain, because marks count in raw text. */
function markedSpans({ text, marks = [] }: Marked, codes: string, color: boolean): readonly Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const { start, end } of united(marks, { length: text.length, touching: true })) {
    const word = plain(text.slice(start, end));
    spans.push({ text: plain(text.slice(from, start)), codes });
    spans.push(color ? { text: word, codes: LOOKS.mark } : { text: `*${word}*`, codes });
    from = end;
  }
  spans.push({ text: plain(text.slice(from)), codes });
  return spans;
}
