import { stripVTControlCharacters } from "node:util";

/** What a run of the demo has shown, counted from nothing but the printed text. */
export interface Tally {
  /** Stories that the bot took in, by its own log lines. */
  readonly stories: number;
  readonly alerts: number;
  readonly repeated: number;
}

/**
 * Counts the alerts in what was printed, by their printed form.
 *
 * A story is told by an alert of its own: a block of lines whose last is nothing but the link of a story. Or it is
 * told in a digest: a block titled "2 more stories", with a link below each. What answers to commands show is asked
 * for and counts as nothing. Two alerts with the same link are a repeat, whatever campaign is added to it.
 */
export function tally(printed: string, origin: string): Tally {
  const text = stripVTControlCharacters(printed).replaceAll("\r", "");
  const links = text
    .split(/\n\s*\n/)
    .flatMap((block) => told(block.trimEnd().split("\n"), `${origin}/stories/`));
  return counted(text, links);
}

/**
 * Counts the alerts in what a double was seen to show: each message stands indented below a line such as "── #news",
 * which names answers and changes as such. A message tells each story once, however often it links to it.
 */
export function tallyShown(printed: string, origin: string): Tally {
  const text = stripVTControlCharacters(printed).replaceAll("\r", "");
  const posts = text.matchAll(/^── #\S+\n((?:(?: {2}.*)?\n)+)/gm);
  const links = [...posts].flatMap(([, post = ""]) => [
    ...new Set(Array.from(post.matchAll(/https?:\/\/[^\s<>()|]+/g), ([link]) => bare(link))),
  ]);
  return counted(
    text,
    links.filter((link) => link.startsWith(`${origin}/stories/`)),
  );
}

/** The link without the campaign on it. */
const bare = (link: string) => link.replace(/[?#].*/, "");

function counted(text: string, links: readonly string[]): Tally {
  const distinct = new Set(links.map(bare));
  const stories = [...text.matchAll(/poll\.read .*\bnew=(\d+)/g)].reduce((sum, [, n]) => sum + Number(n), 0);
  return { stories, alerts: links.length, repeated: links.length - distinct.size };
}

/** The links of the stories that a block of lines tells. Lines of the log may stand before the first line of a card. */
function told(lines: readonly string[], start: string): readonly string[] {
  const isLink = (line: string) => line.startsWith(start) && !/\s/.test(line);
  const digest = lines.findIndex((line) => /^(?:> )?[\d,]+ more stor(?:y|ies)$/.test(line));
  if (digest >= 0)
    return lines
      .slice(digest)
      .map((line) => line.trim())
      .filter(isLink);
  return lines.slice(1).slice(-1).filter(isLink);
}

/** Returns the demo's last line, and its exit code: 0 only where nothing was repeated. */
export function conclude({ stories, alerts, repeated }: Tally): {
  readonly line: string;
  readonly code: number;
} {
  return {
    line: `demo: ${stories} stories seen, ${alerts} alerts posted, ${repeated} repeated`,
    code: repeated === 0 ? 0 : 1,
  };
}
