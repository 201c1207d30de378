/** Discord's first moment, in ms since 1970: https://docs.discord.com/developers/reference#snowflakes */
const EPOCH_MS = 1_420_070_400_000;

/** Returns the smallest id that something made at that moment can have. */
export function idAt(ms: number): string {
  return (BigInt(Math.max(0, Math.floor(ms) - EPOCH_MS)) << 22n).toString();
}

/** Returns when the thing of this id was made, in ms since 1970. */
export function madeAt(id: string): number {
  return Number(BigInt(id) >> 22n) + EPOCH_MS;
}

/** Returns whether a text is an id of Discord. */
export function isId(text: string): boolean {
  return /^\d{17,20}$/.test(text);
}
