import { stripVTControlCharacters } from "node:util";

/** What a run of the demo has shown, counted from nothing but the printed text. */
export interface Tally {
  /** Stories that the bot took in, by its own log lines. */
  readonly stories: number;
  readonly alerts: number;
  readonly repeated: number;
}

/**
 * Counts the alerts in what was printed: a block whose first line is a title and whose last line is nothing but the
 * link of a story. Two alerts with the same link are a repeat, whatever campaign is added to it.
 */
export function tally(printed: string, origin: string): Tally {
  const text = stripVTControlCharacters(printed).replaceAll("\r", "");
  const links = text.split(/\n\s*\n/).flatMap((block) => {
    const last = block.trimEnd().split("\n").slice(1).at(-1) ?? "";
    return last.startsWith(`${origin}/stories/`) && !/\s/.test(last) ? [last.replace(/\?.*/, "")] : [];
  });
  const stories = [...text.matchAll(/poll\.read .*\bnew=(\d+)/g)].reduce((sum, [, n]) => sum + Number(n), 0);
  return { stories, alerts: links.length, repeated: links.length - new Set(links).size };
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
