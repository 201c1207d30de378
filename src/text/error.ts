/** Returns what an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Returns the code by which programs know an error, such as ENOENT; "" where it bears none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** Returns what went wrong as a part of a sentence: without the full stop where it is a sentence of its own. */
export function clauseOf(detail: string): string {
  return detail.replace(/\.$/, "");
}
