// Light stemming: the forms of one English word that news changes freely share a stem. It is for comparing only: a stem
// need not be a word. Names and words of other languages mostly stay as they are, and what is cut of them is cut of both
// that are compared.

const PLAIN = /^[a-z]+$/;
const VOWEL = /[aeiouy]/;
const SHORTEST = 4;

/** Forms that no rule finds, with the word they are compared as. */
const IRREGULAR: ReadonlyMap<string, string> = pairs(
  "bought:buy sold:sell won:win shot:shoot struck:strike fell:fall fallen:fall rose:rise risen:rise took:take " +
    "taken:take told:tell held:hold hidden:hide lost:lose sued:sue died:die dying:die lies:lie lay:lie broke:break " +
    "broken:break stole:steal stolen:steal fought:fight found:find built:build spent:spend met:meet led:lead " +
    "began:begin begun:begin chose:choose chosen:choose drove:drive flew:fly flown:fly gave:give given:give " +
    "grew:grow grown:grow kept:keep made:make paid:pay ran:run sank:sink sunk:sink sought:seek sent:send " +
    "spoke:speak spoken:speak stood:stand swept:sweep taught:teach threw:throw thrown:throw wrote:write " +
    "written:write women:woman men:man children:child people:person wives:wife lives:life leaves:leave thieves:thief " +
    "agreed:agree bigger:big biggest:big",
);

/** Endings that are cut, and what takes their place; the first that fits is the one. `rest` is the least that must be left. */
const PLURALS: readonly Ending[] = [
  { end: "ies", put: "y", rest: 2 },
  { end: "sses", put: "ss", rest: 2 },
  { end: "shes", put: "sh", rest: 2 },
  { end: "ches", put: "ch", rest: 2 },
  { end: "xes", put: "x", rest: 2 },
  { end: "ss", put: "ss", rest: 2 },
  { end: "us", put: "us", rest: 2 },
  { end: "is", put: "is", rest: 2 },
  { end: "s", put: "", rest: 3 },
];
const VERBS: readonly Ending[] = [
  { end: "ied", put: "y", rest: 2 },
  { end: "eed", put: "eed", rest: 1 },
  { end: "ed", put: "", rest: 3, vowel: true },
  { end: "ing", put: "", rest: 3, vowel: true },
  { end: "ly", put: "", rest: 5 },
  { end: "ment", put: "", rest: 5 },
  { end: "isation", put: "iz", rest: 3 },
  { end: "ization", put: "iz", rest: 3 },
  { end: "tion", put: "t", rest: 4 },
  { end: "sion", put: "s", rest: 4 },
];
/** British and American spelling, and letters that other endings leave behind. */
const SPELLINGS: readonly Ending[] = [
  { end: "our", put: "or", rest: 2 },
  { end: "tre", put: "ter", rest: 3 },
  { end: "ence", put: "ens", rest: 3 },
  { end: "ense", put: "ens", rest: 3 },
  { end: "mme", put: "m", rest: 5 },
  { end: "ise", put: "iz", rest: 4 },
  { end: "ize", put: "iz", rest: 3 },
  { end: "e", put: "", rest: 3 },
  { end: "y", put: "i", rest: 2 },
];

interface Ending {
  readonly end: string;
  readonly put: string;
  readonly rest: number;
  /** What is left must hold a vowel: "bring" is no form of "br". */
  readonly vowel?: boolean;
}

/**
 * Returns the stem of a folded word: what its English forms have in common, such as "kil" for kill, kills and killed.
 *
 * Words of up to three letters, and what holds anything but the letters a to z, come back as they are.
 */
export function stem(word: string): string {
  const regular = IRREGULAR.get(word) ?? word;
  if (regular.length < SHORTEST || !PLAIN.test(regular)) return regular;
  const single = cut(regular, PLURALS);
  const bare = single.length < SHORTEST ? single : undoubled(cut(single, VERBS));
  return bare.length < SHORTEST ? bare : undoubled(cut(bare, SPELLINGS));
}

function cut(word: string, endings: readonly Ending[]): string {
  for (const { end, put, rest, vowel } of endings) {
    if (!word.endsWith(end) || word.length - end.length < rest) continue;
    const left = word.slice(0, -end.length);
    return vowel && !VOWEL.test(left) ? word : left + put;
  }
  return word;
}

/** Cuts the second of two equal consonants at the end: stopped is a form of stop, and cancelled of cancel. */
function undoubled(word: string): string {
  const last = word.at(-1) as string;
  return word.length > 3 && last === word.at(-2) && !VOWEL.test(last) ? word.slice(0, -1) : word;
}

function pairs(list: string): ReadonlyMap<string, string> {
  return new Map(list.split(" ").map((pair) => pair.split(":") as [string, string]));
}
