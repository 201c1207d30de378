/** What a query is held against: the words of a story, as plain text. */
export interface MatchableStory {
  readonly title: string;
  readonly text: string;
  readonly url: string;
  readonly source?: string;
  readonly author?: string;
  readonly tags?: readonly string[];
  readonly language?: string;
}

/** One place where a story satisfies a term; start and end are UTF-16 offsets into the named field. */
export interface Hit {
  readonly term: string;
  readonly via?: string;
  readonly field: "title" | "body" | "tag" | "author" | "source" | "site" | "lang" | "link";
  readonly index?: number;
  readonly start: number;
  readonly end: number;
}
