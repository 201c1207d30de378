import type { Marked, Moment, Piece } from "../../commands/command.ts";
import { united as spansOf } from "../../text/spans.ts";
import { escaped, escapedTo, flat, guarded, safeUrl } from "./escape.ts";
import { LINK } from "./limits.ts";

const DAY_MS = 86_400_000;
const BOLD = "**";

/** Two strong stretches that touch are one: their marks between them would be read as something else. Text has none of its own. */
function united(text: string, mark: string): string {
  return text.replaceAll(mark + mark, "");
}

/** A stretch of raw text in one look. */
interface Run {
  readonly text: string;
  readonly strong: boolean;
}

/** What is shown whole or cut at its end: runs, perhaps linked, or markup of our own that is never cut. */
type Unit = { readonly runs: readonly Run[]; readonly url?: string } | { readonly token: string };

/** Returns pieces as one line of Discord's Markdown, at most `room` UTF-16 units; a longer one ends in "…". */
export function line(pieces: readonly Piece[], room: number, now: Date): string {
  const units = pieces.map((piece) => unitOf(piece, now));
  const whole = units.map((unit) => show(unit)).join("");
  // The guard of the line's start may take one more unit.
  const out = whole.length < room ? whole : fitted(units, room - 1);
  return guarded(united(out, BOLD).replace(/ {2,}/g, " ").trim());
}

function fitted(units: readonly Unit[], room: number): string {
  let out = "";
  for (const unit of units) {
    const shown = show(unit);
    if (out.length + shown.length < room) out += shown;
    else return out + ("token" in unit ? "…" : show(unit, room - out.length - 1) || "…");
  }
  return out;
}

function unitOf(piece: Piece, now: Date): Unit {
  if (typeof piece === "string") return { runs: [{ text: flat(piece), strong: false }] };
  if ("at" in piece) return { token: stamp(piece, now) };
  const runs = runsOf(piece);
  const url = piece.url === undefined ? undefined : safeUrl(piece.url, LINK);
  if (url === undefined) return { runs };
  // Discord shows no link whose text is an address, but it links the bare address.
  return safeUrl(piece.text.trim(), LINK) === url ? { token: `<${url}>` } : { runs, url };
}

/** Returns a time in the reader's own zone and language: https://docs.discord.com/developers/reference#message-formatting */
function stamp({ at, as }: Moment, now: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  if (!Number.isSafeInteger(seconds)) return "";
  const near = Math.abs(at.getTime() - now.getTime()) < DAY_MS;
  const style = { ago: "R", in: "R", day: "D", time: near ? "t" : "f" }[as];
  return `<t:${seconds}:${style}>`;
}

/** Returns the runs of a text: the marked ranges are strong, and all of it where its tone is. */
export function runsOf({ text, marks = [], tone }: Marked): readonly Run[] {
  if (tone === "strong") return [{ text: flat(text), strong: true }];
  const runs: Run[] = [];
  let done = 0;
  for (const { start, end } of spansOf(marks, { length: text.length, touching: true })) {
    runs.push({ text: flat(text.slice(done, start)), strong: false });
    runs.push({ text: flat(text.slice(start, end)), strong: true });
    done = end;
  }
  runs.push({ text: flat(text.slice(done)), strong: false });
  return runs.filter((run) => run.text !== "");
}

function show(unit: Unit, room = Number.POSITIVE_INFINITY): string {
  if ("token" in unit) return unit.token;
  if (unit.url === undefined) return showRuns(unit.runs, BOLD, room);
  // Discord finds the end of a link by counting brackets, escaped ones too; round ones do not count.
  const runs = unit.runs.map((run) => ({ ...run, text: run.text.replaceAll("[", "(").replaceAll("]", ")") }));
  const frame = unit.url.length + "[]()".length;
  const text = showRuns(runs, BOLD, room - frame).trim();
  if (text === "") return room === Number.POSITIVE_INFINITY ? "" : showRuns(unit.runs, BOLD, room);
  return `[${text}](${unit.url})`;
}

/** Returns runs escaped, the strong ones between `mark`, in at most `room` UTF-16 units; a cut one ends in "…". */
export function showRuns(runs: readonly Run[], mark: string, room: number): string {
  let out = "";
  for (const { text, strong } of runs) {
    const shown = wrapped(text, escaped(text), strong, mark);
    const left = room - out.length;
    if (shown.length > left) {
      const part = escapedTo(text, left - (strong ? 2 * mark.length : 0));
      return united(out + wrapped(text, part, strong, mark, left), mark);
    }
    out += shown;
  }
  return united(out, mark);
}

/** Bold text must touch its asterisks, so blanks stand outside. */
function wrapped(
  raw: string,
  text: string,
  strong: boolean,
  mark: string,
  room = Number.POSITIVE_INFINITY,
): string {
  const inner = text.trim();
  if (!strong || inner === "") return text.length <= room ? text : "";
  const before = /^\s/.test(raw) ? " " : "";
  const after = /\s$/.test(text) ? " " : "";
  const out = `${before}${mark}${inner}${mark}${after}`;
  return out.length <= room ? out : "";
}
