/** A part of a string that is at least so long is kept by the engine as a view of the whole. */
const LEAST_VIEW = 13;

/** Returns a string that keeps nothing else alive: a word that is remembered would else hold the text it was read from. */
export function owned(text: string): string {
  return text.length < LEAST_VIEW ? text : Buffer.from(text, "utf16le").toString("utf16le");
}
