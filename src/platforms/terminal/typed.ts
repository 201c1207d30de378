import { plainLine } from "./plain.ts";

const ROOT = "/news ";
const ROOT_TYPED = /^\s*\/?news(?:\s+|$)/i;

/** What a typed line asks for; `text` is what stands after `/news`. */
export type Typed =
  | { readonly kind: "nothing" }
  | { readonly kind: "quit" }
  | { readonly kind: "command"; readonly text: string };

/** Reads a typed line. The root may be left out, so `watch OpenAI` is `/news watch OpenAI`. */
export function readTyped(line: string): Typed {
  const text = line.trim();
  if (text === "") return { kind: "nothing" };
  if (/^\/?(?:exit|quit)$/i.test(text)) return { kind: "quit" };
  return { kind: "command", text: text.replace(ROOT_TYPED, "") };
}

/**
 * Returns the lines that may complete a typed one, best first, given what finds completions of the text after
 * `/news`. The root is kept as it was typed.
 */
export async function completeTyped(
  line: string,
  suggest: (text: string) => Promise<readonly string[]>,
): Promise<string[]> {
  if (line !== "" && line !== ROOT && ROOT.startsWith(line)) return [ROOT];
  const root = ROOT_TYPED.exec(line)?.[0] ?? "";
  const found = await suggest(line.slice(root.length));
  const lines = found.map((text) => root + plainLine(text));
  // What only holds the typed word would keep the line from being completed by what begins with it.
  const going = lines.filter((one) => one.toLowerCase().startsWith(line.toLowerCase()));
  return going.length > 0 ? going : lines;
}
