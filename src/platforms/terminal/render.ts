import type { Card, List, Part, Piece, Rows } from "../../commands/command.ts";
import { LOOKS, linkLine, linkLines, pieceSpans, titleSpans, type View } from "./pieces.ts";
import { plain, plainLine } from "./plain.ts";
import { alignRows } from "./rows.ts";
import { cellsOf, type Line, NO_BREAK, type Span, wrap } from "./wrap.ts";

/** Beyond this, lines are tiring to read however wide the screen is. */
const WIDEST = 100;
const NARROWEST = 20;

/** Said as words, because a colour alone is not seen by everyone or everywhere. */
const TONES = { warn: "[note]", error: "[problem]" } as const;

/**
 * Returns the lines of a card: title, parts, link, and what to type in place of buttons.
 *
 * No line is wider than the view (20 to 100 cells), but for links, which stay whole, and code, which stays as it
 * is. Marked words are bold yellow in colour and stand between asterisks without. An alert shows no buttons.
 */
export function renderCard(card: Card, view: View): readonly string[] {
  const page = { ...view, columns: Math.min(WIDEST, Math.max(NARROWEST, view.columns)) };
  const tone = toneSpans(card);
  // The word for the tone shares a line with what comes first: the title, else a text.
  const led = !card.title && card.parts[0]?.kind === "text";
  const head = led ? [] : [...tone, ...(card.title ? titleSpans(card.title, page) : [])];
  const lines = [
    ...filled(head, page.columns),
    ...card.parts.flatMap((part, index) => partLines(part, led && index === 0 ? tone : [], page)),
    ...(card.title?.url ? [linkLine(card.title.url)] : []),
    ...hints(card, page.columns),
  ];
  return lines.map((line) => paint(line, view.color));
}

function toneSpans({ tone }: Card): readonly Span[] {
  return tone === "warn" || tone === "error" ? [{ text: `${TONES[tone]} `, codes: LOOKS[tone] }] : [];
}

function partLines(part: Part, lead: readonly Span[], view: View): readonly Line[] {
  switch (part.kind) {
    case "text": {
      const spans = pieceSpans(part.pieces, view, part.small ? LOOKS.quiet : "");
      return withLinks(filled([...lead, ...spans], view.columns), part.pieces);
    }
    case "quote":
      return withLinks(filled(quoted(pieceSpans(part.pieces, view)), view.columns), part.pieces);
    case "list":
      return listLines(part, view);
    case "rows":
      return rowLines(part, view);
    case "code":
      return codeLines(part.text);
    default:
      return part satisfies never;
  }
}

function listLines({ items, numbered }: List, view: View): readonly Line[] {
  const digits = String(items.length).length;
  return items.flatMap((item, index) => {
    const marker = numbered ? `${String(index + 1).padStart(digits)}  ` : "  • ";
    const lines = wrap(pieceSpans(item, view), view.columns - cellsOf(marker));
    return hang(withLinks(lines, item), marker);
  });
}

function rowLines({ rows }: Rows, view: View): readonly Line[] {
  const spans = rows.map((row) => row.map((cell) => pieceSpans(cell, view)));
  const aligned = alignRows(spans, view.columns - 2);
  return rows.flatMap((row, index) => [
    ...hang(aligned[index] ?? [], "  "),
    ...hang(linkLines(row.flat()), "    "),
  ]);
}

/** Code is not wrapped: a caret must stay below its sign, and an export must be fit to copy. */
function codeLines(text: string): readonly Line[] {
  const lines = plain(text).replace(/\n$/, "").split("\n");
  return lines.map((line) => [{ text: `  ${line}`, codes: "" }]);
}

function quoted(spans: readonly Span[]): readonly Span[] {
  const text = spans.map((span) => span.text).join("");
  if (text === "" || text.startsWith("“")) return spans;
  return [{ text: "“", codes: "" }, ...spans, { text: "”", codes: "" }];
}

/** What has nothing to show takes no line. */
function filled(spans: readonly Span[], width: number): readonly Line[] {
  return spans.some((span) => span.text.trim() !== "") ? wrap(spans, width) : [];
}

function withLinks(lines: readonly Line[], pieces: readonly Piece[]): readonly Line[] {
  return [...lines, ...linkLines(pieces)];
}

function hang(lines: readonly Line[], marker: string): readonly Line[] {
  const indent = " ".repeat(cellsOf(marker));
  return lines.map((line, index) => [{ text: index === 0 ? marker : indent, codes: "" }, ...line]);
}

/** A terminal has no buttons, so it says what to type instead; alerts and digests stay quiet. */
function hints({ kind, buttons, parts }: Card, width: number): readonly Line[] {
  if (kind === "alert" || kind === "digest") return [];
  return buttons.flatMap(({ label, command }) =>
    command && !isSaid(command, parts)
      ? wrap([{ text: plainLine(`[${label}: /${command}]`), codes: "" }], width)
      : [],
  );
}

/** Whether a sentence of the card ends in the command already: "Did you mean /news watch OpenAI?" */
function isSaid(command: string, parts: readonly Part[]): boolean {
  return parts.some((part) => {
    const said =
      part.kind === "text" ? part.pieces.filter((piece) => typeof piece === "string").join("") : "";
    return /^\??$/.test(said.split(`/${command}`)[1] ?? " ");
  });
}

function paint(line: Line, color: boolean): string {
  return line
    .map(({ text, codes }) => (color && codes !== "" ? `\u001B[${codes}m${text}\u001B[0m` : text))
    .join("")
    .replaceAll(NO_BREAK, " ")
    .trimEnd();
}
