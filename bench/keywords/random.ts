/** A seeded source of numbers in [0, 1): the same seed gives the same run. */
export type Random = () => number;

/** Returns a source of numbers by the generator mulberry32. */
export function makeRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Returns a whole number from `from` up to, but not including, `to`. */
export function between(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from));
}

/** Returns one of the values, each as likely. */
export function oneOf<T>(random: Random, values: ArrayLike<T>): T {
  return values[between(random, 0, values.length)] as T;
}

/** Returns a number of the normal distribution with mean 0 and deviation 1. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Returns what draws ranks from 0 to `count` - 1 as the words of a language fall: the weight of rank r is (r + `offset`) ** -`power`. */
export function zipf(count: number, offset: number, power: number): (random: Random) => number {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let rank = 0; rank < count; rank += 1) {
    sum += (rank + offset) ** -power;
    sums[rank] = sum;
  }
  return (random) => firstAbove(sums, random() * sum);
}

function firstAbove(sums: Float64Array, value: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
