import { fold } from "../../text/fold.ts";
import { plain } from "../../text/plain.ts";
import { sentences, words } from "../../text/sentences.ts";
import { type Token, tokenise } from "../../text/tokens.ts";
import { wordSet } from "../../text/word-set.ts";
import { type Figure, figuresIn, withoutFigures } from "./figures.ts";

/** One sentence, read for comparison. */
export interface Said {
  readonly text: string;
  /** Stems of the words that carry its meaning. */
  readonly content: ReadonlySet<string>;
  /** The same for what stands between its commas. */
  readonly clauses: readonly ReadonlySet<string>[];
  /** Words with a capital letter, folded, in order. */
  readonly names: readonly Name[];
  /** All its words, folded. */
  readonly keys: ReadonlySet<string>;
  readonly figures: readonly Figure[];
  readonly negated: readonly Qualifier[];
  /** Where something only may be, is planned or is claimed. */
  readonly hedged: readonly Qualifier[];
  /** It turns doer and deed around, as in "bought by". */
  readonly passive: boolean;
}

/** A word that denies something or leaves it open: the stems around it. With none behind it, it may concern anything. */
export interface Qualifier {
  /** At most two before it in its clause. */
  readonly before: ReadonlySet<string>;
  /** At most three behind it; none where it denies all that follows, as "it is not true that". */
  readonly after: ReadonlySet<string>;
}

export interface Name {
  readonly key: string;
  readonly word: string;
  /** Only because a sentence begins here is the letter a capital one, as far as one can see. */
  readonly initial: boolean;
  /** Follows the name before it with nothing but a space between. */
  readonly joined: boolean;
}

/** Words that carry no meaning of their own, in the languages of most news. */
const EMPTY = wordSet(
  "a an as at by he if in is it no of on or so to up we am be do my us er es im am zu wo da le la de du un el lo il en et à " +
    "au je se si su al ao em na um o e y i " +
    "the and but for nor not with without into onto from over under about after before since until during between among " +
    "than then that this these those its his him her hers she they them their theirs our who whom whose what which when " +
    "where why how are was were been being does did done has have had having will would can could may might must shall " +
    "should just only also too very more most less least much many some any all none such here there because while " +
    "though although both each every other another own same says said say saying tell tells told according still yet " +
    "now meanwhile however today yesterday tomorrow per via amp out off " +
    "der die das den dem des ein eine einen einem einer eines und oder nicht mit von vom zum zur für auf ist sind war " +
    "waren wird werden wurde nach bei aus über wie auch sich dass als sie ihr ihre sein seine hat haben hatte sagte " +
    "les une des dans sur pour par avec est sont qui que aux ont été elle ils leur son ses cette ces mais plus selon " +
    "los las una del por para con que sus este esta son fue han más según pero como gli dei della delle nel per che " +
    "sono più dal alla não uma dos das com mais foi het een van voor met dat zijn niet ook",
);
const NEGATIONS = wordSet(
  "no not never none nobody nothing neither nor without cannot deny denies denied denying denial refuse refuses refused " +
    "refusing refusal reject rejects rejected rejecting fail fails failed failing halt halts halted cancel cancels " +
    "cancelled canceled false falsely hoax untrue unlikely nicht kein keine keinen keinem keiner nie niemals nichts " +
    "niemand ohne weder dementiert dementierte bestreitet bestritt ne pas jamais aucun aucune sans dément nie rien " +
    "nunca ningún ninguna nadie nada sin niega negó non mai nessun nessuna senza nega não nenhum sem niet geen nooit " +
    "zonder не нет никогда без",
);
const CONTRACTED = /n['’]t$/u;
const HEDGES = wordSet(
  "may might could would reportedly alleged allegedly alleges rumour rumours rumoured rumor rumors rumored consider considers " +
    "considering weighs weighing mulls mulling possible possibly potentially perhaps maybe likely unlikely expected expects " +
    "plan plans planned planning proposes proposed seeks hopes aims intends wants threatens if whether claims claimed " +
    "soll sollen könnte könnten angeblich möglicherweise vielleicht voraussichtlich pourrait " +
    "pourraient aurait serait prévoit podría podrían habría planea potrebbe potrebbero poderia pode zou zouden",
);
/** The month, which is no hedge. */
const MONTH = /(?<!\p{L})May(?!\p{L})/gu;
const BY = /(?<!\p{L})(?:by|von|vom|durch|par|por|da|dal|dalla|door)(?!\p{L})/iu;
const DENSE =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const CLAUSE = /[;:–—()]| - /u;
/** How many words around a qualifier are looked at, and how many of their stems count. */
const NEAR = 12;
const MOST_BEFORE = 2;
const MOST_AFTER = 3;
/** Stems of what stands for a whole statement: "not true", "not the case". */
const WHOLE = new Set(["true", "tru", "correct", "cas", "right", "accurat", "wahr", "vrai", "cierto"]);

/** More are not read: the longest stories have fewer, and what has more is a list. */
const MOST_SENTENCES = 500;

/** Reads the sentences of a text in order. `language` is a BCP 47 tag, for numbers and hedges. */
export function sentencesSaid(text: string, language?: string): readonly Said[] {
  return sentences(text)
    .slice(0, MOST_SENTENCES)
    .map(({ start, end }) => read(text.slice(start, end), language));
}

function read(sentence: string, language: string | undefined): Said {
  const { text } = plain(sentence);
  const bare = withoutFigures(text);
  const scan = tokenise(bare);
  return {
    text,
    content: contentOf(bare),
    clauses: bare.split(/[,;:–—]\s/).map(contentOf),
    names: namesOf(scan.tokens, scan.text),
    keys: new Set(tokenise(text).tokens.map(({ key }) => key)),
    figures: figuresIn(text, language),
    negated: qualifiersIn(text, isNegation),
    hedged: qualifiersIn(text.replaceAll(MONTH, " "), (word) => isHedge(word, language)),
    passive: BY.test(text),
  };
}

/** Returns the stems of the words of a text that carry meaning: no numbers, and of most scripts from three letters on. */
export function contentOf(text: string): ReadonlySet<string> {
  return new Set(words(text).flatMap((word) => (carries(word) ? [stem(fold(word))] : [])));
}

/** Returns whether a word in small letters carries meaning of its own. */
export function carries(word: string): boolean {
  return !/\d/.test(word) && !EMPTY.has(word) && !isNegation(word) && (word.length >= 3 || DENSE.test(word));
}

/** Returns a word without the commonest endings; short ones stay. Only good for telling whether two words are akin. */
export function stem(word: string): string {
  const bare = word.replace(/['’]s?$/u, "");
  const cut = bare.replace(
    /(?<=\p{L}{3})(?:ations?|ments?|ingly|ings?|edly|ed|ies|es|ers?|ly|en|em|s|e|y)$/u,
    "",
  );
  return cut.replace(/(?<=\p{L}{2})e$/u, "").replace(/(\p{L})\1$/u, "$1");
}

function isNegation(word: string): boolean {
  return NEGATIONS.has(word) || CONTRACTED.test(word);
}

/** German for "plans", in English a thing that is certain. */
function isHedge(word: string, language: string | undefined): boolean {
  return HEDGES.has(word) || (word === "plant" && /^de\b/i.test(String(language)));
}

function qualifiersIn(text: string, qualifies: (word: string) => boolean): readonly Qualifier[] {
  return text.split(CLAUSE).flatMap((clause) => {
    const all = words(clause);
    return all.flatMap((word, index) => {
      if (!qualifies(word)) return [];
      const before = [...contentOf(all.slice(Math.max(0, index - NEAR), index).join(" "))].slice(
        -MOST_BEFORE,
      );
      const after = [...contentOf(all.slice(index + 1, index + 1 + NEAR).join(" "))].slice(0, MOST_AFTER);
      const isWhole = after.slice(0, 1).some((one) => WHOLE.has(one));
      return [{ before: new Set(before), after: new Set(isWhole ? [] : after) }];
    });
  });
}

function namesOf(tokens: readonly Token[], text: string): readonly Name[] {
  const names: Name[] = [];
  let before: Token | undefined;
  for (const [index, token] of tokens.entries()) {
    const { word, key } = token;
    if (/\p{Lu}|\p{Lt}/u.test(word) && token.script === "spaced") {
      const initial = index === 0 && !/.\p{Lu}/u.test(word);
      if (!(initial && EMPTY.has(key))) {
        const joined = before !== undefined && text.slice(before.to, token.from) === " ";
        names.push({ key, word, initial, joined });
        before = token;
        continue;
      }
    }
    before = undefined;
  }
  return names;
}
