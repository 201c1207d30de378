/** One thing that Discord reads in a line: plain text, or something that is alive. */
export interface Token {
  readonly kind: string;
  readonly text: string;
}

/** What formats a whole line, in the order of Discord's reader: headings, small text, quotes and lists. */
const BLOCKS: readonly [string, RegExp][] = [
  ["heading", /^\s*#{1,3}\s+\S/],
  ["small", /^-#\s+/],
  ["quote", /^\s*>(?:>>)?\s/],
  ["list", /^\s*(?:[-*+]|\d+[.)])\s+/],
  ["rule", /^\s*(?:(?:-\s*){3,}|(?:_\s*){3,}|(?:\*\s*){3,}|=+\s*)$/],
];

/**
 * What is alive inside a line. The rules are those of simple-markdown, which Discord's clients use, and of CommonMark
 * where that reads more: https://spec.commonmark.org/0.31.2/
 */
const INLINE: readonly [string, RegExp][] = [
  ["text", /^\\([!-/:-@[-`{-~])/],
  ["code", /^(`+)([\s\S]*?[^`])\1(?!`)/],
  ["time", /^<t:-?\d+(?::[tTdDfFRsS])?>/],
  ["mention", /^<(?:@[!&]?|#)\d+>/],
  ["mention", /^@(?:everyone|here)/],
  ["command", /^<\/[^>]+:\d+>/],
  ["emoji", /^<a?:\w+:\d+>/],
  ["emoji", /^:\w+:/],
  ["guide", /^<id:\w+>/],
  ["link", /^!?\[((?:\\.|[^\]\\])*)\]\(<?([^\s>)]+)>?[^)]*\)/],
  ["link", /^<(?:[a-z][a-z\d+.-]*:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>/i],
  ["link", /^https?:\/\/[^\s<]+/i],
  ["tag", /^<\/?[a-z!?][^>]*>/i],
  ["entity", /^&(?:#\d+|#x[\da-f]+|\w+);/i],
  ["spoiler", /^\|\|([\s\S]+?)\|\|/],
  ["strong", /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/],
  ["underline", /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/],
  ["strike", /^~~?(?=\S)((?:\\[\s\S]|[^\\])*?\S)~~?/],
  ["emphasis", /^\*(?=\S)((?:\\[\s\S]|[^\\*])+?)\*(?!\*)/],
  ["emphasis", /^_((?:\\[\s\S]|[^\\_])+?)_(?![A-Za-z\d])/],
];

/** One sign, and all after it with which nothing of the above begins. */
const PLAIN = /^[\s\S][^\\`<@:![h&|*_~]*/i;

/** Reads a line as Discord does: what is alive has its kind, all else is text. */
export function read(line: string): readonly Token[] {
  const [kind, block] = BLOCKS.find(([, rule]) => rule.test(line)) ?? [];
  const head = block?.exec(line)?.[0] ?? "";
  const tokens: Token[] = kind === undefined ? [] : [{ kind, text: head }];
  let rest = kind === undefined || kind === "heading" || kind === "rule" ? line : line.slice(head.length);
  while (rest !== "") {
    const { token, length } = next(rest);
    const last = tokens.at(-1);
    if (token.kind === "text" && last?.kind === "text")
      tokens[tokens.length - 1] = { ...last, text: last.text + token.text };
    else tokens.push(token);
    rest = rest.slice(length);
  }
  return tokens;
}

function next(rest: string): { readonly token: Token; readonly length: number } {
  for (const [kind, rule] of INLINE) {
    const found = rule.exec(rest);
    if (found)
      return {
        token: { kind, text: kind === "text" ? (found[1] ?? "") : found[0] },
        length: found[0].length,
      };
  }
  const [text] = PLAIN.exec(rest) ?? [""];
  return { token: { kind: "text", text }, length: text.length };
}
