import { contentOf } from "./said.ts";

/** The kinds of openness a sentence of a story may have, with the words for each. A noun ("the plan") is none. */
const KINDS: Readonly<Record<string, RegExp>> = {
  planned: open(
    "will|won't|shall|would|wouldn't|(?<!(?:the|a|an|this|that|its|their|his|her|any|such) )plans?|planned|planning|" +
      "aims?|aimed|aiming|intends?|intended|expects?|expected|hopes?|hoped|wants?|wanted|seeks?|seeking|sought|" +
      "propose[sd]?|proposing|threatens?|threatened|going to|(?:is|are|was|were) (?:due |set |about )?to|" +
      "wird|werden|würde|würden|soll|sollen|planen|devrait|devraient|prévoit|planea|prevé|prevede|planeja|zal|zullen",
  ),
  open: open(
    "may|might|could|possibly|possible|potentially|perhaps|maybe|likely|unlikely|considers?|considering|considered|" +
      "weighs?|weighing|mulls?|mulling|mulled|if|unless|whether|unclear|" +
      "könnte|könnten|möglicherweise|vielleicht|falls|ob|pourrait|pourraient|podría|podrían|potrebbe|poderia|zou|zouden",
  ),
  claimed: open(
    "reportedly|allegedly|alleged|alleges?|claims?|claimed|claiming|accuse[sd]?|accusing|suspects?|suspected|" +
      "rumou?rs?|rumou?red|apparently|supposedly|angeblich|soit-disant|supuestamente|presunto",
  ),
  doubted: open(
    "doubts?|doubted|doubting|doubtful|deny|denies|denied|denying|disputes?|disputed|questions?|questioned|" +
      "fears?|feared|warns?|warned|asks? whether|asked whether|" +
      "bezweifelt|bezweifeln|warnt|doute|doutent|duda|dudan|dubita|duvida",
  ),
};
/** Words of these kinds that are no content of their own: another may stand for them. */
const OPEN_WORD =
  /^(?:plan(?:s|ned|ning)?|aim(?:s|ed)|intend(?:s|ed)?|expect(?:s|ed)?|hope[sd]?|want(?:s|ed)?|seeks?|likely|possibl[ey]|reportedly|allegedly|whether|claim(?:s|ed)?|due|set)$/;
/** The month, which leaves nothing open. */
const MONTH = /(?<!\p{L})May(?!\p{L})/gu;
/** Where what a word leaves open comes to its end. */
const END = /[;:–—()]|,(?! (?:and|or|but) \p{Ll})/u;
/** What one doubts or claims is held only to the statement that rests on it. */
const OF_ONE = new Set(["claimed", "doubted"]);
/** So many stems of what is left open make a statement speak of it. */
const SPOKEN_OF = 2;

/** Returns whether a word tells no more than that something is open. */
export function isOpenWord(word: string): boolean {
  return OPEN_WORD.test(word);
}

/**
 * Returns which doubts, plans and conditions of a sentence a statement leaves out.
 *
 * `stands` tells that the statement rests on this very sentence; another only counts where the verb that it leaves open
 * is the statement's, too.
 */
export function certaintyFaults(
  statement: string,
  stems: ReadonlySet<string>,
  sentence: string,
  stands: boolean,
): readonly string[] {
  const [own, other] = [statement.replace(MONTH, " "), sentence.replace(MONTH, " ")];
  return Object.entries(KINDS).flatMap(([kind, words]) => {
    const dropped =
      (stands || !OF_ONE.has(kind)) &&
      own.search(words) === -1 &&
      other.matchAll(new RegExp(words, "giu")).some(({ 0: word, index }) => {
        const rest = other.slice(index + word.length).split(END, 1)[0] as string;
        const [verb, ...more] = contentOf(rest);
        if (verb === undefined) return false;
        const shared = [verb, ...more].filter((one) => stems.has(one)).length;
        return stands ? stems.has(verb) || shared >= SPOKEN_OF : stems.has(verb) && shared >= SPOKEN_OF;
      });
    return dropped ? [`certainty: ${kind}`] : [];
  });
}

/** Returns whether a statement puts off to the future what neither of these sentences puts off. */
export function isPutOff(statement: string, sentences: readonly string[]): boolean {
  const later = /(?<!\p{L})(?:will|shall|plans|planned)(?!\p{L})/iu;
  const [planned, open] = [KINDS["planned"] as RegExp, KINDS["open"] as RegExp];
  const isLater = (text: string) =>
    planned.test(text) || open.test(text.replace(MONTH, " ")) || / to /.test(text);
  return later.test(statement) && !sentences.some(isLater);
}

function open(words: string): RegExp {
  return new RegExp(String.raw`(?<!\p{L})(?:${words})(?!\p{L})`, "iu");
}
