const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Returns the last offset at or before the given one where no character, as people see it, is split. */
export function boundaryBefore(text: string, offset: number): number {
  return clusterAt(text, offset)?.index ?? text.length;
}

/** Returns the first offset at or after the given one where no character, as people see it, is split. */
export function boundaryAfter(text: string, offset: number): number {
  const cluster = clusterAt(text, offset);
  if (!cluster) return text.length;
  return cluster.index === offset ? offset : cluster.index + cluster.segment.length;
}

/**
 * Shortens text to at most `limit` UTF-16 units, "…" included, without splitting a character as people see it.
 *
 * What stays is a prefix of the text; it ends at a word where one ends near enough.
 */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit < 1) return "";
  const end = boundaryBefore(text.slice(0, limit + 1), limit - 1);
  const whole = /\s/.test(text.charAt(end)) ? end : text.slice(0, end).search(/\s\S*$/);
  const kept = text.slice(0, whole > limit * 0.6 ? whole : end);
  return `${kept.replace(/[\s,;:–—-]+$/, "")}…`;
}

function clusterAt(text: string, offset: number): Intl.SegmentData | undefined {
  return graphemes.segment(text).containing(offset);
}
