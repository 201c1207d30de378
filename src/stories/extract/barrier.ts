import type { Article } from "../article.ts";
import { type Block, lengthOf } from "./blocks.ts";

/** What is known of a page when it is asked whether something stands before its text. */
export interface Seen {
  /** The names that the page gives itself, one on a line. */
  readonly titles: string;
  /** All lines of the page. */
  readonly all: readonly Block[];
  /** The lines of its main text. */
  readonly main: readonly Block[];
  /** Whether its metadata says that it is one article. */
  readonly isArticle: boolean;
  /** Whether its metadata says that one has to pay. */
  readonly isPaid: boolean;
  /** What stands in `noscript`. */
  readonly noscript: string;
}

/** A page with more main text than this, in UTF-16 units, is read and not walled, whatever it says. */
const MOST = { paid: 1500, walled: 1000, checked: 1200, missing: 600 };
/** A line that says so is a button or a sentence of a wall, not a paragraph of a story. */
const LINE = 320;
/** At the end of a main text so many lines, so short, may be a wall's. */
const END_LINES = 3;
const LABEL = 120;

const CHECK_TITLE =
  /^(?:just a moment\b|attention required|access denied|verify(?:ing)? (?:that )?you(?:'|’)?r?e? (?:are )?(?:a )?human|are you (?:a )?(?:robot|human)|robot (?:check|or human)|human verification|(?:vercel )?security (?:check|checkpoint|verification)|pardon our interruption|please (?:wait|verify)|one more step|ddos-guard|bot verification|checking your browser|un momento|einen moment|un instant|captcha|request (?:blocked|rejected)|you have been blocked|403 forbidden|blocked$)/im;
const CHECK_LINE =
  /(?:enable javascript and cookies to continue|verify(?:ing)? (?:that )?you are (?:not a (?:ro)?bot|(?:a )?human)|(?:confirm|prove|make sure|ensure) (?:that )?you(?:['’]re| are) (?:not a (?:ro)?bot|(?:a )?human)|checking (?:if the site connection is secure|your browser)|verifying your browser|you are using automation tools|review the security of your connection|unusual (?:traffic|activity) (?:from|coming from|has been detected)|complete the (?:captcha|security check)|(?:solve|complete) (?:the|this) captcha|press (?:and|&) hold|i(?:['’]m| am) not a robot|automated (?:access|requests|queries) (?:to|from)|ddos protection by|performance (?:&|and) security by|ray id|please (?:enable|turn on) (?:javascript|cookies|js)|(?:javascript|js) (?:is|and cookies are) (?:disabled|required)|you have been blocked|unable to access|bestätigen sie, dass sie (?:ein mensch|kein roboter)|vérifi(?:er|ez|ons) que vous (?:êtes|n['’]êtes)|verifi(?:ca|que) que (?:eres|es) (?:un )?humano|не робот|подтвердите, что)/i;

const CONSENT_TITLE =
  /(?:before you continue|your privacy (?:choices|matters)|we value your privacy|privacy (?:settings|choices|manager)|cookie (?:consent|settings|wall)|consent (?:required|management)|zustimmung|einwilligung|datenschutz-?einstellungen|avant de (?:continuer|poursuivre)|bevor (?:sie|du) (?:fortfahren|fortfährst|zu)|antes de (?:continuar|ir a))/i;
const CONSENT_LINE =
  /(?:\b(?:we|our)\b.{0,60}\bpartners?\b.{0,80}\b(?:stor|us|process|access|data|cookies)|(?:we|this (?:web)?site|our (?:web)?site) (?:and our .{0,30})?(?:use|uses|set|store)s?\b.{0,40}\bcookies|(?:accept|allow|reject|decline|agree to|refuse)(?: and continue| & continue)?(?: to)?(?: all| the use of)?(?: of)?(?: our)? cookies|your (?:privacy|consent|cookie|personal data)|you can (?:change|withdraw|manage) your|(?:manage|cookie|privacy) (?:preferences|settings|options|choices|policy)|legitimate interest|personali[sz]ed (?:ads|advertising|content)|store and\/or access information|consent to|cookies? (?:akzeptieren|zustimmen|ablehnen)|einwilligung|wir und unsere .{0,30}partner|werbung und tracking|unsere partner|datenschutz(?:erklärung|einstellungen)|nos partenaires|politique de confidentialité|accepter (?:les|et)|vos données|nuestros socios|política de (?:cookies|privacidad)|aceptar (?:las|todas|y)|cookie-?(?:instellingen|einstellungen))/i;
/** The heading of a wall of consent; a banner has the same, so that more than it has to speak for a wall. */
const CONSENT_HEADING = anyOf(
  "^(?:before you continue|we (?:value|respect|care about) your privacy|your privacy (?:choices|matters|is important))",
  "^(?:wir (?:benötigen|brauchen) (?:ihre|deine) (?:zustimmung|einwilligung)|(?:.{1,20} )?mit werbung (?:weiter)?lesen|weiter mit werbung|(?:ihre|deine) (?:privatsphäre|daten|zustimmung)|datenschutz)",
  "^(?:(?:le respect de )?(?:votre|ta) vie privée|(?:nous respectons )?votre vie privée|avec votre (?:accord|consentement)|(?:gestion|utilisation) des cookies)",
  "^(?:(?:la )?(?:tua|vostra) privacy|(?:il )?(?:tuo|vostro) consenso|(?:con|per) (?:il )?(?:tuo|vostro) consenso|rispettiamo la)",
  "^(?:(?:con )?(?:tu|su) (?:privacidad|consentimiento)|(?:nos importa|respetamos|valoramos) (?:tu|su) privacidad|uso de cookies)",
  "^(?:(?:uw|je|jouw) (?:privacy|toestemming)|cookies op |(?:wij|we) (?:gebruiken|plaatsen|respecteren|waarderen)|toestemming voor cookies)",
  "^(?:twoja prywatność|(?:szanujemy|cenimy|dbamy o) (?:twoją )?prywatność|(?:twoja )?zgoda na|pliki cookies?)",
  "^(?:(?:a )?(?:sua|tua) privacidade|(?:com o )?(?:seu|teu) consentimento|(?:valorizamos|respeitamos) (?:a )?(?:sua|tua) privacidade|utilização de cookies)",
);
/** What a wall says of itself in the first person, in languages other than English. */
const CONSENT_SENTENCE = anyOf(
  "\\bwir\\b.{0,60}\\b(?:verwenden|nutzen|setzen|verarbeiten)\\b.{0,60}(?:cookies|technologien|daten\\b)|mit werbung und tracking|zustimmung.{0,40}widerruf",
  "\\bnos \\d{0,4} ?partenaires|\\bnous (?:utilisons|déposons|stockons|traitons)\\b.{0,60}(?:cookies|traceurs|données)",
  "\\bi nostri \\d{0,4} ?(?:partner|fornitori)|\\b(?:archiviamo|utilizziamo|trattiamo|usiamo)\\b.{0,60}(?:cookie|dati personali)",
  "\\bnuestros \\d{0,4} ?(?:socios|proveedores|partners)|\\b(?:usamos|utilizamos|almacenamos)\\b.{0,60}(?:cookies|datos personales)",
  "\\b(?:wij|we|onze partners)\\b.{0,60}\\b(?:plaatsen|gebruiken|verwerken)\\b.{0,60}(?:cookies|gegevens)",
  "\\bnasi \\d{0,4} ?(?:zaufani )?partnerzy|\\b(?:używamy|wykorzystujemy|przechowujemy|przetwarzamy)(?![\\p{L}]).{0,60}(?:cookie|dane|informacje)",
  "\\b(?:os )?nossos \\d{0,4} ?(?:parceiros|fornecedores)|\\b(?:armazenamos|utilizamos|usamos|tratamos)\\b.{0,60}(?:cookies|dados pessoais)",
);
const AGREE =
  "accept|agree|allow|consent|got it|ok|okay|reject|decline|manage|customi[sz]e|alle(?:s|n)?|akzeptieren|zustimmen|ablehnen|annehmen|einverstanden|einstellungen|accepter|refuser|tout|j['’]accepte|je refuse|paramétrer|personnaliser|aceptar|acepto|rechazar|configurar|accetta|accetto|rifiuta|personalizza|gestisci|akkoord|accepteren|weigeren|instellen|akceptuję|zaakceptuj|zgadzam się|odrzuć|przejdź do serwisu|ustawienia|aceitar|aceito|concordo|rejeitar|recusar|gerir|godta|acceptera|принять|согласен|同意";
const CONSENT_BUTTON = new RegExp(
  `^(?:i )?(?:${AGREE})(?: (?:all|cookies?|and|und|et|y|e|en|i|close|fermer|continue|continua|continuar|continuer|cerrar|chiudi|fechar|verder|dalej|akzeptieren|ablehnen|accepter|refuser|todo|todos|todas|wszystk(?:ie|o)|my|choices|options|preferences|preferencias|preferenze|settings|&|to|tutt[io]|weiter|(?:et )?sans accepter)){0,4}$`,
  "i",
);

/** The name of a page that is not there, whole or before the name of its site. */
const MISSING_TITLE =
  /^(?:(?:error |fehler |erreur )?404(?: error)?(?:\s?[:|–—-]?\s?(?:(?:page |file )?not found|seite nicht gefunden|page introuvable|página no encontrada|pagina non trovata))?|(?:(?:oops|sorry)[!,.…]* )?(?:(?:that|this|the) )?page (?:(?:was |could |can ?)?not|(?:could|was)n['’]t|can['’]t)(?: be)? found|(?:(?:that|this|the) )?page (?:does not|doesn['’]t) exist|not found|(?:die )?seite (?:wurde |konnte )?nicht gefunden(?: werden)?|page (?:introuvable|non trouvée)|página no (?:encontrada|existe)|pagina non trovata|pagina niet gevonden|página não encontrada|(?:nie znaleziono strony|strony nie znaleziono)|страница не найдена|ページが見つかりません(?:でした)?|(?:页面不存在|找不到(?:该)?页面|页面未找到))[.!]?(?:\s?[|·•–—:-]\s.{1,60})?$/imu;
const MISSING_LINE =
  /(?:page|article|link|url|content|address).{0,60}(?:does(?: not|n['’]t) exist|(?:has|have|been|was|were|is) .{0,20}(?:moved|removed|deleted|unavailable)|no longer (?:exists|available)|(?:could|can) ?not be found|(?:can|could)n['’]t (?:be found|find))|(?:we )?(?:can(?:no|['’])t|could(?: not|n['’]t)) find (?:the|that|this) page|seite.{0,60}(?:existiert|nicht (?:mehr )?(?:gefunden|verfügbar|vorhanden)|gelöscht|verschoben)|page.{0,60}(?:n['’]existe|introuvable|a été (?:déplacée|supprimée))|página.{0,60}(?:no existe|não existe|eliminad|removid|movid)|pagina.{0,60}(?:non esiste|rimossa|bestaat niet|verwijderd)|strona.{0,60}(?:nie istnieje|usunięta)|страниц.{0,60}(?:не существует|удалена)|存在しない|見つかりません|不存在|已删除/iu;

const PAY_LINE =
  /(?:(?:subscribe|sign up|register|log ?in|sign in|join|create .{0,25}account|start .{0,25}trial|subscription|become a .{0,20}(?:member|subscriber)).{0,60}(?:to (?:continue|keep reading|read (?:the|this|on|all|our|full)|unlock|finish|(?:view|access|see) (?:the (?:full|rest)|this))|for (?:full|unlimited) access)|to (?:continue|keep) reading|(?:continue|keep) reading (?:this|with|by|for)|(?:this|the) (?:article|story|content|post|page) is (?:only |exclusively |reserved |available )*(?:for|to) .{0,30}(?:subscribers|members|readers who)|(?:subscribers?|members?)[- ]only|(?:exclusive|reserved) (?:to|for) (?:our )?(?:paying )?(?:subscribers|members)|you(?:['’]ve| have) (?:reached|read|used|hit) .{0,50}(?:limit|free|articles)|(?:read|unlock|get) (?:the (?:rest|full)|this|full) (?:of .{0,20})?(?:article|story|access).{0,60}(?:subscri|trial|member|\bfor\b)|(?:jetzt )?weiterlesen (?:mit|für|und)|diese[rs] (?:artikel|inhalt|beitrag) ist (?:nur |exklusiv )?(?:für|abonnenten)|(?:um|zum) (?:den artikel )?(?:weiterzulesen|weiterlesen)|mit .{0,30}(?:abo|plus|premium).{0,20} (?:lesen|weiterlesen)|(?:article|contenu|la suite est) (?:est )?réservée?s? (?:aux|à nos) abonnés|réservée?s? aux abonnés|pour lire la suite|il vous reste .{0,20}% |(?:contenido|artículo|noticia) (?:es )?(?:exclusiv[oa]|sólo|solo) (?:para|de) (?:(?:nuestros|los) )?(?:suscriptores|socios|abonados)|suscríbete para (?:leer|seguir)|registr(?:ieren|iere dich).{0,60}(?:weiterlesen|weiterzulesen)|para (?:seguir|continuar) leyendo|conteúdo exclusivo para assinantes|para continuar lendo|riservato agli abbonati|per continuare a leggere|alleen voor abonnees|om verder te lezen|только для подписчиков|чтобы продолжить чтение|(?:有料)?会員限定|続きを読むには|この記事は(?:有料|会員)|(?:订阅|登录)后(?:阅读|可)|للمشتركين فقط)/i;

/** Returns what stands before a page's text; nothing where its main text is there. */
export function barrierOf(seen: Seen): Article["barrier"] {
  const length = lengthOf(seen.main);
  if (isCheck(seen, length)) return "robots";
  if (isConsent(seen, length)) return "consent";
  return isPaywall(seen, length) ? "paywall" : undefined;
}

function isCheck({ titles, all, isArticle, noscript }: Seen, length: number): boolean {
  if (length > MOST.checked || (isArticle && length > 0)) return false;
  const whole = all.reduce((sum, one) => sum + one.text.length, 0);
  if (whole > 2 * MOST.checked) return false;
  const lines = all.filter((one) => one.text.length <= LINE && CHECK_LINE.test(one.text)).length;
  if (CHECK_TITLE.test(titles)) return lines > 0 || whole < MOST.checked / 2;
  // Without such a title, most of what the page says has to be about it, or nothing else is there.
  return lines >= 2 || (lines === 1 && whole < MOST.checked / 2) || (whole < 40 && CHECK_LINE.test(noscript));
}

function isConsent({ titles, all, main, isArticle }: Seen, length: number): boolean {
  const own = main.filter((one) => !isOfConsent(one.text) && one.text.length >= 60);
  const left = own.reduce((sum, one) => sum + one.text.length, 0);
  if (length > 4 * MOST.walled || left > MOST.walled || (isArticle && left > 200)) return false;
  const sentences = all.filter((one) => isOfConsent(one.text)).length;
  const buttons = all.filter((one) => CONSENT_BUTTON.test(one.text)).length;
  if (CONSENT_TITLE.test(titles)) return sentences + buttons > 0;
  if (sentences === 0 || buttons === 0 || left >= length / 2 + 1) return false;
  return (
    sentences + buttons >= 3 || all.some((one) => one.text.length <= 90 && CONSENT_HEADING.test(one.text))
  );
}

function isOfConsent(text: string): boolean {
  return CONSENT_LINE.test(text) || CONSENT_SENTENCE.test(text);
}

/** Returns whether a page says that what was asked for is not there, though it was served. */
export function isMissing({ titles, all, main, isArticle }: Seen): boolean {
  const length = lengthOf(main);
  if (length > MOST.missing || (isArticle && length > 0) || !MISSING_TITLE.test(titles)) return false;
  return all.some((one) => one.text.length <= LINE && MISSING_LINE.test(one.text)) || length <= LINE / 2;
}

function isPaywall({ all, main, isPaid }: Seen, length: number): boolean {
  if (length > MOST.paid) return false;
  if (isPaid) return true;
  // What stands before a paid story's rest may have been taken for its end, or for all of it.
  const end = main.slice(-END_LINES).filter((one) => one.text.length <= LABEL);
  if (end.some(({ text }) => PAY_LINE.test(unquoted(text)))) return true;
  const last = main.at(-1)?.text ?? "";
  const after = all.slice(
    Math.max(
      0,
      all.findIndex((one) => one.text === last),
    ),
  );
  return after.some(({ text }) => text.length <= LINE && PAY_LINE.test(unquoted(text)));
}

/** A story may quote what a wall says. */
function unquoted(text: string): string {
  return text.replace(/[“"„«][^“”"„«»]{0,200}[”"“»]/g, "");
}

/** Matches where one of these does, in any case. */
function anyOf(...ways: readonly string[]): RegExp {
  return new RegExp(ways.join("|"), "iu");
}
