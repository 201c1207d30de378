import { paragraphs, type Shape, type Teaser, teasers, title } from "./golden.ts";

/** Each way to set a body with each way to set teasers; label and place go round, so that every pair of them occurs, too. */

type Parts = readonly string[];

const bodies: Readonly<Record<string, (parts: Parts) => string>> = {
  paragraphs: (parts) => parts.map((one) => `<p>${one}</p>`).join(""),
  divs: (parts) => parts.map((one) => `<div class="t">${one}</div>`).join(""),
  "line breaks": (parts) => parts.join("<br><br>"),
  points: (parts) => `<ul>${parts.map((one) => `<li>${one}</li>`).join("")}</ul>`,
  spans: (parts) => parts.map((one) => `<span>${one}</span><br>`).join(""),
  rows: (parts) => `<table>${parts.map((one) => `<tr><td>${one}</td></tr>`).join("")}</table>`,
  sections: (parts) => parts.map((one) => `<section><div><p>${one}</p></div></section>`).join(""),
};

const link = (one: Teaser) => `<a href="${one.href}">${one.title}</a>`;
const rivals: Readonly<Record<string, () => string>> = {
  cards: () =>
    teasers
      .map((one) => `<article class="card"><h3>${link(one)}</h3><p>${one.excerpt}</p></article>`)
      .join(""),
  headings: () => teasers.map((one) => `<h3>${link(one)}</h3><p>${one.excerpt}</p>`).join(""),
  points: () => `<ul>${teasers.map((one) => `<li>${link(one)} ${one.excerpt}</li>`).join("")}</ul>`,
  pairs: () => teasers.map((one) => `<div>${link(one)}</div><div>${one.excerpt}</div>`).join(""),
  "links around all": () =>
    teasers.map((one) => `<a href="${one.href}"><h4>${one.title}</h4><p>${one.excerpt}</p></a>`).join(""),
  definitions: () =>
    `<dl>${teasers.map((one) => `<dt>${link(one)}</dt><dd>${one.excerpt}</dd>`).join("")}</dl>`,
  rows: () =>
    `<table>${teasers.map((one) => `<tr><td>${link(one)}</td><td>${one.excerpt}</td></tr>`).join("")}</table>`,
  "line breaks": () => teasers.map((one) => `${link(one)}<br>${one.excerpt}<br><br>`).join(""),
};

const labels = ["<h2>Related articles</h2>", "<p><b>You may also like</b></p>", "<div>Read next</div>", ""];

type Body = (parts: Parts) => string;
const places: Readonly<Record<string, (body: Body, block: string) => string>> = {
  "after it": (body, block) => `<div class="a">${body(paragraphs)}</div><div class="b">${block}</div>`,
  "after it, in one element": (body, block) => `<div class="a">${body(paragraphs)}${block}</div>`,
  "before it": (body, block) => `<div class="b">${block}</div><div class="a">${body(paragraphs)}</div>`,
  "in its middle": (body, block) =>
    `<div class="a">${body(paragraphs.slice(0, 4))}<div class="b">${block}</div>${body(paragraphs.slice(4))}</div>`,
  "at its side": (body, block) =>
    `<div class="row"><div class="a">${body(paragraphs)}</div><aside>${block}</aside></div>`,
};

export const mixtures: Readonly<Record<string, Shape>> = Object.fromEntries(
  Object.entries(bodies).flatMap(([body, set], row) =>
    Object.entries(rivals).map(([rival, block], column) => {
      const at = Object.keys(places)[(row + column) % 5] as keyof typeof places;
      const label = labels[(row * 3 + column) % 4] ?? "";
      const place = places[at] as NonNullable<(typeof places)[string]>;
      const main = `<div class="menu"><a href="/">Home</a> <a href="/world">World</a></div><h1>${title}</h1>${place(set, label + block())}<div class="foot">All rights reserved</div>`;
      return [
        `body as ${body}, teasers as ${rival} ${at}, ${label.replaceAll(/<[^>]*>/g, "") || "no label"}`,
        {
          html: `<html lang="en"><head><title>${title}</title></head><body>${main}</body></html>`,
          contentType: "text/html",
        },
      ];
    }),
  ),
);
