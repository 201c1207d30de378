import type { Card, Part, Piece } from "../../src/commands/command.ts";

/** Returns a card as plain text: marks as *word*, moments as <as ISO time>, buttons as [Label: /command]. */
export function cardText(card: Card): string {
  const title = card.title ? [card.title.text] : [];
  const buttons = card.buttons.map(({ label, command }) => `[${label}${command ? `: /${command}` : ""}]`);
  return [
    ...title,
    ...card.parts.flatMap(partLines),
    ...(buttons.length > 0 ? [buttons.join(" ")] : []),
  ].join("\n");
}

function partLines(part: Part): readonly string[] {
  switch (part.kind) {
    case "text":
      return [pieces(part.pieces)];
    case "quote":
      return [`> ${pieces(part.pieces)}`];
    case "code":
      return part.text.split("\n").map((line) => `  ${line}`);
    case "list":
      return part.items.map((item, index) => `${part.numbered ? `${index + 1}.` : "•"} ${pieces(item)}`);
    case "rows":
      return part.rows.map((row) => row.map(pieces).filter(Boolean).join(" | "));
    default:
      return part satisfies never;
  }
}

function pieces(all: readonly Piece[]): string {
  return all.map(piece).join("");
}

function piece(one: Piece): string {
  if (typeof one === "string") return one;
  if ("at" in one) return `<${one.as} ${one.at.toISOString().slice(0, 16)}>`;
  let text = "";
  let done = 0;
  for (const { start, end } of one.marks ?? []) {
    text += `${one.text.slice(done, start)}*${one.text.slice(start, end)}*`;
    done = end;
  }
  return text + one.text.slice(done);
}
