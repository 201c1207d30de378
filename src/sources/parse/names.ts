/** The prefix under which each namespace is read here; "" for those of Atom and RSS, which never clash. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ["http://www.w3.org/2005/atom", ""],
  ["http://purl.org/atom/ns#", ""],
  ["http://purl.org/rss/1.0", ""],
  ["http://purl.org/net/rss1.1#", ""],
  ["http://backend.userland.com/rss2", ""],
  ["http://blogs.law.harvard.edu/tech/rss", ""],
  ["http://my.netscape.com/rdf/simple/0.9", ""],
  ["http://channel.netscape.com/rdf/simple/0.9", ""],
  ["http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"],
  ["http://purl.org/dc/elements/1.0", "dc"],
  ["http://purl.org/dc/elements/1.1", "dc"],
  ["http://purl.org/dc/terms", "dcterms"],
  ["http://purl.org/rss/1.0/modules/content", "content"],
  ["http://purl.org/rss/1.0/modules/syndication", "sy"],
  ["http://search.yahoo.com/mrss", "media"],
  ["http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"],
  ["http://rssnamespace.org/feedburner/ext/1.0", "feedburner"],
  ["http://www.w3.org/1999/xhtml", "xhtml"],
]);

/** What documents mean by a prefix that they never declare. */
const UNDECLARED: ReadonlyMap<string, string> = new Map([
  ["atom", ""],
  ["atom10", ""],
  ["rss", ""],
]);

export interface Names {
  /** Takes note of a namespace declaration; the last one of a prefix counts from there on. */
  declare(prefix: string, uri: string): void;
  /** The canonical name of an element or attribute: lower case, with the prefix that we know its namespace by. */
  canonical(name: string): string;
}

/** Makes the table of names of one document. */
export function makeNames(): Names {
  const declared = new Map<string, string>();
  return {
    declare(prefix, uri) {
      const known = PREFIXES.get(uri.trim().toLowerCase().replace(/\/+$/, ""));
      const key = prefix.toLowerCase();
      if (known === undefined) declared.delete(key);
      else declared.set(key, known);
    },
    canonical(name) {
      const lower = name.toLowerCase();
      const colon = lower.indexOf(":");
      if (colon < 0) return lower;
      const written = lower.slice(0, colon);
      const prefix = declared.get(written) ?? UNDECLARED.get(written) ?? written;
      return prefix === "" ? lower.slice(colon + 1) : `${prefix}${lower.slice(colon)}`;
    },
  };
}
