/** One story as a publisher knows it. */
export interface Item {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly at: Date;
  /** The summary, as HTML. */
  readonly html: string;
  readonly author?: string;
  readonly tags?: readonly string[];
}

/** What a feed says of itself. */
export interface About {
  readonly title?: string;
  readonly link?: string;
}

/** Renders stories as an RSS 2.0 document. */
export function rss(items: readonly Item[], about: About = {}): string {
  return lines(
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    "<channel>",
    element("title", titleOf(about)),
    element("link", linkOf(about)),
    element("description", titleOf(about)),
    ...items.map((item) =>
      lines(
        "<item>",
        `<guid isPermaLink="false">${escaped(item.id)}</guid>`,
        element("title", item.title),
        element("link", item.url),
        element("pubDate", item.at.toUTCString()),
        element("description", item.html),
        ...(item.author === undefined ? [] : [element("dc:creator", item.author)]),
        ...(item.tags ?? []).map((tag) => element("category", tag)),
        "</item>",
      ),
    ),
    "</channel>",
    "</rss>",
  );
}

/** Renders stories as an Atom 1.0 document. */
export function atom(items: readonly Item[], about: About = {}): string {
  const newest = Math.max(0, ...items.map((item) => item.at.getTime()));
  return lines(
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    element("id", linkOf(about)),
    element("title", titleOf(about)),
    `<link rel="alternate" href="${escaped(linkOf(about))}"/>`,
    element("updated", new Date(newest).toISOString()),
    ...items.map((item) =>
      lines(
        "<entry>",
        element("id", item.id),
        element("title", item.title),
        `<link rel="alternate" href="${escaped(item.url)}"/>`,
        element("published", item.at.toISOString()),
        element("updated", item.at.toISOString()),
        `<summary type="html">${escaped(item.html)}</summary>`,
        ...(item.author === undefined ? [] : [`<author>${element("name", item.author)}</author>`]),
        ...(item.tags ?? []).map((tag) => `<category term="${escaped(tag)}"/>`),
        "</entry>",
      ),
    ),
    "</feed>",
  );
}

/** Renders stories as a JSON Feed 1.1 document. */
export function jsonFeed(items: readonly Item[], about: About = {}): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: titleOf(about),
    home_page_url: linkOf(about),
    items: items.map((item) => ({
      id: item.id,
      url: item.url,
      title: item.title,
      content_html: item.html,
      date_published: item.at.toISOString(),
      ...(item.author === undefined ? {} : { authors: [{ name: item.author }] }),
      ...(item.tags === undefined ? {} : { tags: item.tags }),
    })),
  });
}

function titleOf(about: About): string {
  return about.title ?? "Example wire";
}

function linkOf(about: About): string {
  return about.link ?? "https://news.example/";
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function lines(...parts: readonly string[]): string {
  return parts.join("\n");
}
