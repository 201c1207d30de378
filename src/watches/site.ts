const LABEL = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}])?`;
const HOST = new RegExp(
  `^(?:[a-z][a-z0-9+.-]*://)?(?:[^/?#]*@)?(?:www\\.)*\\.?(?<host>${LABEL}(?:\\.${LABEL})*)`,
  "iu",
);

/**
 * Returns the host that a person or a URL names, in small letters and without `www.`, and where it stands.
 *
 * Undefined where there is none. The offsets count in the given text.
 */
export function hostOf(text: string): { host: string; start: number; end: number } | undefined {
  const found = HOST.exec(text);
  if (!found) return undefined;
  const host = found.groups?.["host"] as string;
  return { host: host.toLowerCase(), start: found[0].length - host.length, end: found[0].length };
}

/** Whether a host is a site or lies below it: whole labels count, so techcrunch.com does not cover crunch.com. */
export function isWithin(host: string, site: string): boolean {
  return `.${ascii(host)}`.endsWith(`.${ascii(site)}`);
}

/** Whether a language tag is the wanted one or a variety of it: en covers en-GB. */
export function isLanguage(tag: string, wanted: string): boolean {
  return `${even(tag)}-`.startsWith(`${even(wanted)}-`);
}

/** Returns what an index knows a wanted site by; `sitesOf` a URL names it where the story lies within the site. */
export function siteKey(wanted: string): string {
  return ascii(hostOf(wanted)?.host ?? wanted);
}

/** Returns the keys of all sites that a URL lies within: edition.cnn.com, cnn.com and com. */
export function sitesOf(url: string): readonly string[] {
  const found = hostOf(url);
  const labels = found ? ascii(found.host).split(".") : [];
  return labels.map((_, at) => labels.slice(at).join("."));
}

/** Returns what an index knows a wanted language by; `languagesOf` a tag names it where the tag is a variety of it. */
export function languageKey(wanted: string): string {
  return even(wanted);
}

/** Returns the keys of all languages that a tag is a variety of: en and en-gb. */
export function languagesOf(tag: string): readonly string[] {
  const parts = even(tag).split("-");
  return parts.map((_, at) => parts.slice(0, at + 1).join("-"));
}

function ascii(host: string): string {
  return URL.parse(`http://${host}`)?.hostname ?? host;
}

function even(tag: string): string {
  return tag.toLowerCase().replaceAll("_", "-");
}
