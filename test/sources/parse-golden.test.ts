import { expect, test } from "vitest";
import { parseFeed } from "../../src/sources/parse.ts";
import { escapeHtml } from "../../src/sources/plain-text.ts";
import { tellingOf } from "../../src/stories/main-text.ts";
import { paragraphs, raw, title } from "../stories/pages/golden.ts";

const LINK = "https://daily.example/spud";
const text = raw.html;
const breaks = text.replaceAll("\n", "<br>");
const rss = (inner: string) =>
  `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Daily</title><item><title>${escapeHtml(title)}</title><link>${LINK}</link>${inner}</item></channel></rss>`;
const atom = (content: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Daily</title><entry><id>1</id><title>${escapeHtml(title)}</title><link href="${LINK}"/>${content}</entry></feed>`;
const json = (item: object) =>
  JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: "Daily",
    items: [{ id: "1", url: LINK, title, ...item }],
  });

test.each([
  ["RSS, a description", rss(`<description>${escapeHtml(escapeHtml(text))}</description>`)],
  ["RSS, a description that nobody escaped twice", rss(`<description>${escapeHtml(text)}</description>`)],
  [
    "RSS, a description as CDATA",
    rss(`<description><![CDATA[${text.replaceAll("\n", "\r\n\r\n")}]]></description>`),
  ],
  ["RSS, content with line breaks", rss(`<content:encoded><![CDATA[${breaks}]]></content:encoded>`)],
  ["Atom, text", atom(`<content type="text">${escapeHtml(text)}</content>`)],
  ["Atom, no type", atom(`<summary>${escapeHtml(text)}</summary>`)],
  ["JSON, text", json({ content_text: text })],
  ["JSON, HTML without tags", json({ content_html: escapeHtml(text) })],
])("the raw text of the golden page tells its story once and no other in %s", async (_, document) => {
  const [story] = (await parseFeed(Buffer.from(document), undefined, "https://daily.example/feed")).stories;
  if (!story) throw new Error("no story was read");
  const told = tellingOf(story).text;
  for (const name of ["Alibaba", "Qwen", "Musk"]) expect(told).not.toContain(name);
  for (const one of paragraphs) expect(told.split(one)).toHaveLength(2);
});
