import { Readability } from "@mozilla/readability";
import { DOMParser } from "linkedom";
import { extractArticle } from "../src/stories/extract.ts";
import { cpuMsSince, quantile } from "./cpu.ts";
import { between, makeRandom } from "./keywords/random.ts";
import type { Line } from "./line.ts";

const COUNT = Number(process.argv[2] || 1_000);
const MARKS = [0.25, 0.5, 0.75, 1];
const MOST_P95_MS = 100;
const MOST_GROWTH_MB = 60;
const URL_OF_ALL = "https://daily.example/town/crane";

const random = makeRandom(11);
const WORDS =
  "harbour crane ship tide market council water price bridge lorry evening morning master cook town river paper hill stone night".split(
    " ",
  );
const SENTENCES = Array.from({ length: 400 }, () => {
  const words = Array.from({ length: between(random, 8, 26) }, () => WORDS[between(random, 0, WORDS.length)]);
  return `The ${words.join(" ")}, and the ${WORDS[between(random, 0, WORDS.length)]} ${between(random, 1, 90)}.`;
});
const sentence = () => SENTENCES[between(random, 0, SENTENCES.length)] ?? "";
const paragraph = () => Array.from({ length: between(random, 2, 6) }, sentence).join(" ");
const link = () => `<a href="/s/${between(random, 1, 9_999)}">${sentence().slice(0, 60)}</a>`;
const many = (count: number, make: () => string) => Array.from({ length: count }, make).join("\n");

/** The makes of pages: what a story stands in, and what stands around it. */
const TEMPLATES: readonly ((paragraphs: number, around: number) => string)[] = [
  (paragraphs, around) =>
    `<header><nav><ul>${many(around, () => `<li>${link()}</li>`)}</ul></nav></header><main><article class="post"><h1>${sentence()}</h1>${many(paragraphs, () => `<p>${paragraph()}</p>`)}</article></main><aside class="related">${many(around, () => `<div class="card">${link()}<p>${sentence()}</p></div>`)}</aside><footer>${many(20, link)}</footer>`,
  (paragraphs, around) =>
    `<div id="a"><div class="b">${many(around, () => `<div>${link()}</div>`)}</div><div class="c">${many(paragraphs, () => `<div class="d">${paragraph()}</div>`)}</div><div class="e"><h3>Related articles</h3>${many(around, () => `<div><div>${link()}</div><div>${sentence().slice(0, 70)}</div></div>`)}</div></div>`,
  (paragraphs, around) =>
    `<table><tr><td>${many(around, () => `${link()}<br>`)}</td><td>${many(paragraphs, () => `${paragraph()}<br><br>`)}</td></tr></table>`,
  (paragraphs, around) =>
    `<div class="content">${many(paragraphs, () => `<section><h2>${sentence().slice(0, 40)}</h2><p>${paragraph()} <em>${sentence()}</em></p></section>`)}</div><div id="comments">${many(around, () => `<div class="comment"><p>${paragraph()}</p></div>`)}</div>`,
];

/** Makes a page of 20 to 150 kB, half of it scripts and styles as pages have them. */
function makePage(at: number): string {
  const size = between(random, 20_000, 150_000);
  const template = TEMPLATES[at % TEMPLATES.length] ?? (() => "");
  const visible = template(between(random, 6, 40), between(random, 10, 80));
  const script = "var state = { open: true, list: [1, 2, 3] }; ".repeat(
    Math.max(1, Math.round((size - visible.length) / 45)),
  );
  return `<!doctype html><html lang="en"><head><title>Page ${at} | Daily</title><meta property="og:title" content="Page ${at}"><style>.a { color: red }</style><script>${script}</script></head><body>${visible}</body></html>`;
}

/** Pages made to hurt, at the limit of what is read. */
const HOSTILE: Readonly<Record<string, () => string>> = {
  "100,000 nested divs": () => "<div>".repeat(100_000) + paragraph() + "</div>".repeat(100_000),
  "2 MB of nested divs": () => "<div>".repeat(400_000),
  "2 MB in one paragraph": () => `<p>${many(14_000, sentence)}</p>`,
  "100,000 links": () => "<a href=x>linked</a>".repeat(100_000),
  "200,000 headings side by side": () => "<b>More</b>".repeat(200_000),
  "120,000 blocks that look like headings": () => "<h3>Related</h3>".repeat(120_000),
};

/** The named alternative: what most programs do with the same two packages. */
function plainly(html: string): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  return new Readability(page as never).parse()?.textContent ?? "";
}

function timed(read: () => unknown): number {
  const before = process.threadCpuUsage();
  read();
  return cpuMsSince(before);
}

function measurePages(): readonly Line[] {
  const [ours, plain, rss]: [number[], number[], number[]] = [[], [], []];
  for (let at = 0; at < 40; at += 1) extractArticle(makePage(at), URL_OF_ALL);
  for (let at = 0; at < COUNT; at += 1) {
    const html = makePage(at);
    ours.push(timed(() => extractArticle(html, URL_OF_ALL)));
    if (MARKS.some((mark) => at + 1 === Math.round(COUNT * mark))) {
      global.gc?.();
      rss.push(process.memoryUsage.rss() / 1e6);
    }
  }
  // Every fourth page is enough for a ratio, and the memory above is ours alone.
  for (let at = 0; at < COUNT / 4; at += 1) {
    const html = makePage(at);
    plain.push(timed(() => plainly(html)));
  }
  const [first = Number.NaN, ...rest] = rss;
  return [
    {
      what: `reading a page of 20 to 150 kB, p50 of ${COUNT.toLocaleString("en")}`,
      value: quantile(ours, 0.5),
      unit: "ms",
    },
    { what: "  p95", value: quantile(ours, 0.95), unit: "ms", most: MOST_P95_MS },
    { what: "  p50 of Readability on linkedom alone", value: quantile(plain, 0.5), unit: "ms" },
    { what: "  p95", value: quantile(plain, 0.95), unit: "ms" },
    {
      what: "  ours against it, p95",
      value: quantile(ours, 0.95) / quantile(plain, 0.95),
      unit: "×",
      most: 1.5,
    },
    ...rss.map((value, at) => ({
      what: `  resident memory after ${Math.round(COUNT * (MARKS[at] ?? 1)).toLocaleString("en")} pages`,
      value,
      unit: "MB",
    })),
    {
      what: "  growth after the first quarter",
      value: Math.max(...rest) - first,
      unit: "MB",
      most: MOST_GROWTH_MB,
    },
  ];
}

function measureHostile(): readonly Line[] {
  return Object.entries(HOSTILE).map(([name, make]) => {
    const html = make();
    return {
      what: `a page of ${name}`,
      value: timed(() => extractArticle(html, URL_OF_ALL)),
      unit: "ms",
      most: 4_000,
    };
  });
}

console.log(JSON.stringify([...measurePages(), ...measureHostile()]));
