const BASIS = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** Returns the 32-bit FNV-1a hash of a key over its UTF-16 units, as a signed number (http://www.isthe.com/chongo/tech/comp/fnv/). */
export function hashOf(key: string): number {
  let hash = BASIS;
  for (let at = 0; at < key.length; at += 1) hash = hashOn(hash, key.charCodeAt(at));
  return hash;
}

/** What undoes a multiplication by the prime. */
const INVERSE = 0x359c449b;

/** Returns the hash of a key without its last unit. */
export function hashBefore(hash: number, unit: number): number {
  return Math.imul(hash, INVERSE) ^ unit;
}

/** Returns the hash of a key with one more unit. */
export function hashOn(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, PRIME);
}
