/** Where escaped characters are kept while the rest is read. */
const PRIVATE = 0xe000;
const BOLD = "\uf8ff";

/** Returns one line of Discord's markdown as plain text: bold as *word*, links with their address, times in words. */
export function plainLine(line: string, now: number): string {
  const hidden = line.replace(/\\([!-/:-@[-`{-~])/g, (_, char: string) =>
    String.fromCharCode(PRIVATE + char.charCodeAt(0)),
  );
  const shown = emphasis(tokens(block(hidden), now));
  return [...shown].map(restore).join("");
}

function restore(char: string): string {
  if (char === BOLD) return "*";
  const code = char.charCodeAt(0) - PRIVATE;
  return code > 0 && code < 128 ? String.fromCharCode(code) : char;
}

/** Marks at the start of a line: headings, small text, quotes, lists. */
function block(line: string): string {
  return line
    .replace(/^#{1,3} +(.*)$/, `${BOLD}$1${BOLD}`)
    .replace(/^-# +/, "")
    .replace(/^>(?:>>)? +/, "▌ ")
    .replace(/^(\s*)[-*] +/, "$1• ");
}

/** What stands in angle brackets, and links. */
function tokens(line: string, now: number): string {
  return line
    .replace(/\[([^\]]+)\]\(<?(https?:[^)\s>]+)>?(?: "[^"]*")?\)/g, "$1 ($2)")
    .replace(/<(https?:[^>\s]+)>/g, "$1")
    .replace(/<t:(-?\d+)(?::([tTdDfFRsS]))?>/g, (_, seconds: string, style = "f") =>
      moment(Number(seconds) * 1000, style, now),
    )
    .replace(/<\/([^:>]+):\d+>/g, "/$1")
    .replace(/<(@[!&]?|#)(\d+)>/g, (_, sign: string, id: string) => `${sign === "#" ? "#" : "@"}${id}`);
}

function emphasis(line: string): string {
  return line
    .replace(/`([^`]+)`/g, "$1")
    .replace(/\|\|(.+?)\|\|/g, "(hidden)")
    .replace(/\*\*(.+?)\*\*/g, `${BOLD}$1${BOLD}`)
    .replace(/__(.+?)__/g, "$1")
    .replace(/~~(.+?)~~/g, "$1")
    .replace(/\*([^*\s](?:[^*]*[^*\s])?)\*/g, "$1")
    .replace(/(?<![\p{L}\p{N}])_([^_\s](?:[^_]*[^_\s])?)_(?![\p{L}\p{N}])/gu, "$1");
}

/** Styles of times, https://discord.com/developers/docs/reference#message-formatting-timestamp-styles; in UTC. */
const STYLES: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};

function moment(at: number, style: string, now: number): string {
  if (style !== "R")
    return new Intl.DateTimeFormat("en-GB", { ...STYLES[style], timeZone: "UTC" }).format(at);
  const seconds = Math.round((at - now) / 1000);
  const units = [
    ["year", 31_536_000],
    ["month", 2_592_000],
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
  ] as const;
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return new Intl.RelativeTimeFormat("en").format(Math.trunc(seconds / size), unit);
}
