import type { Article } from "../article.ts";
import { dateOf } from "./date.ts";
import { attribute, type PageDocument, type PageElement, tidySpace } from "./dom.ts";
import type { ArticleData } from "./json-ld.ts";
import { titleOf } from "./title.ts";

/** What a page says of itself outside of its text. */
export interface Metadata
  extends Pick<Article, "title" | "description" | "image" | "language" | "publishedAt" | "canonical"> {
  /** Whether its marks say that it is one article, and neither a wall nor a list. */
  readonly isArticle: boolean;
}

/** What `meta` elements say, by their name in small letters; the first of a name counts. */
type Said = ReadonlyMap<string, string>;

const PUBLISHED = [
  "article:published_time",
  "og:article:published_time",
  "datepublished",
  "parsely-pub-date",
  "sailthru.date",
  "publishdate",
  "pubdate",
  "publish-date",
  "dc.date.issued",
  "dcterms.created",
  "date",
];

/** Returns what a page's metadata says, addresses made absolute by the page's own. */
export function metadataOf(
  page: PageDocument,
  declared: { readonly language: string; readonly data: ArticleData },
  url: string,
): Metadata {
  const { body } = page;
  const { data } = declared;
  const said = saidIn(body);
  const description = first(said, "og:description", "description", "twitter:description") || data.description;
  const image = absolute(
    first(said, "og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src") ||
      data.image,
    url,
  );
  const language = languageOf([
    declared.language,
    said.get("og:locale") ?? "",
    first(said, "content-language", "language", "dc.language") || data.language,
  ]);
  const publishedAt = publishedIn(body, said, data);
  const canonical = absolute(canonicalIn(body), url) ?? absolute(said.get("og:url") ?? "", url);
  return {
    title: titleOf(
      { page: page.title, site: said.get("og:site_name") ?? "", headline: data.headline, body, url },
      first(said, "og:title", "twitter:title"),
    ),
    isArticle:
      data.isArticle ||
      said.get("og:type")?.toLowerCase() === "article" ||
      said.has("article:published_time"),
    ...(description && { description: tidySpace(description) }),
    ...(image && { image }),
    ...(language && { language }),
    ...(publishedAt && { publishedAt }),
    ...(canonical && { canonical }),
  };
}

function saidIn(body: PageElement): Said {
  const said = new Map<string, string>();
  for (const meta of body.getElementsByTagName("meta")) {
    const content = attribute(meta, "content").trim();
    if (content === "") continue;
    for (const kind of ["property", "name", "itemprop", "http-equiv"]) {
      for (const name of attribute(meta, kind).toLowerCase().split(/\s+/)) {
        if (name && !said.has(name)) said.set(name, content);
      }
    }
  }
  return said;
}

function first(said: Said, ...names: readonly string[]): string {
  for (const name of names) {
    const value = said.get(name);
    if (value) return value;
  }
  return "";
}

function canonicalIn(body: PageElement): string {
  for (const link of body.getElementsByTagName("link")) {
    const address = attribute(link, "href").trim();
    if (address && attribute(link, "rel").toLowerCase().split(/\s+/).includes("canonical")) return address;
  }
  return "";
}

/** Returns an address as an absolute http(s) URL, undefined where it is none. */
function absolute(address: string, url: string): string | undefined {
  if (address === "") return undefined;
  const link = URL.parse(address.trim(), URL.canParse(url) ? url : undefined);
  return link && /^https?:$/.test(link.protocol) ? link.href : undefined;
}

/** The first of the declared languages that is a BCP 47 tag; `en_US` is meant as `en-US`. */
function languageOf(declared: readonly string[]): string | undefined {
  for (const one of declared) {
    const [tag = ""] = one
      .trim()
      .replaceAll("_", "-")
      .split(/[,;\s]/);
    if (!/^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i.test(tag)) continue;
    try {
      return Intl.getCanonicalLocales(tag)[0];
    } catch {
      // Not a tag after all: the next one may be.
    }
  }
  return undefined;
}

function publishedIn(body: PageElement, said: Said, data: ArticleData): Date | undefined {
  for (const name of PUBLISHED.slice(0, 2)) {
    const date = dateOf(said.get(name) ?? "");
    if (date) return date;
  }
  return (
    dateOf(data.published) ??
    PUBLISHED.map((name) => dateOf(said.get(name) ?? "")).find(Boolean) ??
    timeIn(body)
  );
}

/** The date of the element that is marked as the date of publication, else of the first one. */
function timeIn(body: PageElement): Date | undefined {
  const times = [...body.getElementsByTagName("time")].filter((time) => dateOf(attribute(time, "datetime")));
  const marked = times.find((time) =>
    /published/i.test(`${attribute(time, "itemprop")} ${attribute(time, "class")}`),
  );
  const time = marked ?? times[0];
  return time && dateOf(attribute(time, "datetime"));
}
