import { frequencyOf } from "../../text/frequencies.ts";
import { owned } from "../../text/owned.ts";
import { isEveryday, isForeignFiller, wordOf } from "./wording.ts";

/** What is known of a folded word, whichever story it stands in. */
export interface Entry {
  /** What it is compared as. */
  readonly plain: string;
  /** The share of stories that are expected to have it: 0 where it is rare or unknown. */
  readonly share: number;
  /** So common a word that in capitals it is another one, as in US and WHO. */
  readonly isCommon: boolean;
  readonly isEveryday: boolean;
  /** Most write it with a capital letter. */
  readonly isName: boolean;
}

/** A word is expected in a story with the probability that so many words of the language have it among them. */
const STORY_WORDS = 300;
export const SHARES = { everyday: 0.35, filler: 0.7 };
/** The share of the language from which on a word is common. */
const COMMON = 1e-4;
/** So many words are remembered, some 10 MB; then the memory begins anew. */
const MOST_REMEMBERED = 60_000;

let remembered = new Map<string, Entry>();

/** Returns what is known of a folded word. */
export function entryOf(key: string): Entry {
  const known = remembered.get(key);
  if (known) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered = new Map();
  const entry = lookUp(owned(key));
  remembered.set(owned(key), entry);
  return entry;
}

function lookUp(key: string): Entry {
  const plain = wordOf(key);
  const { share, name } = frequencyOf(plain);
  const everyday = isEveryday(plain);
  const least = isForeignFiller(key) ? SHARES.filler : everyday ? SHARES.everyday : 0;
  return {
    plain,
    share: Math.max(least, 1 - Math.exp(-STORY_WORDS * share)),
    isCommon: everyday || share > COMMON,
    isEveryday: everyday,
    isName: name && !everyday,
  };
}
