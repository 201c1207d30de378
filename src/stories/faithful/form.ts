/** Shortest and longest summary in UTF-16 units; a character of a script without spaces says as much as two. */
const LEAST = 40;
const MOST = 280;
const DENSE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu;

const ENDS = /[.!?。！？؟۔।]["'”’»)\]」』]*$/u;
const CUT_OFF = /(?:…|\.\.\.)["'”’»)\]]*$/u;
/** A small first letter, except that of a name such as eBay or iPhone. */
const SMALL_START = /^["'“‘«(]*\p{Ll}(?!\p{Ll}*[\p{Lu}\d])/u;

/** Domains, also bare ones, since chat platforms make links of them; node.js and its like are names. */
const LINK =
  /\p{L}[\p{L}\d+.-]*:\/\/|\b(?:mailto|tel|javascript|data|file):|\bwww\.|[\p{L}\d-]{2,}(?:\.|\[\.\]|\(dot\))(?!js\b)\p{L}{2,}/iu;
/** `<!channel>`, `<@U1>`, `<#C1>`, `@everyone`, `@here`, handles and addresses of any kind. */
const MENTION = /<[!@#]|[@＠]\s*[\p{L}\d_]/u;
/** Signs that some platform reads as more than text: HTML, entities, Markdown, Slack's and Discord's own, JSON. */
const MARKUP =
  /[<>`{}\\|]|\*\*|__|~~|\]\s*[([]|^\s*(?:[-*•#>]|\d+[.)]\s)|(?<![\p{L}\d])[*_~](?=\S)|[*_~](?![\p{L}\d])|&(?:#?\w+);|:[a-z][\w+-]*:|"\s*:/iu;
const VOICE =
  /\bas an ai\b|^(?:sure|certainly|of course|okay|ok|summary|tl;?dr|answer|note|translation|zusammenfassung|résumé|resumen)\b\s*[,:!-]|\b(?:here is|here's) (?:a|the|your|my)\b|\bthis (?:article|story|text|page) (?:says|is about|describes|discusses)\b|\b(?:the|this) (?:prompt|instructions?|user|assistant)\b/i;
const FIRST_PERSON = /(?<![\p{L}\d'])(?:I|I'm|I'll|I've|my|me)(?![\p{L}\d'])/u;
/** To the reader, wherever it stands. */
const SECOND_PERSON =
  /(?<![\p{L}\d])(?:you|your|yours|yourself|you're|you'll|you've|click|ignore|disregard|please|klicken sie|ignorieren sie|bitte|cliquez|ignorez|veuillez|votre|haga clic|pinche|clicca|clique)(?![\p{L}\d])/iu;
/** What a sentence begins with that tells its reader what to do. */
const IMPERATIVE =
  /^["'“‘«(]*(?:visit|tap|download|install|subscribe|sign up|sign in|log in|login|call|send|buy|order|read|follow|share|contact|verify|update your|join|open|go to|enter|reply|respond|act now|claim|register|check out|scan|pay|transfer|use|try|see|learn|watch|forget|do not|don't|never|remember|note that|consider|get|give|tell|write|say|repeat|print|output|stop|beware|run|execute|copy|paste|type|press|vote|donate|invest|hurry|don’t)\s/i;
const CONTROL = /(?![\n\t ])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * Returns what is wrong with a text as a summary by its form alone, whatever the story says; empty where nothing is.
 *
 * It has 40 to 280 UTF-16 units in whole sentences, speaks of the story and not to the reader, and holds nothing that a
 * platform could read as a link, a mention or markup.
 */
export function formFaults(summary: string, sentences: readonly string[]): readonly string[] {
  const weight = summary.length + (summary.match(DENSE)?.length ?? 0);
  return [
    ...(weight < LEAST ? ["too short"] : []),
    ...(summary.length > MOST ? ["too long"] : []),
    ...(ENDS.test(summary) && !CUT_OFF.test(summary) ? [] : ["cut off"]),
    ...(SMALL_START.test(summary) ? ["begins inside a sentence"] : []),
    ...markupFaults(summary),
    ...toneFaults(summary, sentences),
  ];
}

/** Returns which signs in a text could become more than text on a platform. */
export function markupFaults(text: string): readonly string[] {
  return [
    ...(CONTROL.test(text) || text.includes("\n") ? ["control characters"] : []),
    ...(LINK.test(text) ? ["a link"] : []),
    ...(MENTION.test(text) ? ["a mention"] : []),
    ...(MARKUP.test(text) ? ["markup"] : []),
  ];
}

/** What people say in quotes may be said to anybody. */
function toneFaults(summary: string, sentences: readonly string[]): readonly string[] {
  const own = withoutQuotes(summary);
  const commands = sentences.some((sentence) => IMPERATIVE.test(sentence));
  return [
    ...(VOICE.test(own) || FIRST_PERSON.test(own) ? ["speaks of itself"] : []),
    ...(SECOND_PERSON.test(own) || commands ? ["speaks to the reader"] : []),
  ];
}

const QUOTED = /“([^”]*)”|"([^"]*)"|«([^»]*)»|„([^“”]*)[“”]|「([^」]*)」|『([^』]*)』/gu;

/** Returns what stands in double quotes of any kind, without the quotes. */
export function quotedIn(text: string): readonly string[] {
  return Array.from(
    text.matchAll(QUOTED),
    ([, ...inside]) => inside.find((one) => one !== undefined) as string,
  );
}

function withoutQuotes(text: string): string {
  return text.replace(QUOTED, " ");
}
