/** What a writer is told of a story: enough to write from, and to hold what is written against. */
export interface ToldStory {
  readonly title: string;
  readonly text: string;
  /** BCP 47 tag. */
  readonly language?: string;
}

/** What a card says of a story in words. */
export interface CardTexts {
  readonly title: string;
  /** "" where there is none. */
  readonly summary: string;
}

/**
 * Writes with a language model what an alert may say. No method ever rejects, and none takes longer than its limit.
 *
 * Where there is no answer, or none that may be shown, the answer is undefined: the alert is told without it.
 */
export interface Writer {
  /** Returns a summary that says nothing but what the story says; `words` are those it is told for. */
  summary(story: ToldStory, words: readonly string[]): Promise<string | undefined>;
  /** Returns whether a story is about something; undefined where nobody can say, and then it is told. */
  relevant(about: string, story: ToldStory): Promise<boolean | undefined>;
  /** Returns the texts in another language (BCP 47 tag); the card has to say that they are translated. */
  translation(texts: CardTexts, to: string): Promise<CardTexts | undefined>;
  /** Returns what became of all that was asked since the start, for `/news status`. */
  counts(): WriterCounts;
}

/** How an answer came about, or why there is none. */
export type WritingResult = "ok" | "cached" | "gate" | "timeout" | "error" | "budget" | "breaker";

export interface WriterCounts extends Readonly<Record<WritingResult, number>> {
  /** Tokens used on this day (UTC), and how many a day may have. */
  readonly tokens: number;
  readonly tokensPerDay: number;
  /** Until when the model is left alone after failures in a row. */
  readonly restsUntil?: Date;
}
