// Names by which shops of clicks follow a reader, after the list that miniflux keeps:
// https://github.com/miniflux/v2/blob/main/internal/reader/urlcleaner/urlcleaner.go
// Feeds that escape twice leave "amp;" before a name.
const TRACKER =
  /^(?:amp;)?(?:(?:utm|mtm|campaign|hsa)_.*|at_(?:medium|campaign)|(?:fb|g|d|y|ys|tw|tt)clid|msclkid|[gw]braid|gclsrc|gad_source|igshid|mc_[ce]id|mkt_tok|_hsenc|_hsmi|srsltid|vero_id|_openstat)$/i;

// `ref` names a branch on one site and the referring site on another; only the latter looks like a host.
const REFERRER = /^(?:amp;)?ref=(?:[a-z0-9-]+\.)+[a-z]{2,}$/i;

/** Pages that only lead on: host and path, and the parameters that may hold where to. */
const WRAPPERS: readonly { readonly page: RegExp; readonly targets: readonly string[] }[] = [
  { page: /^(?:www\.)?google\.[a-z.]{2,6}\/url$/, targets: ["url", "q"] },
  { page: /^(?:www\.)?bing\.com\/news\/apiclick\.aspx$/i, targets: ["url"] },
];
const MOST_WRAPPERS = 3;

/** Returns the link shown to people: where it leads in the end, without trackers; "" where it is no http(s) link. */
export function cleanUrl(url: string): string {
  return readLink(url)?.href ?? "";
}

/** Reads a link, taken out of its wrappers and freed of trackers; undefined where it is no http(s) link. */
export function readLink(url: string): URL | undefined {
  let link = parseHttp(url);
  for (let depth = 0; link && depth < MOST_WRAPPERS; depth++) {
    const inner = wrapped(link);
    if (!inner) break;
    link = inner;
  }
  if (!link) return undefined;
  const pairs = link.search.slice(1).split("&");
  const kept = pairs.filter((pair) => !isTracker(pair));
  // The other parameters stay byte for byte: some servers are particular about their encoding.
  if (kept.length < pairs.length) link.search = kept.join("&");
  return link;
}

function parseHttp(url: string): URL | undefined {
  const link = URL.parse(url);
  return link && (link.protocol === "http:" || link.protocol === "https:") ? link : undefined;
}

function wrapped(link: URL): URL | undefined {
  const wrapper = WRAPPERS.find(({ page }) => page.test(link.host + link.pathname));
  const targets = wrapper?.targets.map((name) => parseHttp(link.searchParams.get(name) ?? ""));
  return targets?.find((target) => target !== undefined);
}

function isTracker(pair: string): boolean {
  const [name = ""] = pair.split("=", 1);
  return TRACKER.test(name) || REFERRER.test(pair);
}
