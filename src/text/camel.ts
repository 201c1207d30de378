const CAMEL = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})(?!\p{Lu}s(?!\p{L}))|(?<=\p{L})(?=\p{N})/u;

/** Returns the parts of a word at its camel humps and before its digits: OpenAI gives Open and AI. */
export function camelParts(word: string): readonly string[] {
  return word.split(CAMEL);
}
