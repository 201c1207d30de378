import { rulesExtended, SimpleMarkdown } from "discord-markdown-parser";

/** One thing that Discord reads in a line: plain text, or something that is alive. */
export interface Token {
  readonly kind: string;
  readonly text: string;
}

/** A node of the parser's tree. */
interface Node {
  readonly type: string;
  readonly content?: string | readonly Node[];
  readonly target?: string;
  readonly name?: string;
}

/** The parser's names for what our own rendering makes. */
const KINDS: Readonly<Record<string, string>> = {
  blockQuote: "quote",
  subtext: "small",
  timestamp: "time",
  strikethrough: "strike",
  inlineCode: "code",
  codeBlock: "code",
  autolink: "link",
};

/**
 * What is alive to Discord's clients, or to other readers of Markdown, and unknown to the parser: shortcodes of emoji,
 * ids shorter than 17 digits, newer styles of times, guides, addresses in "<>" of any scheme, tags and entities.
 */
const MORE: Readonly<Record<string, RegExp>> = {
  shortcode: /^:\w+:/,
  mention: /^<(?:@[!&]?|#)\d+>/,
  command: /^<\/[^>]+:\d+>/,
  customEmoji: /^<a?:\w+:\d+>/,
  time: /^<t:-?\d+(?::[tTdDfFRsS])?>/,
  guide: /^<id:[\w-]+>/,
  address: /^<(?:[a-z][a-z\d+.-]*:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>/i,
  tag: /^<\/?[a-z!?][^>]*>/i,
  entity: /^&(?:#\d+|#x[\da-f]+|\w+);/i,
};

/** The parser knows no lists, and reads a quote as a whole; rules and underlined headings are alive to other readers. */
const LEAD = /^\s*(?:(?<list>[-*+]|\d+[.)])|(?<quote>>(?:>>)?))\s+/;
const RULE = /^\s*(?:(?:-\s*){3,}|(?:_\s*){3,}|(?:\*\s*){3,}|=+\s*)$/;

const LAST = SimpleMarkdown.defaultRules.text.order - 0.5;

const more = Object.entries(MORE).map(([kind, rule], index) => [
  kind,
  {
    // After all rules of the parser but that of text.
    order: LAST + index / 100,
    match: (source: string) => rule.exec(source),
    parse: ([text]: readonly string[]) => ({ type: kind, name: text }),
  },
]);
const parse = SimpleMarkdown.parserFor({ ...rulesExtended, ...Object.fromEntries(more) });

/**
 * Reads a line as Discord does: what is alive has its kind, all else is text; what stands in something alive follows it.
 *
 * It is read by a parser that was not written for us, with its rules for embeds and what it lacks:
 * https://github.com/ItzDerock/discord-markdown-parser
 */
export function read(line: string): readonly Token[] {
  if (RULE.test(line)) return [{ kind: "rule", text: line }];
  const lead = LEAD.exec(line);
  if (lead) {
    const kind = lead.groups?.["list"] === undefined ? "quote" : "list";
    return [{ kind, text: lead[0] }, ...read(line.slice(lead[0].length))];
  }
  const tokens: Token[] = [];
  for (const token of tokensOf(parse(line, { inline: true }))) {
    const last = tokens.at(-1);
    if (token.kind === "text" && last?.kind === "text")
      tokens[tokens.length - 1] = { kind: "text", text: last.text + token.text };
    else tokens.push(token);
  }
  return tokens;
}

function* tokensOf(nodes: readonly Node[]): Generator<Token> {
  for (const { type, content = "", target, name = "" } of nodes) {
    const text = typeof content === "string" ? content : "";
    // An emoji is a picture in Discord, yet it is what the text said.
    if (type === "text" || type === "twemoji") yield { kind: "text", text: text || name };
    else yield { kind: KINDS[type] ?? type, text: target === undefined ? text || name : `](${target})` };
    if (typeof content !== "string") yield* tokensOf(content);
  }
}
