/** A stretch of text, start and end as UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Returns spans in order, those that overlap as one, without empty ones.
 *
 * `length` cuts them to a text of so many UTF-16 units. With `touching`, those that meet become one as well: two bold
 * words without a blank between them would undo each other in some markups.
 */
export function united(
  spans: readonly Span[],
  { length = Number.POSITIVE_INFINITY, touching = false }: { length?: number; touching?: boolean } = {},
): readonly Span[] {
  const inside = spans
    .map(({ start, end }) => ({ start: Math.max(0, start), end: Math.min(length, end) }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start);
  const found: { start: number; end: number }[] = [];
  for (const span of inside) {
    const last = found.at(-1);
    if (last && (span.start < last.end || (touching && span.start === last.end)))
      last.end = Math.max(last.end, span.end);
    else found.push(span);
  }
  return found;
}
