import { type Name, type Said, stem } from "./said.ts";
import { isBound, type Source } from "./source.ts";

/** Returns what is wrong with the names in a sentence of a summary: unknown ones, and those put together or turned around. */
export function nameFaults(sentence: Said, source: Source): readonly string[] {
  return [
    ...sentence.names.flatMap((name) => (isNamed(name, sentence, source) ? [] : [`name: ${name.word}`])),
    ...partedNames(sentence, source),
    ...(source.isGerman ? [] : turnedNames(sentence, source)),
  ];
}

/** A name has to be one in the story, too, in a sentence that speaks of the same. */
function isNamed({ key, initial }: Name, sentence: Said, source: Source): boolean {
  if ((initial || source.isGerman) && !source.names.has(key)) return source.stems.has(stem(key));
  if (source.isGerman) return true;
  const forms = [key, `${key}s`, key.replace(/s$/, "")];
  return source.said.some(
    (one) => one.names.some((name) => forms.includes(name.key)) && isBound(sentence, one, key),
  );
}

/** First and last name, maker and product: what stands together has to stand in one sentence of the story. */
function partedNames({ names }: Said, { said }: Source): readonly string[] {
  return names.flatMap((name, index) => {
    const before = names[index - 1];
    if (!(name.joined && before) || before.initial) return [];
    const together = said.some(({ keys }) => keys.has(before.key) && keys.has(name.key));
    return together ? [] : [`names: ${before.word} ${name.word}`];
  });
}

/** Two names keep the order they have in the story, unless one of the sentences has the other voice. */
function turnedNames(sentence: Said, { said }: Source): readonly string[] {
  const keys = [...new Set(sentence.names.map(({ key }) => key))];
  const pairs = keys.flatMap((first, index) =>
    keys.slice(index + 1).map((second) => [first, second] as const),
  );
  return pairs.flatMap(([first, second]) => {
    const both = said.filter((one) => orderOf(one, first, second) !== 0);
    const kept = both.some((one) => orderOf(one, first, second) > 0 || one.passive !== sentence.passive);
    return kept || both.length === 0 ? [] : [`order: ${first}, ${second}`];
  });
}

/** Above 0 where the first name comes before the second one somewhere, below where only after it; 0 where one is missing. */
function orderOf({ names }: Said, first: string, second: string): number {
  const at = names.findIndex(({ key }) => key === first);
  const last = names.findLastIndex(({ key }) => key === second);
  return at === -1 || last === -1 ? 0 : last - at;
}
