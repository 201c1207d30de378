import { languageOf } from "../../text/language.ts";
import { sentences, words } from "../../text/sentences.ts";
import { wordSet } from "../../text/word-set.ts";

/** Words that deny, and words that may stand for them in another language. */
interface Negations {
  readonly sure: ReadonlySet<string>;
  readonly near: ReadonlySet<string>;
}

const NEGATIONS: Readonly<Record<string, Negations>> = {
  en: negations(
    "no not never none nobody nothing neither nor cannot",
    "without deny denies denied denying refuse refuses refused reject rejects rejected fail fails failed unable unlikely " +
      "unclear unknown unchanged lack lacks lacking hardly barely unless except false wrong only",
  ),
  de: negations(
    "nicht kein keine keinen keinem keiner keines nie niemals nichts niemand niemanden weder",
    "ohne dementiert dementierte bestreitet bestritt weigert weigerte lehnt lehnte abgelehnt verweigert unklar unbekannt " +
      "unverändert kaum falsch unwahrscheinlich außer sofern nur scheitert scheiterte gescheitert",
  ),
  fr: negations(
    "ne pas jamais aucun aucune rien ni personne",
    "sans dément démenti nie nié refuse refusé rejette rejeté échoue échoué inconnu inchangé peine faux sauf seulement",
  ),
  es: negations(
    "no nunca jamás ningún ninguna ninguno nadie nada ni tampoco",
    "sin niega negó niegan rechaza rechazó desmiente desmintió desconocido apenas falso salvo solo sólo",
  ),
  it: negations(
    "non mai nessun nessuno nessuna niente nulla né",
    "senza nega negato smentisce smentito rifiuta rifiutato respinge sconosciuto falso tranne solo",
  ),
  pt: negations(
    "não nunca nenhum nenhuma ninguém nada nem jamais",
    "sem nega negou recusa recusou rejeita rejeitou desmente desconhecido falso exceto apenas só",
  ),
  nl: negations(
    "niet geen nooit niemand niets noch",
    "zonder ontkent ontkende ontkennen weigert weigerde verwerpt onbekend ongewijzigd nauwelijks vals behalve alleen",
  ),
};

/**
 * Returns whether a translation into a language (BCP 47 tag) has lost a negation of its source or won one: sentence by
 * sentence where both have as many. Only told for pairs of English, German, French, Spanish, Italian, Portuguese and Dutch.
 */
export function isNegationChanged(from: string, translated: string, to: string): boolean {
  const before = NEGATIONS[languageOf(from)?.slice(0, 2) ?? ""];
  const after = NEGATIONS[to.slice(0, 2).toLowerCase()];
  if (before === undefined || after === undefined) return false;
  const [own, other] = [parts(from), parts(translated)];
  const pairs =
    own.length === other.length
      ? own.map((one, index) => [one, other[index] as string] as const)
      : [[from, translated] as const];
  return pairs.some(
    ([one, two]) =>
      isDenied(one, before) !== isDenied(two, after) && !isNearly(one, before) && !isNearly(two, after),
  );
}

function parts(text: string): readonly string[] {
  return sentences(text).map(({ start, end }) => text.slice(start, end));
}

function isDenied(text: string, { sure }: Negations): boolean {
  return words(text).some((word) => sure.has(word) || /n't$|^n'/u.test(word));
}

function isNearly(text: string, { near }: Negations): boolean {
  return words(text).some((word) => near.has(word));
}

function negations(sure: string, near: string): Negations {
  return { sure: wordSet(sure), near: wordSet(near) };
}
