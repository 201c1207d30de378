import type { Qualifier, Said } from "./said.ts";
import { type Source, supporters } from "./source.ts";

/** A sentence further off that denies the same shares so many stems of what it denies. */
const DENIED_ALIKE = 2;
/** A clause of so many stems is held to a sentence of its own. */
const LEAST_OF_CLAUSE = 2;

/** Returns whether a sentence of a summary denies what is said, says what is denied, or makes certain what is open. */
export function denialFaults(sentence: Said, source: Source): readonly string[] {
  const { near } = supporters(sentence.content, source);
  const clauses = sentence.clauses.filter(({ size }) => size >= LEAST_OF_CLAUSE);
  const parts = [sentence.content, ...clauses].map((content) => ({ ...sentence, content }));
  const rests = (part: Said) => supporters(part.content, source).best;
  const dropped = parts.some((part) => isDenialDropped(part, rests(part)));
  return [
    ...(isDenialAdded(sentence.negated, near, source.said) ? ["adds a negation"] : []),
    ...(dropped || isUndone(sentence, near) ? ["drops a negation"] : []),
    ...(parts.some((part) => isMadeCertain(part, rests(part))) ? ["made certain"] : []),
  ];
}

/** Two make a yes of a no, so they are counted. */
function isDenialAdded(own: readonly Qualifier[], near: readonly Said[], all: readonly Said[]): boolean {
  const isAlike = (a: Qualifier, b: Qualifier) => a.after.intersection(b.after).size >= DENIED_ALIKE;
  const further = all.filter(({ negated }) =>
    negated.some((one) => own.some((other) => isAlike(one, other))),
  );
  const most = Math.max(0, ...[...near, ...further].map(({ negated }) => negated.length));
  const denied = near.flatMap(({ negated }) => negated);
  const isSaid = ({ after }: Qualifier) => denied.some((one) => after.size === 0 || meets(one, after));
  return own.length > most || !(further.length > 0 || own.every(isSaid));
}

function isDenialDropped({ content, negated }: Said, best: readonly Said[]): boolean {
  return best.some(
    (one) => one.negated.filter((qualifier) => meets(qualifier, content)).length > negated.length,
  );
}

/** What a sentence near this one denies may not be said here as it stands. */
function isUndone({ content, negated }: Said, near: readonly Said[]): boolean {
  return near
    .flatMap((one) => one.negated)
    .some(
      ({ after }) => after.size > 0 && after.isSubsetOf(content) && !negated.some((one) => meets(one, after)),
    );
}

function isMadeCertain({ hedged, content }: Said, best: readonly Said[]): boolean {
  const open = best.flatMap((one) => one.hedged);
  return hedged.length === 0 && open.some(({ after }) => after.size === 0 || !after.isDisjointFrom(content));
}

/** Whether a qualifier concerns one of these stems, as far as its neighbours tell. */
function meets({ before, after }: Qualifier, stems: ReadonlySet<string>): boolean {
  return after.size === 0 || !after.isDisjointFrom(stems) || !before.isDisjointFrom(stems);
}
