import { plain } from "../text/plain.ts";

/** The pieces of a pattern, in the syntax of RE2 (https://github.com/google/re2/wiki/Syntax). */
const PIECE = new RegExp(
  [
    String.raw`(?<quoted>\\Q.*?(?:\\E|$))`,
    String.raw`(?<escape>\\(?:x\{[^}]*\}|x..|[pP]\{[^}]*\}|[pP].|[0-7]{1,3}|.|$))`,
    String.raw`(?<class>\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]?)`,
    String.raw`(?<repeat>[*+?]|\{\d+(?:,\d*)?\})`,
    String.raw`(?<flags>\(\?[a-zA-Z]*-?[a-zA-Z]*\))`,
    String.raw`(?<open>\()`,
    String.raw`(?<close>\))`,
    String.raw`(?<or>\|)`,
    "(?<edge>[.^$])",
    "(?<character>.)",
  ].join("|"),
  "gsu",
);

type PieceKind =
  | "quoted"
  | "escape"
  | "class"
  | "repeat"
  | "flags"
  | "open"
  | "close"
  | "or"
  | "edge"
  | "character";

/** One piece of a pattern: a sign, an escape, a whole class, or a character that means itself. */
export interface Piece {
  readonly kind: PieceKind;
  readonly text: string;
  /** Where it begins, as a UTF-16 offset into the pattern. */
  readonly at: number;
}

/** Returns the pieces of a pattern in order; together they are the whole pattern, also where it has a fault. */
export function piecesOf(pattern: string): readonly Piece[] {
  return Array.from(pattern.matchAll(PIECE), ({ 0: text, index: at, groups = {} }) => {
    const [kind] = Object.keys(groups).filter((name) => groups[name] !== undefined) as [PieceKind];
    return { kind, text, at };
  });
}

/** A shorter literal is in too many texts to spare much. */
const LEAST_CHARACTERS = 3;

/**
 * Returns a text that every match of a pattern contains, in one case as `inOneCase` gives it; undefined where there is
 * none of at least three characters.
 *
 * The search is cautious: what stands in groups, has alternatives or may be left out counts for nothing.
 */
export function literalOf(pattern: string): string | undefined {
  const outside = outsideGroups(piecesOf(evenPattern(pattern)).filter(isSomething));
  if (outside.some((piece) => piece?.kind === "or")) return undefined;
  const runs: string[][] = [[]];
  for (const piece of outside) {
    const run = runs.at(-1) as string[];
    // At least once is what + says alone; a count may be of none.
    if (piece?.kind === "repeat" && piece.text !== "+") run.pop();
    const character = piece && characterOf(piece);
    if (character === undefined) runs.push([]);
    else run.push(character);
  }
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best));
  return longest.length < LEAST_CHARACTERS ? undefined : inOneCase(longest.join(""));
}

/** What stands for nothing: a repetition behind it means the piece before it. */
function isSomething({ kind, text }: Piece): boolean {
  return kind !== "flags" && !/^\\Q(?:\\E)?$/.test(text);
}

/** The pieces of a pattern outside its groups; undefined stands for a piece of a group. */
function outsideGroups(pieces: readonly Piece[]): readonly (Piece | undefined)[] {
  let depth = 0;
  return pieces.map((piece) => {
    if (piece.kind === "open") depth += 1;
    const inside = depth > 0;
    if (piece.kind === "close") depth -= 1;
    return inside ? undefined : piece;
  });
}

/** A pair of backslashes, a character beyond ASCII, or one with marks on it. */
const UNEVEN = /\\\\|\\?(?<beyond>\P{ASCII}\p{M}*)|\p{ASCII}\p{M}+/gu;
/** The signs of the syntax. */
const SIGN = /[\\^$.|?*+()[\]{}-]/g;

/**
 * Returns a pattern with its characters as they are in even texts (`plain`): ’ is ', and ｅ is e. What becomes a sign
 * of the syntax by that means itself.
 */
export function evenPattern(pattern: string): string {
  return pattern.replaceAll(UNEVEN, (found, beyond: string | undefined) =>
    beyond === undefined ? plain(found).text : plain(beyond).text.replaceAll(SIGN, "\\$&"),
  );
}

/**
 * Returns a text in one case: what RE2 takes for the same letter is the same here (K and the Kelvin sign, s and ſ, σ and
 * ς), and a part of a text gives a part of the result.
 */
export function inOneCase(text: string): string {
  return text.toLowerCase().toUpperCase();
}

/** The character that a piece stands for wherever it stands; undefined where it is not one alone. */
function characterOf({ kind, text }: Piece): string | undefined {
  if (kind === "character") return text;
  return kind === "escape" && /^\\[^\p{L}\p{N}]/u.test(text) ? text.slice(1) : undefined;
}

/** Returns a pattern as it is written between slashes: with a backslash before each slash in it. */
export function withSlashes(pattern: string): string {
  return pattern.replaceAll(/\\.|\//gsu, (part) => (part === "/" ? "\\/" : part));
}

/** Returns the pattern that was written between slashes. */
export function withoutSlashes(written: string): string {
  return written.replaceAll(/\\(.)/gsu, (pair, sign: string) => (sign === "/" ? "/" : pair));
}
