/**
 * The page that Newshound was begun for, in our own words and in every shape in which such a page is met: as clean
 * markup, as none, with the body twice, with teasers of other stories before it, after it and in its middle.
 */
export const title = 'OpenAI to end Sora and put its computers behind a model code-named "Spud"';
export const url = "https://tidings.example/technology/openai-spud-sora";
export const byline = "By Ada Example";
export const published = "PUBLISHED March 24, 2026";

/** One sentence of 211 characters that names OpenAI and Spud, but not Sora. */
const lead =
  "OpenAI has told its staff that the next of its large models, which goes by the code name Spud, has finished its " +
  "first round of training and could reach its paying customers within weeks, says a memo from Monday.";

export const paragraphs: readonly string[] = [
  lead,
  "To free the computing power that the new model asks for, the managers have taken what the memo calls a painful " +
    "step, namely the decision to sunset its flagship video generation tool, Sora.",
  "The people who worked on moving pictures will join a group that studies how machines find their way through the " +
    "physical world, and the app will leave the stores of both phone makers before the autumn.",
  "“Things are moving faster than many of us expected,” the memo reads, “and we cannot feed two hungry children " +
    "from one plate.” It asks the staff to keep calm about dates until the launch.",
  "Rivals press from more than one side. Anthropic has won many of the companies that let programs write programs, " +
    "and the answer shall be one desktop application that joins the chat assistant, the browser and Codex.",
  "Two people who have tried an early version say that it plans long errands better than what is sold today, though " +
    "it still loses the thread when a task runs for more than a working day.",
  "The film studio that had signed a contract for the video tool only last December has been told by telephone. A " +
    "speaker of the studio said that it respects the choice and will look for other partners.",
  "Money plays its part. A single minute of film costs about as much computing as forty thousand answers in a chat, " +
    "and few of those who made films for fun were ready to pay for it.",
  "The company declined to comment.",
];

export interface Teaser {
  readonly title: string;
  /** Breaks off in mid-word, as excerpts do. */
  readonly excerpt: string;
  readonly href: string;
}

export const teasers: readonly Teaser[] = [
  {
    title: "Alibaba lets its Qwen assistant order meals and book journeys",
    excerpt:
      "The Chinese group has opened Qwen to its shops and couriers, so that one sentence is enough for a dinner at the door, a train ticket or a mor",
    href: "/technology/alibaba-qwen-orders",
  },
  {
    title: "Alibaba’s quarterly report disappoints although its cloud grows",
    excerpt:
      "Profit at Alibaba fell by two thirds in the quarter that ended in December, while the group put its money into chips, couriers and a price w",
    href: "/business/alibaba-quarterly-report",
  },
  {
    title: "Musk’s lawsuit against his former partners will go before a jury",
    excerpt:
      "A judge in California has decided that the claims which Musk brought against the laboratory he once helped to found must be heard in ope",
    href: "/law/musk-lawsuit-jury",
  },
];

/** Lines that stand around the story and belong to no story. */
export const furnitureLines: readonly string[] = [
  "Comments (0)",
  "0/500",
  "Home",
  "Related articles",
  "Post comment",
  "Sign in to comment",
  "Share this story",
  "Subscribe to our newsletter",
  "All rights reserved",
];

/** What readers say below the story; no word of it is news. */
export const comments: readonly string[] = [
  "Musk said so years ago and nobody listened.",
  "I moved everything to Qwen last month and do not look back, it is cheaper and Alibaba answers the phone.",
];

export interface Shape {
  readonly html: string;
  readonly contentType: string;
  /** Subheadings of this shape: they may stand in the text. */
  readonly headings?: readonly string[];
}

const p = (lines: readonly string[]) => lines.map((line) => `<p>${line}</p>`).join("\n");
const divs = (lines: readonly string[], name = "") =>
  lines.map((line) => `<div${name && ` class="${name}"`}>${line}</div>`).join("\n");
const half = [paragraphs.slice(0, 5), paragraphs.slice(5)] as const;

const nav = `<nav class="site-nav"><ul>${[
  "Home",
  "World",
  "Business",
  "Technology",
  "Law",
  "Opinion",
  "Sport",
]
  .map((name) => `<li><a href="/${name.toLowerCase()}">${name}</a></li>`)
  .join("")}</ul></nav>`;
const header = `<header class="site-header"><a class="logo" href="/">Tidings</a>${nav}<a href="/login">Sign in</a></header>`;
const footer =
  '<footer class="site-footer"><ul><li><a href="/">Home</a></li><li><a href="/about">About us</a></li>' +
  '<li><a href="/terms">Terms of use</a></li></ul><p>© 2026 Tidings Media. All rights reserved</p></footer>';
const share =
  '<div class="share-bar"><span>Share this story</span><a href="#">Facebook</a><a href="#">X</a><a href="#">Copy link</a></div>';
const commentForm =
  '<section class="comments" id="comments"><h3>Comments (0)</h3><form><textarea placeholder="Add a comment"></textarea>' +
  "<span>0/500</span><button>Post comment</button></form><p>Sign in to comment</p></section>";
const cards =
  '<section class="related"><h2>Related articles</h2><div class="card-grid">' +
  teasers
    .map(
      (one) =>
        `<article class="card"><a href="${one.href}"><img src="${one.href}.jpg" alt=""><h3>${one.title}</h3></a><p>${one.excerpt}</p></article>`,
    )
    .join("") +
  "</div></section>";
const plainTeasers = teasers
  .map((one) => `<p><a href="${one.href}">${one.title}</a></p><p>${one.excerpt}</p>`)
  .join("\n");
const metadata =
  `<meta property="og:title" content="${title.replaceAll('"', "&quot;")}"><meta property="og:site_name" content="Tidings">` +
  '<meta property="og:type" content="article"><meta property="article:published_time" content="2026-03-24T18:05:00Z">';
const by = `<div class="byline"><span>${byline}</span><time datetime="2026-03-24T18:05:00Z">${published}</time></div>`;
const h1 = `<h1>${title}</h1>`;

function page(body: string, head = metadata): string {
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${title} | Tidings</title>${head}</head>\n<body>\n${body}\n</body></html>\n`;
}

const jsonLd = (articleBody: string) =>
  `<script type="application/ld+json">${JSON.stringify({
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    headline: title,
    datePublished: "2026-03-24T18:05:00Z",
    articleBody,
  })}</script>`;

const made: Record<string, string> = {
  "semantic article": page(
    `${header}<main><article>${h1}${by}${p(paragraphs)}</article>${cards}${commentForm}</main>${footer}`,
  ),
  "soup of divs": page(
    `<div id="x1"><div class="a3 k9">${divs(["Home", "World", "Business"], "z")}</div><div class="q7"><div class="t2">${title}</div>` +
      `<div class="u1">${byline}</div>${divs(paragraphs, "v8")}</div><div class="w4"><div class="w5">Comments (0)</div><div class="w6">0/500</div></div>` +
      `<div class="f1">${teasers.map((one) => `<div class="f2"><a href="${one.href}">${one.title}</a></div><div class="f3">${one.excerpt}</div>`).join("")}</div><div>Home</div></div>`,
  ),
  "teasers as cards under the body, in the same main": page(
    `${header}<main><div class="story">${h1}${by}${share}<div class="story-body">${p(paragraphs)}</div>${commentForm}${cards}</div></main>${footer}`,
  ),
  "teasers as plain paragraphs after the body": page(
    `${header}<div class="content">${h1}${by}${p(paragraphs)}<p><strong>Related articles</strong></p>${plainTeasers}<p>Comments (0)</p><p>0/500</p></div><p><a href="/">Home</a></p>`,
  ),
  "teasers inside the article, between its paragraphs": page(
    `${header}<article>${h1}${by}${p(half[0])}${teasers
      .map(
        (one) =>
          `<div class="inline-promo"><a href="${one.href}">${one.title}</a><p>${one.excerpt}</p></div>`,
      )
      .join("")}${p(half[1])}</article>${commentForm}${footer}`,
  ),
  "teasers between the paragraphs, each under a label of its own": page(
    `${header}<article class="entry">${h1}<div class="entry-content">${paragraphs
      .map((line, at) => {
        const one = at % 3 === 1 ? teasers[(at - 1) / 3] : undefined;
        return `<p>${line}</p>${one ? `<div class="see-also"><span>See also</span><ul><li><a href="${one.href}">${one.title}</a></li></ul></div>` : ""}`;
      })
      .join("")}</div></article>${footer}`,
  ),
  "teasers before the body": page(
    `${header}<section class="trending"><h2>Trending</h2>${teasers.map((one) => `<div class="item"><a href="${one.href}"><h3>${one.title}</h3></a><p>${one.excerpt}</p></div>`).join("")}</section>` +
      `<article>${h1}${by}${p(paragraphs)}</article>${commentForm}${footer}`,
  ),
  "body twice, for wide and for narrow screens": page(
    `${header}<div class="desktop-only"><article>${h1}${by}${p(paragraphs)}</article>${cards}</div>` +
      `<div class="mobile-only"><article><h2>${title}</h2>${p(paragraphs)}</article></div>${commentForm}${footer}`,
  ),
  "body twice within one element": page(
    `${header}<div class="post-content">${h1}${p(paragraphs)}<h3>Related articles</h3>${plainTeasers}${p(paragraphs)}<p>Comments (0)</p><p>0/500</p><p>Home</p></div>`,
  ),
  "text in JSON-LD alone, drawn by a script": page(
    `<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript><script src="/static/main.js"></script>`,
    `${metadata}${jsonLd(paragraphs.join("\n\n"))}`,
  ),
  "text in JSON-LD as markup, a foretaste on the page": page(
    `${header}<div id="app">${h1}<p>${paragraphs[0]}</p><p>Loading…</p>${cards}</div>${footer}`,
    `${metadata}${jsonLd(p(paragraphs))}`,
  ),
  "comments with markup": page(
    `${header}<article>${h1}${by}${p(paragraphs)}</article><div id="disqus_thread" class="comment-list"><h3>Comments (2)</h3><ol>${comments
      .map(
        (line, at) =>
          `<li class="comment"><cite class="fn">reader${at}</cite> <time>3 hours ago</time><p>${line}</p><a href="#r">Reply</a></li>`,
      )
      .join("")}</ol></div>${footer}`,
  ),
  "comments without markup of their own": page(
    `${header}<div class="page">${h1}<div>${p(paragraphs)}<p>Comments (2)</p>${comments.map((line) => `<p>reader</p><p>${line}</p><p>Reply</p>`).join("")}<p>0/500</p></div></div>`,
  ),
  "paragraphs parted by line breaks": page(
    `${header}<div id="main"><div class="headline">${title}</div><div class="text">${paragraphs.join("<br><br>\n")}</div>` +
      `<div class="more"><b>Related articles</b><br>${teasers.map((one) => `<a href="${one.href}">${one.title}</a><br>${one.excerpt}<br><br>`).join("")}</div></div>${footer}`,
  ),
  "tables as layout": page(
    `<table width="980" border="0" cellpadding="4"><tr><td colspan="3"><a href="/">Home</a> | <a href="/w">World</a> | <a href="/b">Business</a></td></tr>` +
      `<tr><td width="160" valign="top">${teasers.map((one) => `<a href="${one.href}"><b>${one.title}</b></a><br><font size="1">${one.excerpt}</font><br><br>`).join("")}</td>` +
      `<td width="600" valign="top"><font size="5"><b>${title}</b></font><br><font size="1">${byline}</font>${p(paragraphs)}</td><td width="220">Subscribe to our newsletter</td></tr>` +
      `<tr><td colspan="3" align="center"><font size="1">All rights reserved</font></td></tr></table>`,
  ),
  AMP: `<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8"><title>${title}</title><link rel="canonical" href="${url}">${metadata}<style amp-boilerplate>body{animation:none}</style></head><body><amp-sidebar id="s" layout="nodisplay"><ul><li><a href="/">Home</a></li></ul></amp-sidebar><article class="amp-article"><header>${h1}${by}</header><amp-img src="/a.jpg" width="900" height="500"></amp-img><div class="amp-content">${p(half[0])}<amp-ad width="300" height="250" type="x"></amp-ad>${p(half[1])}</div><footer><amp-list src="/related.json">${plainTeasers}</amp-list></footer></article></body></html>`,
  "one div, and a sidebar as long as the story": page(
    `<div class="wrap"><div class="left">${p(paragraphs)}</div><div class="sidebar"><h4>Most read</h4>${[...teasers, ...teasers, ...teasers].map((one) => `<div class="mr"><a href="${one.href}">${one.title}</a><div>${one.excerpt}</div></div>`).join("")}<h4>Home</h4></div></div>`,
  ),
  "no markup within one div": page(
    `<div>${paragraphs.join("\n")}\nRelated articles\n${teasers.map((one) => `${one.title}\n${one.excerpt}`).join("\n")}\nComments (0)\n0/500\nHome</div>`.replaceAll(
      "\n",
      "<br>\n",
    ),
  ),
  "sections with headings": page(
    `${header}<main>${h1}<section><h2>A memo to the staff</h2>${p(paragraphs.slice(0, 4))}</section><section><h2>What rivals do</h2>${p(paragraphs.slice(4, 6))}</section>` +
      `<section><h2>What it costs</h2>${p(paragraphs.slice(6))}</section><section><h2>More from Tidings</h2>${plainTeasers}</section></main>${footer}`,
  ),
  "the story as a list of points": page(
    `${header}<main><article>${h1}${by}<ul class="points">${paragraphs.map((line) => `<li>${line}</li>`).join("")}</ul></article>` +
      `<ul class="river">${teasers.map((one) => `<li><a href="${one.href}">${one.title}</a> ${one.excerpt}</li>`).join("")}</ul></main>${footer}`,
  ),
  "related block with neutral names, a link and then an excerpt": page(
    `${header}<div class="col-8"><div class="block">${h1}${p(paragraphs)}</div><div class="block"><div class="row">${teasers.map((one) => `<div class="cell"><a href="${one.href}">${one.title}</a></div><div class="cell">${one.excerpt}</div>`).join("")}</div></div></div>${footer}`,
  ),
  "lines that say read more, inside the text": page(
    `${header}<article>${h1}<p>${paragraphs[0]}</p><p>${paragraphs[1]}</p><p><b>Read more: <a href="${teasers[0]?.href}">${teasers[0]?.title}</a></b></p>${p(paragraphs.slice(2, 5))}` +
      `<p><em>Also read: <a href="${teasers[2]?.href}">${teasers[2]?.title}</a></em></p>${p(paragraphs.slice(5))}</article>${footer}`,
  ),
  "long menu and long footer": page(
    `<div class="mega">${Array.from({ length: 12 }, (_, row) => `<div class="menu-col"><h5>Desk ${row + 1}</h5><ul>${Array.from({ length: 9 }, (_, at) => `<li><a href="/d${row}/${at}">Topic ${row + 1}.${at + 1}</a></li>`).join("")}</ul></div>`).join("")}</div>` +
      `<div class="body">${h1}${p(paragraphs)}</div><div class="bottom"><p>Tidings is a daily paper for people who like to know what is going on, with offices in four cities and readers in ninety countries. It was founded in 1911 by a printer and is owned by those who write it.</p><p>Musk, Alibaba, Qwen and other names are marks of those who own them. All rights reserved</p></div>`,
  ),
  "pictures and text again in noscript": page(
    `${header}<article>${h1}<figure><img data-src="/spud.jpg"><noscript><img src="/spud.jpg" alt="Musk in court"></noscript><figcaption>Musk in court, where Alibaba was not. Photo: Tidings</figcaption></figure>${paragraphs
      .map((line) => `<p>${line}</p><noscript><p>${line}</p></noscript>`)
      .join("")}</article>${cards}${footer}`,
  ),
  "no paragraph elements": page(
    `${header}<article>${h1}${paragraphs.map((line) => `<span class="para">${line}</span><br/><br/>`).join("")}</article>` +
      `<aside>${teasers.map((one) => `<span><a href="${one.href}">${one.title}</a></span><br/><span>${one.excerpt}</span><br/>`).join("")}</aside>${footer}`,
  ),
  minified: page(
    `${header}<main><article>${h1}${by}${p(paragraphs)}</article>${cards}${commentForm}</main>${footer}`,
  ).replace(/>\s+</g, "><"),
  "tags in capitals, attributes without quotes, nothing closed":
    `<HTML LANG=en><HEAD><TITLE>${title}</TITLE></HEAD><BODY BGCOLOR=white><A HREF=/>Home</A> <A HREF=/world>World</A><HR><H1>${title}</H1>\n${paragraphs.map((line) => `<P>${line}`).join("\n")}` +
    `\n<HR><H4>Related articles</H4>\n<UL>${teasers.map((one) => `<LI><A HREF=${one.href}>${one.title}</A><BR>${one.excerpt}`).join("\n")}</UL><HR><A HREF=/>Home</A></BODY></HTML>`,
  "byte order mark": `\uFEFF${page(`${header}<article>${h1}${by}${p(paragraphs)}</article>${cards}${commentForm}${footer}`)}`,
  "hashed class names and buttons": page(
    `<div class="css-1q2w3"><div class="css-9z8x7"><button>Home</button><button>Search</button></div><div class="css-4r5t6"><div class="css-h1">${title}</div><section name="articleBody">` +
      `${half[0].map((line) => `<div class="css-a1"><p class="css-b2">${line}</p></div>`).join("")}<div class="css-ad"><span>ADVERTISEMENT</span></div>${half[1].map((line) => `<div class="css-a1"><p class="css-b2">${line}</p></div>`).join("")}</section></div>` +
      `<div class="css-7u8i9"><div class="css-c3"><h2>Recommended</h2></div>${teasers.map((one) => `<a class="css-d4" href="${one.href}"><div><h3>${one.title}</h3><p>${one.excerpt}</p></div></a>`).join("")}</div></div>`,
  ),
  "bold labels and a box to write in at the foot of the article": page(
    `${header}<article>${h1}${by}${p(paragraphs)}<p><b>Share this story</b></p><p>Comments (0)</p><div><input placeholder="Say something"><span>0/500</span></div><p>Sign in to comment</p><h4>You may also like</h4>` +
      `<ul>${teasers.map((one) => `<li><h5><a href="${one.href}">${one.title}</a></h5><p>${one.excerpt}</p></li>`).join("")}</ul><p>Subscribe to our newsletter</p></article>${footer}`,
  ),
};

/** Text as a page gives it when every tag is taken away. */
export const raw: Shape = {
  contentType: "text/plain",
  html: [
    title,
    byline,
    published,
    ...paragraphs,
    "Related articles",
    ...teasers.flatMap((one) => [one.title, one.excerpt]),
    ...paragraphs,
    "Related articles",
    ...teasers.flatMap((one) => [one.title, one.excerpt]),
    "Comments (0)",
    "0/500",
    "Home",
  ].join("\n"),
};

const HEADINGS: Record<string, readonly string[]> = {
  "sections with headings": ["A memo to the staff", "What rivals do", "What it costs"],
};

export const shapes: Record<string, Shape> = {
  ...Object.fromEntries(
    Object.entries(made).map(([name, html]) => [
      name,
      { html, contentType: "text/html; charset=utf-8", ...(HEADINGS[name] && { headings: HEADINGS[name] }) },
    ]),
  ),
  "text without markup, the body twice": raw,
  "text without markup, paragraphs parted by empty lines": {
    ...raw,
    html: raw.html.replaceAll("\n", "\n\n"),
  },
  "text without markup, lines that end as Windows ends them": {
    ...raw,
    html: raw.html.replaceAll("\n", "\r\n"),
  },
};
