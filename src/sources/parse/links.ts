import { attribute, nodes, type RawNode } from "./raw.ts";

/** Media types of links that lead to a document for machines, not for readers. */
const MACHINE_TYPE = /json|\b(?:rss|atom|rdf)\b|\/xml/i;

const IMAGE_FILE = /\.(?:avif|gif|jpe?g|png|webp)(?:$|[?#])/i;

/** Returns an absolute http(s) URL, or "" where the reference is empty, of another scheme, or no URL at all. */
export function resolve(reference: string | undefined, base: string): string {
  const trimmed = reference?.trim() ?? "";
  if (trimmed === "") return "";
  const url = URL.parse(trimmed, base);
  return url?.protocol === "https:" || url?.protocol === "http:" ? url.href : "";
}

/** Returns the base of a node: its own xml:base, resolved against the base around it. */
export function baseOf(node: RawNode, around: string): string {
  const own = attribute(node, "xml:base");
  return own === undefined ? around : resolve(own, around) || around;
}

/**
 * Returns the link of a feed or story, absolute, or "".
 *
 * The order: the publisher's own address behind a redirecting feed host; a link that says it is the alternate; the
 * text of a link; a link without a relation; a guid that is said to be, or may be, a permanent link.
 */
export function linkOf(node: RawNode, around: string): string {
  const base = baseOf(node, around);
  const links = nodes(node, "link");
  const hrefs = links.filter((link) => attribute(link, "href") !== undefined);
  const alternates = hrefs.filter((link) => relation(link) === "alternate");
  const unrelated = hrefs.filter((link) => relation(link) === "");
  const guids = nodes(node, "guid").filter(
    (guid) => attribute(guid, "ispermalink")?.toLowerCase() !== "false",
  );
  const candidates = [
    ...nodes(node, "feedburner:origlink"),
    ...readable(alternates),
    ...links.filter((link) => link.text.trim() !== ""),
    ...readable(unrelated),
    ...guids.filter(isAddress),
    ...nodes(node, "id").filter(isAddress),
  ];
  for (const link of candidates) {
    const url = resolve(attribute(link, "href") ?? link.text, baseOf(link, base));
    if (url !== "") return url;
  }
  return "";
}

/** Returns the picture of a story: the widest one in its media, else a thumbnail, else an enclosed picture. */
export function imageOf(item: RawNode, around: string): string | undefined {
  const base = baseOf(item, around);
  const media = nodes(item, "media:content").filter(isPicture);
  const widest = media.toSorted((a, b) => width(b) - width(a));
  const enclosed = nodes(item, "enclosure").filter(isPicture);
  const linked = nodes(item, "link").filter((link) => relation(link) === "enclosure" && isPicture(link));
  const candidates = [
    ...widest,
    ...nodes(item, "media:thumbnail"),
    ...enclosed,
    ...linked,
    ...nodes(item, "itunes:image"),
  ];
  for (const picture of candidates) {
    const url = resolve(attribute(picture, "url") ?? attribute(picture, "href"), base);
    if (url !== "") return url;
  }
  return undefined;
}

/** The relation may be written as a URI of the registry: …/relation/alternate. */
function relation(link: RawNode): string {
  return attribute(link, "rel")?.toLowerCase().replace(/^.*\//, "") ?? "";
}

/** Puts links for machines last. */
function readable(links: readonly RawNode[]): readonly RawNode[] {
  const isForMachines = (link: RawNode): boolean => MACHINE_TYPE.test(attribute(link, "type") ?? "");
  return [...links.filter((link) => !isForMachines(link)), ...links.filter(isForMachines)];
}

function isAddress(node: RawNode): boolean {
  return /^\s*https?:\/\//i.test(node.text);
}

function isPicture(node: RawNode): boolean {
  const type = attribute(node, "type") ?? attribute(node, "medium") ?? "";
  if (type !== "") return type.toLowerCase().startsWith("image");
  return IMAGE_FILE.test(attribute(node, "url") ?? attribute(node, "href") ?? "");
}

function width(node: RawNode): number {
  return Number(attribute(node, "width")) || 0;
}
