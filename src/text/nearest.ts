/**
 * Returns how many slips of the finger lie between two words: a letter added, lost or changed, or two neighbours swapped.
 *
 * The restricted Damerau-Levenshtein distance (https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance), in three rows.
 */
export function distance(a: string, b: string): number {
  let before: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = at(above, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(before, j - 2) + 1 : changed;
      row.push(Math.min(changed, swapped, at(above, j) + 1, at(row, j - 1) + 1));
    }
    before = above;
    above = row;
  }
  return at(above, b.length);
}

/** Every place that is asked for lies in its row: a swap is looked up only where two letters stand before. */
function at(row: readonly number[], index: number): number {
  return row[index] as number;
}

const LONGEST_WORD = 30;

/** Returns the candidate that a word was most likely meant to be; one slip is allowed up to five letters, two beyond. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  if (typed.length < 3 || typed.length > LONGEST_WORD) return undefined;
  let best: string | undefined;
  let least = typed.length > 5 ? 3 : 2;
  for (const candidate of candidates) {
    const slips = distance(typed, candidate.toLowerCase());
    if (slips < least) [best, least] = [candidate, slips];
  }
  return best;
}
