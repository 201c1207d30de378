/** One thing that news tell of: how people ask for it, and how stories write it, with what merely looks like it. */
export interface Subject {
  readonly asked: readonly string[];
  readonly told: readonly string[];
  /** Regular expressions for it, without their slashes. */
  readonly patterns: readonly string[];
}

/** Returns a subject; what is asked and what is told each have | between them. */
export function subject(asked: string, told: string, ...patterns: readonly string[]): Subject {
  return { asked: asked.split("|"), told: told.split("|"), patterns };
}
