import { attribute, childrenOf, isElement, nameOf, type PageElement } from "./dom.ts";
import { isBlock } from "./kinds.ts";
import { type Measure, type Measures, measureOf } from "./measure.ts";

/** What may be cut by its name: at most this share of the page's text and so few long paragraphs. */
interface Guard {
  readonly share: number;
  readonly long: number;
}

const ASIDE: Guard = { share: 0.35, long: 3 };
/** Names that other things have, too: only what is small goes. */
const DOUBTFUL: Guard = { share: 0.15, long: 1 };
/** So much text, in UTF-16 units outside of links, is left where readers are cut from a short story. */
const LEAST_STORY = 200;
/** What readers write may be longer than the story. */
const READERS: Guard = { share: 0.8, long: Number.POSITIVE_INFINITY };

const ASIDE_TAG = new Set(["aside", "nav", "form", "figcaption", "textarea", "dialog", "menu", "button"]);
const DOUBTFUL_TAG = new Set(["footer", "fieldset", "label", "caption"]);
const ASIDE_ROLE =
  /^(?:navigation|complementary|banner|contentinfo|search|dialog|alertdialog|menu|menubar|toolbar|tooltip|form)$/;

const ASIDE_NAME = names(
  "related\\w*|recommend\\w*|recirc\\w*|promos?|promotion\\w*|promobox|teasers?|trending|mostread|most-(?:read|popular|viewed|shared|recent)|popular(?:-posts?|-stories|-articles)?",
  "(?:more|other|latest|recent|top|similar|read|see|further)-(?:from|on|stories|story|news|articles?|posts?|reading|headlines|content|coverage|links?|more|next|also|in)",
  "also-(?:read|like|on)|(?:you|u)-(?:may|might)(?:-\\w+)*|may-(?:also-)?like|read-?(?:more|next|also)|see-?also|up-?next|next-(?:up|article|story|post)|prev-next|outbrain\\w*|ob-widget|taboola\\w*|trc-\\w+|zergnet|revcontent|mgid|dianomi|jp-relatedposts|yarpp\\w*|zemanta\\w*|crp-related|nrelate\\w*|linkwithin\\w*|sailthru\\w*|onward|storypackage|story-package|package-links",
  "shar(?:e|es|ing)(?:[-]\\w+)*|sharedaddy|sd-sharing|sd-block|sharebar|sharebuttons?|sharetools|addthis\\w*|addtoany\\w*|a2a-kit|social(?:-\\w+)*|socials|ssba\\w*|heateor\\w*|follow-(?:us|me|buttons?)|wpcnt|fb-like|twitter-share\\w*",
  "newsletter\\w*|mailchimp\\w*|mc-embed\\w*|mc4wp\\w*|opt-?in\\w*|sign-?up(?:-\\w+)*|subscri(?:be|ption)(?:-\\w+)*|email-signup|cookie\\w*|consent\\w*|gdpr\\w*|onetrust\\w*|cmp-\\w+|qc-cmp\\w*|didomi\\w*|sp-message\\w*",
  "disclaimers?|disclosures?|legal-?(?:notice|text|disclaimer)|advert\\w*|adsense|ad-(?:slot|unit|container|wrapper|box|label|block|banner|text|break|placement)|adslot|adbox|ads|sponsor\\w*|dfp\\w*|google-ads?|gpt-ad|adsbygoogle|print-only|screen-reader-text|sr-only|visually-?hidden|assistive-text|skip-link|skip-to\\w*|a11y|no-print|noprint|breadcrumbs?|pagination|pager|page-links|post-nav\\w*|nav-(?:links|below|above|single)|navigation|navbar|site-(?:header|footer)|global-(?:nav|header|footer)|pull-?quotes?|author-(?:bio|box|info|card|profile|description|about)|about-(?:the-)?author|post-author-\\w+|biography|tag-?(?:list|cloud|links)|tags-links|cat-links|popup|modal|lightbox|tooltip|outro|tease|mw-editsection|edit-section|infobox|hatom-extra|updated|vcard",
);
const DOUBTFUL_NAME = names(
  "nav|menu|sidebar|side-bar|rail|right-rail|sidebar-widgets?|widgets|widget-area|footer|masthead|header-(?:top|bar|nav)|topbar|top-bar|toolbar|tools|utility|article-(?:tools|actions|footer|meta|tags|share|info)|post-(?:meta|info|footer|tags|date|categories|actions|data|byline|labels)|entry-(?:meta|footer|utility|date)|meta(?:-\\w+)?|metadata|byline\\w*|by-?line|dateline|timestamp|date|time|publish(?:ed)?-?(?:date|time)|author|authors|credit\\w*|photo-?credit|copyright|(?:image|photo|picture|media|img|video|figure|slide)-?(?:caption|credit|desc|description)|caption\\w*|captions|wp-caption-text|gallery-caption|cutline|tags?|topics?|keywords|categor(?:y|ies)|labels|promo-\\w+|cta|call-to-action|donate|donation|support-us|banner|comment-(?:count|link|form)|comments-link|rating|ratings|votes?|likes?|counter|views|reactions|player|video-js|jwplayer|audio-player|listen|actions?|buttons?|btn|trackback|pingback|permalink|print|edit-?link|kicker|eyebrow|rubric|section-(?:name|label)|factbox-links|hashtags?|toc-toggle|newsbox|info-links|linklist|link-list|links|ad|follow|contact|profile|bio|author-\\w+|headshot|avatar|source-link|event-\\w+|poll|survey|quiz-\\w+",
);
const READERS_NAME = names(
  "comments?|comments?-(?:area|section|list|wrapper|container|thread|box|block|area|body|holder|inner|form)|commentlist|comment-?list|commentform|disqus\\w*|dsq-\\w+|livefyre\\w*|fb-comments|facebook-comments|coral-\\w+|viafoura\\w*|spotim\\w*|openweb\\w*|hyvor\\w*|respond|replies|responses|reader-comments|usercomments|talkback\\w*|kommentare?|commentaires?|comentarios|komentarze|reacties",
);
/** Longer lists of names, in UTF-16 units, are made by programs and say nothing. */
const MOST_NAMES = 400;
/** The lead of a story is called a teaser, too: it leads nowhere. */
const LEAD_NAME = /teaser|intro/;
const MAIN_TAG = new Set(["body", "main", "article", "html", "tbody", "tr", "table", "head", "h1"]);
const NAMING = ["class", "id", "rel", "itemprop", "role"];
const HIDING = ["hidden", "aria-hidden", "style"];
const HIDDEN_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden/i;

/**
 * Cuts out of a page what its own marks say is not the story: navigation, related stories, comments, captions.
 *
 * Nothing goes that holds much of the text or several long paragraphs, because publishers reuse names.
 */
export function prune(body: PageElement, measures: Measures): void {
  const whole = measureOf(measures, body);
  pruneIn(body, measures, whole);
}

function pruneIn(parent: PageElement, measures: Measures, whole: Measure): void {
  for (const child of childrenOf(parent).filter(isElement)) {
    const own = measureOf(measures, child);
    const said = isSaid(child, parent);
    // Readability would take it for a byline or a comment by its names.
    if (said) for (const name of NAMING) child.removeAttribute(name);
    const guard = said ? undefined : guardOf(child, own);
    if (guard && may(guard, own, whole)) child.remove();
    else {
      if (own.text > 0) unhide(child);
      pruneIn(child, measures, whole);
    }
  }
}

/** Whether an element is marked inside of a sentence, such as its place or a date, and is read with it. */
function isSaid(child: PageElement, parent: PageElement): boolean {
  return !isBlock(child) && isParagraph(parent) && !isHidden(child);
}

/** Shows what is most of the page and only hidden until a script shows it. */
function unhide(element: PageElement): void {
  if (isHidden(element)) for (const name of HIDING) element.removeAttribute(name);
}

function may(guard: Guard, own: Measure, whole: Measure): boolean {
  if (own.text > whole.text * guard.share || own.long >= guard.long) {
    // A short page is all head and foot: what is nearly all links is no story on it either.
    return own.links > own.text * 0.8 && guard !== READERS && own.long === 0;
  }
  if (guard !== READERS) return true;
  return whole.long > own.long || whole.text - whole.links - (own.text - own.links) >= LEAST_STORY;
}

/** By which rule an element may be cut; none for what is named as nothing but itself. */
function guardOf(element: PageElement, own: Measure): Guard | undefined {
  const tag = nameOf(element);
  if (MAIN_TAG.has(tag)) return undefined;
  const name = namesOf(element);
  if (name && READERS_NAME.test(name)) return READERS;
  if (ASIDE_TAG.has(tag) || isHidden(element)) return ASIDE;
  if (ASIDE_ROLE.test(attribute(element, "role"))) return ASIDE;
  if (name && ASIDE_NAME.test(name)) return own.links === 0 && LEAD_NAME.test(name) ? undefined : ASIDE;
  if (DOUBTFUL_TAG.has(tag) || (name && DOUBTFUL_NAME.test(name))) return DOUBTFUL;
  return undefined;
}

function isParagraph(element: PageElement): boolean {
  return /^(?:p|li|blockquote|dd)$/.test(nameOf(element));
}

function isHidden(element: PageElement): boolean {
  return (
    element.getAttribute("hidden") !== null ||
    attribute(element, "aria-hidden") === "true" ||
    HIDDEN_STYLE.test(attribute(element, "style"))
  );
}

/** The names of an element in small letters, its words joined by "-": `relatedPosts` and `related_posts` are one. */
function namesOf(element: PageElement): string {
  const written = ["class", "id", "data-component", "data-testid", "data-qa"]
    .map((name) => attribute(element, name))
    .join(" ")
    .trim();
  if (written === "" || written.length > MOST_NAMES) return "";
  return written
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[_:]+/g, "-")
    .replace(/-{2,}/g, "-")
    .toLowerCase();
}

/** Matches a name that consists of, begins or ends with one of these words. */
function names(...ways: readonly string[]): RegExp {
  return new RegExp(
    `(?:^|\\s)(?:[a-z0-9]{1,24}-){0,3}(?:${ways.join("|")})(?:-(?:\\d+|wrap(?:per)?|container|block|box|section|list|module|inner|outer|widget|item|items|area|content|title|header|bar|links?|buttons?|text|desktop|mobile|top|bottom|group|card|cards|row|col|component|slot))*(?=\\s|$)`,
  );
}
