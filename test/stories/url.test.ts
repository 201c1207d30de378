import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { urlKey } from "../../src/stories/identity.ts";
import { cleanUrl } from "../../src/stories/url.ts";

const PLAIN = "https://news.example/2026/spud?id=7&page=2";

describe("cleanUrl", () => {
  it.each([
    [PLAIN, PLAIN],
    ["http://www.News.example:80/A/?b=1#top", "http://www.news.example/A/?b=1#top"],
    [`${PLAIN}&utm_source=rss&UTM_Medium=feed`, PLAIN],
    ["https://news.example/a?utm_source=rss", "https://news.example/a"],
    ["https://news.example/a?q=%C3%BC+x&fbclid=1&z=%7E", "https://news.example/a?q=%C3%BC+x&z=%7E"],
    ["https://news.example/a?b=1&amp;utm_source=rss&amp;c=2", "https://news.example/a?b=1&amp;c=2"],
    ["https://news.example/a?ref=other.example", "https://news.example/a"],
    ["https://code.example/a?ref=main", "https://code.example/a?ref=main"],
    ["https://code.example/a?ref=v1.0", "https://code.example/a?ref=v1.0"],
    ["https://news.example/a?at_medium=RSS&at_campaign=x&at_home=1", "https://news.example/a?at_home=1"],
    ["https://news.example/amp/a?amp=1", "https://news.example/amp/a?amp=1"],
    [
      "https://www.google.com/url?rct=j&sa=t&url=https://news.example/a%3Futm_source%3Dx&ct=ga",
      "https://news.example/a",
    ],
    ["https://www.google.co.uk/url?q=https://news.example/a", "https://news.example/a"],
    ["https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=javascript:alert(1)"],
    [
      "http://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2fnews.example%2fa&c=1",
      "https://news.example/a",
    ],
    [
      "https://www.google.com/url?q=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fnews.example%252Fa",
      "https://news.example/a",
    ],
    [
      "https://www.google.com/search?q=https://news.example/a",
      "https://www.google.com/search?q=https://news.example/a",
    ],
    ["", ""],
    ["not a link", ""],
    ["mailto:a@news.example", ""],
    ["javascript:alert(1)", ""],
  ])("%s", (url, expected) => {
    expect(cleanUrl(url)).toBe(expected);
    expect(cleanUrl(cleanUrl(url))).toBe(expected);
  });

  it("follows wrappers no deeper than three", () => {
    const wrap = (url: string) => `https://www.google.com/url?q=${encodeURIComponent(url)}`;
    expect(cleanUrl(wrap(wrap(wrap(PLAIN))))).toBe(PLAIN);
    expect(cleanUrl(wrap(wrap(wrap(wrap(PLAIN)))))).toBe(wrap(PLAIN));
  });
});

describe("urlKey", () => {
  it.each([
    [PLAIN, PLAIN],
    ["http://user:pass@WWW.News.example:80/a/", "https://news.example/a"],
    ["https://news.example", "https://news.example"],
    ["https://news.example/?", "https://news.example"],
    ["https://news.example:8443/a", "https://news.example:8443/a"],
    ["https://news.example/a?y=2&x=1&y=1", "https://news.example/a?x=1&y=1&y=2"],
    ["https://amp.news.example/a", "https://news.example/a"],
    ["https://www.news.example/amp/a", "https://news.example/a"],
    ["https://news.example/a/amp/", "https://news.example/a"],
    ["https://news.example/a?amp", "https://news.example/a"],
    ["https://news.example/a?amp=5", "https://news.example/a?amp=5"],
    ["https://news.example/camp/ampere", "https://news.example/camp/ampere"],
    ["https://amp.dev/a", "https://amp.dev/a"],
    ["https://www.example/a", "https://www.example/a"],
    ["https://news.example/A", "https://news.example/A"],
    ["", ""],
    ["urn:uuid:1", ""],
    ["ftp://news.example/a", ""],
  ])("%s", (url, expected) => {
    expect(urlKey(url)).toBe(expected);
  });

  it("is the same for every way to write a link", () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,8}$/).filter((one) => one !== "amp" && one !== "ref");
    const tracker = fc.constantFrom(
      "utm_source=x",
      "utm_campaign=y",
      "fbclid=1",
      "gclid=2",
      "mc_cid=3",
      "ref=a.example",
    );
    const ways = fc.record({
      scheme: fc.constantFrom("http", "https"),
      host: fc.constantFrom("", "www.", "amp.", "WWW."),
      end: fc.constantFrom("", "/", "/amp", "/amp/"),
      extra: fc.array(fc.oneof(tracker, fc.constant("amp=1"))),
      fragment: fc.constantFrom("", "#", "#comments"),
    });
    const link = fc.record({
      path: fc.array(word, { minLength: 1 }),
      params: fc.array(fc.tuple(word, word)),
    });
    fc.assert(
      fc.property(link, ways, fc.nat(), ({ path, params }, { scheme, host, end, extra, fragment }, turn) => {
        const own = params.map(([name, value]) => `${name}=${value}`);
        const plain = `https://news.example/${path.join("/")}?${own.join("&")}`;
        const middle = own.length > 0 ? turn % own.length : 0;
        const query = [...own.slice(middle), ...extra, ...own.slice(0, middle)].join("&");
        const other = `${scheme}://${host}news.example/${path.join("/")}${end}?${query}${fragment}`;
        expect(urlKey(other)).toBe(urlKey(plain));
        expect(urlKey(urlKey(plain))).toBe(urlKey(plain));
      }),
    );
  });

  it("takes any text", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true, withFragments: true })),
        (text) => {
          const key = urlKey(text);
          expect(key === "" || key.startsWith("https://")).toBe(true);
          expect(urlKey(key)).toBe(key);
        },
      ),
    );
  });
});
