import type { Card, Part, Piece } from "../../commands/command.ts";
import { cut } from "../../text/graphemes.ts";
import { isMoment } from "./elements.ts";
import { FALLBACK_TEXT } from "./limits.ts";
import { escapeText, plain } from "./plain.ts";
import { sayMoment } from "./times.ts";

const EMPTY = "Newshound";
/** Enough to read a card by; beyond it nobody listens to a screen reader. */
const LINES = 20;

/** Returns a card as escaped text for notifications and screen readers, which do not see the blocks. */
export function fallbackText(card: Card, now: Date): string {
  const lines = [
    card.title?.text ?? "",
    ...card.parts.slice(0, LINES).flatMap((part) => partLines(part, now)),
  ];
  const text = lines
    .slice(0, LINES)
    .map((line) => plain(line.slice(0, FALLBACK_TEXT)).trim())
    .filter((line) => line !== "")
    .join("\n");
  return escapedWithin(text, FALLBACK_TEXT) || EMPTY;
}

/** Escaping makes text longer, so what is kept of it is found by trying. */
function escapedWithin(text: string, limit: number): string {
  let kept = cut(text, limit);
  let escaped = escapeText(kept);
  while (escaped.length > limit) {
    kept = cut(kept, Math.floor((kept.length * limit) / escaped.length) - 1);
    escaped = escapeText(kept);
  }
  return escaped;
}

function partLines(part: Part, now: Date): readonly string[] {
  switch (part.kind) {
    case "text":
    case "quote":
      return [say(part.pieces, now)];
    case "list":
      return part.items.slice(0, LINES).map((item) => say(item, now));
    case "rows":
      return part.rows.slice(0, LINES).map((row) =>
        row
          .map((cell) => say(cell, now))
          .filter(Boolean)
          .join(" · "),
      );
    case "code":
      return [part.text];
    default:
      return part satisfies never;
  }
}

function say(pieces: readonly Piece[], now: Date): string {
  return pieces
    .map((piece) =>
      typeof piece === "string" ? piece : isMoment(piece) ? sayMoment(piece, now) : piece.text,
    )
    .join("");
}
