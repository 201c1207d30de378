import { type PageElement, tidySpace } from "./dom.ts";

/** Where the title of a page may stand beside its metadata. */
export interface TitlePlaces {
  /** The content of `title`, with the name of the site. */
  readonly page: string;
  /** The site's name as it declares it, or "". */
  readonly site: string;
  readonly headline: string;
  readonly body: PageElement;
  readonly url: string;
}

const SEPARATOR = /\s+(?:[|\-–—·•»«:]|::)\s+|\s*[|｜]\s*/u;
const MOST_TITLE = 400;
/** The name of a site has at most so many words. */
const MOST_NAME = 3;

/** Returns the title of a page without the name of its site: what the metadata says, else its heading. */
export function titleOf(places: TitlePlaces, declared: string): string {
  const heading = headingIn(places.body);
  for (const title of [declared, places.headline, heading, places.page]) {
    const clean = withoutSite(tidySpace(title), places);
    if (clean && letters(clean) !== letters(places.site)) return clean.slice(0, MOST_TITLE);
  }
  return tidySpace(places.page).slice(0, MOST_TITLE);
}

/** The one main heading; where there are several, none of them is known to be the title. */
function headingIn(body: PageElement): string {
  const headings = [...body.getElementsByTagName("h1")]
    .map((one) => tidySpace(one.textContent))
    .filter(Boolean);
  const [heading = "", ...others] = new Set(headings);
  return others.length === 0 ? heading : "";
}

function withoutSite(title: string, { site, url, page }: TitlePlaces): string {
  const parts = title.split(SEPARATOR);
  if (parts.length < 2) return title;
  const names = [letters(site), hostOf(url)].filter((name) => name.length > 1);
  const [start = "", end = ""] = [parts[0], parts.at(-1)];
  if (isName(end, names)) return title.slice(0, title.lastIndexOf(end)).replace(/[\s|｜\-–—·•»«:]+$/u, "");
  if (isName(start, names)) return title.slice(start.length).replace(/^[\s|｜\-–—·•»«:]+/u, "");
  if (title !== tidySpace(page)) return title;
  const rest = title.slice(0, title.lastIndexOf(end)).replace(/[\s|｜\-–—·•»«:]+$/u, "");
  return wordsIn(end) <= MOST_NAME && wordsIn(rest) > wordsIn(end) + 1 ? rest : title;
}

function wordsIn(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

/** Whether a part of a title is the site's name, a word or two of it, or its host. */
function isName(part: string, names: readonly string[]): boolean {
  const own = letters(part);
  if (own === "" || part.length > 50) return false;
  return names.some(
    (name) =>
      own === name ||
      own === `the${name}` ||
      `the${own}` === name ||
      (own.length > 3 && name.length > 3 && own.startsWith(name)),
  );
}

/** The host without what stands before and after its name: `www.example.co.uk` is "example". */
function hostOf(url: string): string {
  const [label = ""] = (URL.parse(url)?.hostname ?? "").replace(/^(?:www|m|amp|news|blog)\./, "").split(".");
  return letters(label);
}

/** Returns whether a text is the title but for its case, spaces and punctuation. */
export function isSameTitle(text: string, title: string): boolean {
  return title !== "" && letters(text) === letters(title);
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
