import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extractArticle } from "../../src/stories/extract.ts";

const url = "https://daily.example/town/crane";
const first =
  "The harbour of Lindmouth has been closed since dawn, because a crane has fallen across the mouth of the dock, and nobody knows yet how it is to be lifted.";
const second =
  "Nobody was hurt, says the harbour master, but eleven ships wait outside and the fish market has nothing to sell to the cooks of the town.";
const third =
  "A second crane is on its way from the next town, on two lorries, and should arrive before the evening tide if the bridge can bear it.";
const body = [first, second, third];
const paragraphs = body.map((one) => `<p>${one}</p>`).join("\n");
const story = body.join("\n");
const excerpt =
  "The council has met for the fourth time this year to speak about the price of water, and once more the mem";
const teaser = (at: number) => `<a href="/other/${at}">Council speaks about the price of water ${at}</a>`;
const teasers = [1, 2, 3].map(teaser);

const read = (html: string) => extractArticle(html, url);
const textOf = (inside: string) => read(`<html><body>${inside}</body></html>`).text;

describe("the main text of a page", () => {
  it.each<[string, string]>([
    ["paragraphs", paragraphs],
    ["divs", body.map((one) => `<div>${one}</div>`).join("")],
    ["line breaks", body.join("<br><br>")],
    ["paragraphs that nobody closes", body.map((one) => `<P CLASS=x>${one}`).join("")],
    ["points", `<ul>${body.map((one) => `<li>${one}</li>`).join("")}</ul>`],
    ["cells of a layout", `<table><tr>${body.map((one) => `<td>${one}</td>`).join("")}</tr></table>`],
    ["words of a shadow tree", `<x-story><template shadowrootmode="open">${paragraphs}</template></x-story>`],
    ["words that a script will show", `<div style="display:none" aria-hidden="true">${paragraphs}</div>`],
    ["words for those without scripts", `<noscript>${paragraphs}</noscript>`],
  ])("is found in %s", (_, inside) => expect(textOf(inside)).toBe(story));

  it.each<[string, string]>([
    ["navigation", `<nav>${teasers.join("")}</nav>${paragraphs}`],
    ["an aside", `${paragraphs}<aside><p>Buy a crane of your own.</p></aside>`],
    ["a box named as related", `${paragraphs}<div class="relatedPosts">${teasers.join("")}</div>`],
    ["a box with a role", `${paragraphs}<div role="complementary">${teasers.join(" ")}</div>`],
    [
      "comments",
      `${paragraphs}<div id="comments"><p>${"I saw it fall, and I was the first. ".repeat(12)}</p></div>`,
    ],
    ["a caption", `<figure><img src="a.jpg"><figcaption>The crane</figcaption></figure>${paragraphs}`],
    ["a hidden note", `${paragraphs}<p hidden>Seen by nobody at all.</p>`],
    [
      "scripts, styles and remarks",
      `<style>p{}</style><!-- <p>x</p> -->${paragraphs}<script>"<p>y</p>"</script>`,
    ],
    ["the title and a byline", `<h1>Crane</h1><p>By Ada Example</p><p>March 24, 2026</p>${paragraphs}`],
    ["buttons", `${paragraphs}<p>Share on Facebook</p><p>0/500</p><p>Back to top</p>`],
    ["a credit", `<p>${first}</p><p>Photo: Ada Example</p><p>${second}</p><p>${third}</p>`],
    ["a heading and links", `${paragraphs}<h3>Related articles</h3><ul><li>${teasers.join("<li>")}</ul>`],
    [
      "a heading in a div, links and excerpts",
      `${paragraphs}<div><div>Read next</div></div>${teasers.map((one) => `<p>${one}</p><p>${excerpt}</p>`).join("")}`,
    ],
    [
      "links and whole sentences under a heading",
      `${paragraphs}<h3>More stories</h3>${teasers.map((one) => `<p>${one}</p><p>Water has its price. It rises.</p>`).join("")}`,
    ],
    [
      "a last excerpt under a heading",
      `${paragraphs}<h3>More stories</h3><p>${teaser(1)}</p><p>Water is dear.</p>`,
    ],
    ["a heading before an empty element", `${paragraphs}<h3>See also</h3><div></div><p>${teaser(1)}</p>`],
    [
      "cards that nothing announces",
      `${paragraphs}<section>${teasers.map((one) => `<div><h4>${one}</h4><p>Short.</p></div>`).join("")}</section>`,
    ],
    [
      "links and excerpts with line breaks",
      `<div>${body.join("<br><br>")}</div><div>${teasers.map((one) => `${one}<br>${excerpt}<br><br>`).join("")}</div>`,
    ],
    [
      "a teaser in the middle",
      `<p>${first}</p><p>Read more: ${teaser(1)}</p><p>${second}</p><p>${third}</p>`,
    ],
    [
      "a pair in the middle",
      `<p>${first}</p><div>${teaser(1)}</div><div>${excerpt}</div><p>${second}</p><p>${third}</p>`,
    ],
    ["comments under a heading", `${paragraphs}<h3>2 comments</h3><p>I saw it.</p><p>So did I.</p>`],
    ["a copy", `${paragraphs}<div>${paragraphs}</div>`],
  ])("does not hold %s", (_, inside) => {
    const { text } = read(`<html><head><title>Crane</title></head><body><div>${inside}</div></body></html>`);
    expect(text).toBe(story);
  });

  it("does not hold a second story below the first", () => {
    const one = `<article><h1>Crane falls</h1>${paragraphs}</article>`;
    const two = `<article><h1>Rain comes</h1><p>${"It rained for a day and a night on all the hills. ".repeat(4)}</p></article>`;
    const more = "<article><p>A line without any heading.</p></article>";
    expect(read(`<title>Crane falls</title><main>${one}${two}${more}</main>`).text).not.toContain("rained");
    expect(read(`<title>Nothing of it</title><main>${one}${two}</main>`).text).toContain("harbour");
  });

  it("keeps what only looks like furniture", () => {
    const inside = `${paragraphs}<p>See also the report of <a href="/r">the board of the harbour</a>, which was written in March.</p>`;
    expect(textOf(inside)).toContain("See also the report of the board of the harbour, which");
    const lead = `<p class="teaser">It fell in the night, and it fell slowly, as those who saw it say.</p>${paragraphs}`;
    expect(textOf(lead)).toBe(`It fell in the night, and it fell slowly, as those who saw it say.\n${story}`);
    const place = `<p><span class="dateline">LINDMOUTH –</span> ${first}</p><p>${second}</p><p>${third}</p>`;
    expect(textOf(place)).toContain("LINDMOUTH – The harbour");
    expect(
      textOf(`${paragraphs}<h2>Comments of the master</h2><p>${second.replace("Nobody", "No one")}</p>`),
    ).toContain("No one");
    const bold = `<p>${first} <b>Read more</b> ships wait.</p><p>${second}</p><p>${third}</p>`;
    expect(textOf(bold)).toContain("Read more ships wait");
    const call = `crane.lift({ weight: 12, height: 40, speed: "slow", ${"more: 1, ".repeat(4)}});`;
    const twice = `${paragraphs}<pre>${call}\n${call}</pre>`;
    expect(textOf(twice).split(call)).toHaveLength(3);
  });

  it("does not hold cards in lists that begin with a link", () => {
    const cards = teasers.map((one) => `<li><div><h4>${one}</h4><p>It is dear, and stays so.</p></div></li>`);
    expect(textOf(`${paragraphs}<ul>${cards.join("")}</ul>`)).toBe(story);
  });

  it("keeps pieces with links at their heads that are longer than teasers", () => {
    const piece = "The crane had been bought in the year of the flood and has lifted ships ever since. "
      .repeat(6)
      .trim();
    const pieces = [piece, "It is old.", "It is red."].map(
      (one, at) => `<div><h4>${teaser(at)}</h4><p>${one}</p></div>`,
    );
    const long = ["a", "b", "c", "d"].map((letter) => paragraphs.replaceAll("o", letter)).join("");
    expect(textOf(`<div>${long}<section>${pieces.join("")}</section></div>`)).toContain(piece);
  });

  it("keeps a last sentence that begins like a byline", () => {
    expect(textOf(`${paragraphs}<p>By then it was too late.</p>`)).toBe(`${story}\nBy then it was too late.`);
    expect(textOf(`${paragraphs}<p>By Ada Example, town editor</p>`)).toBe(story);
  });

  it("keeps a heading of comments over most of the page", () => {
    expect(textOf(`<h3>3 comments</h3>${paragraphs}`)).toBe(story);
  });

  it("sets apart what is shown apart", () => {
    expect(textOf(`<p>${first}</p><table><tr><td>Ships</td><td>11</td></tr></table>${paragraphs}`)).toContain(
      "Ships 11\n",
    );
    expect(textOf(`<pre>let a;\nlet b;</pre>${paragraphs}`)).toContain("let a;\nlet b;\n");
    expect(textOf(`<p>${first.replace("harbour", "har&shy;bour")}</p><p>${second}</p>`)).toContain(first);
    expect(
      textOf(`<blockquote>“A quote.”</blockquote><dl><dt>Crane</dt><dd>It lifts.</dd></dl>${paragraphs}`),
    ).toContain("“A quote.”\n");
  });

  it("is that of the publisher's data where the page has less than half of it", () => {
    const data = (text: string) =>
      `<script type="application/ld+json">${JSON.stringify({ "@graph": [{ "@type": "NewsArticle", articleBody: text }] })}</script>`;
    expect(read(`${data(body.join("\n\n"))}<div>Loading…</div>`).text).toBe(story);
    expect(read(`${data(paragraphs)}<div>Loading…</div>`).text).toBe(story);
    expect(read(`${data(paragraphs.replaceAll("<", "&lt;"))}<div>Loading…</div>`).text).toBe(story);
    expect(read(`${data(story.replaceAll("a", "o"))}${paragraphs}`).text).toBe(story);
    const title = "Crane falls across the dock";
    const beside = `<p>${teaser(1)}</p><p>${excerpt}</p><h3>${teaser(2)}</h3><p>${excerpt}…</p><p>${title}</p><p>2 comments</p><p>I saw it.</p>`;
    expect(read(`<title>${title}</title>${data(paragraphs + beside)}<div>Loading…</div>`).text).toBe(story);
    expect(read(`${data("<p><p>".repeat(900))}${paragraphs}`).text).toBe(story);
  });

  it("is empty where a page is a list", () => {
    const headlines = [1, 2, 3, 4, 5, 6]
      .map((at) => `<h2>${teaser(at)}</h2><p>It rises ${at} times.</p>`)
      .join("");
    expect(textOf(headlines)).toBe("");
    expect(textOf(`<div>${[1, 2, 3, 4, 5].map(teaser).join("<br>")}</div>`)).toBe("");
    const longer = [1, 2, 3, 4, 5, 6].map(
      (at) =>
        `<h2>${teaser(at)}</h2><p>It rises for the ${at}th time within a single year, and nobody says why it does so.</p>`,
    );
    expect(textOf(longer.join(""))).toBe("");
    expect(textOf("")).toBe("");
  });

  it("is found by the plain rule on a page that is too large for the finer one", () => {
    const many = Array.from(
      { length: 2_100 },
      (_, at) => `<p>Line ${at} of a report of the harbour that does not end.</p>`,
    );
    const { text } = read(`<nav>${teasers.join("")}</nav><div>${many.join("")}</div>`);
    expect(text.split("\n")).toHaveLength(2_100);
    const long = `${"It goes on and on. ".repeat(22_000).trim()}`;
    expect(textOf(`<div><p>${long}</p></div>`)).toBe(long);
  });

  it("leaves what was cut away to be explained", () => {
    const { removed } = read(
      `<nav>${teasers[0]}</nav>${paragraphs}<p>Advertisement</p><aside>${teasers[1]}</aside>`,
    );
    expect(removed).toBe(
      "Advertisement\nCouncil speaks about the price of water 2\nCouncil speaks about the price of water 1",
    );
    expect(read(paragraphs)).not.toHaveProperty("removed");
    const long = read(
      `${paragraphs}<aside>${"<p>Another story is told here in a line.</p>".replace("Another", "No 1 and another")}${Array.from({ length: 300 }, (_, at) => `<p>Story ${at} is told here</p>`).join("")}</aside>`,
    );
    expect(long.removed?.length).toBeLessThanOrEqual(4_000);
  });
});

describe("the metadata of a page", () => {
  const page = (head: string, inside = paragraphs) =>
    read(`<html><head>${head}</head><body>${inside}</body></html>`);
  const meta = (name: string, content: string) => `<meta property="${name}" content="${content}">`;
  const data = (value: unknown) => `<script type='application/ld+json'>${JSON.stringify(value)}</script>`;

  it.each([
    [meta("og:title", "Crane falls"), "Crane falls"],
    [meta("og:title", "Crane falls | Daily") + meta("og:site_name", "Daily"), "Crane falls"],
    [
      meta("og:title", "The Daily: Crane falls at dawn") + meta("og:site_name", "Daily"),
      "The Daily: Crane falls at dawn",
    ],
    [meta("og:title", "Daily - Crane falls") + meta("og:site_name", "Daily"), "Crane falls"],
    [meta("og:title", "Crane – a fall"), "Crane – a fall"],
    [
      meta("og:title", "Daily") +
        meta("og:site_name", "Daily") +
        data({ "@type": "Article", headline: "Crane" }),
      "Crane",
    ],
    ["<title>Crane falls in the night | Harbour News</title>", "Crane falls in the night"],
    ["<title>Crane falls in the night - daily</title>", "Crane falls in the night"],
    ["<title>Crane – fall</title>", "Crane – fall"],
    [`<title>Daily</title>${meta("og:site_name", "Daily")}`, "Daily"],
    ["<title>a &amp; b</title><title>c</title>", "a & b"],
    ["", ""],
  ])("gives the title in %s", (head, title) => expect(page(head).title).toBe(title));

  it("gives the one heading as title before the name of the page", () => {
    expect(page("<title>Daily | Crane</title>", `<h1>Crane falls</h1>${paragraphs}`).title).toBe(
      "Crane falls",
    );
    expect(page("<title>Town: Crane falls</title>", `<h1></h1><h1>A</h1><h1>B</h1>${paragraphs}`).title).toBe(
      "Town: Crane falls",
    );
    expect(extractArticle(`<title>x - y</title>${paragraphs}`, "no address").title).toBe("x - y");
    expect(extractArticle(`${meta("og:image", "/a.jpg")}${paragraphs}`, "no address")).not.toHaveProperty(
      "image",
    );
    const long = "Crane falls - and nobody in the whole of the town of Lindmouth knows why";
    expect(page(`<title>${long}</title>`).title).toBe(long);
  });

  it.each([
    [meta("og:description", "What fell."), "What fell."],
    ['<META NAME=Description CONTENT="What  &#39;fell&#39;.">', "What 'fell'."],
    [data({ "@type": ["Thing", "BlogPosting"], description: "What fell." }), "What fell."],
    [meta("og:description", ""), undefined],
  ])("gives the description in %s", (head, description) => expect(page(head).description).toBe(description));

  it.each([
    [meta("og:image", "/a.jpg"), "https://daily.example/a.jpg"],
    [meta("og:image", "data:image/png;base64,x"), undefined],
    [
      data({ "@type": "NewsArticle", image: [{ url: "https://a.example/b.jpg" }] }),
      "https://a.example/b.jpg",
    ],
    [data({ "@type": "NewsArticle", image: "https://a.example/c.jpg" }), "https://a.example/c.jpg"],
    [data({ "@type": "NewsArticle", image: [null] }), undefined],
  ])("gives the picture in %s", (head, image) => expect(page(head).image).toBe(image));

  it.each([
    ['<html lang="de-ch">', "de-CH"],
    [meta("og:locale", "en_US"), "en-US"],
    ['<html lang="english"><meta http-equiv=Content-Language content="fr, en">', "fr"],
    ['<html lang="en-a">', undefined],
    [data({ "@type": "Article", inLanguage: "pt-BR" }), "pt-BR"],
  ])("gives the language in %s", (head, language) => {
    expect(read(`${head}${paragraphs}`).language).toBe(language);
  });

  it.each([
    [meta("article:published_time", "2026-03-24T18:05:00+0100"), "2026-03-24T17:05:00.000Z"],
    [data({ "@type": "NewsArticle", datePublished: "2026-03-24" }), "2026-03-24T00:00:00.000Z"],
    [meta("date", "24 March 2026 10:00"), "2026-03-24T10:00:00.000Z"],
    ["<meta itemprop=datePublished content='Tue, 24 Mar 2026 10:00:00 GMT'>", "2026-03-24T10:00:00.000Z"],
    [
      "<time datetime=2026-01-01>x</time><time class=published datetime='2026-03-24 10:00'>y</time>",
      "2026-03-24T10:00:00.000Z",
    ],
    ["<time>x</time><time datetime=2026-01-01>x</time>", "2026-01-01T00:00:00.000Z"],
    [meta("article:published_time", "yesterday or so"), undefined],
    [meta("article:published_time", "0001-01-01T00:00:00Z"), undefined],
  ])("gives the date in %s", (head, date) => {
    expect(page("", `${head}${paragraphs}`).publishedAt?.toISOString()).toBe(date);
  });

  it.each([
    ['<link rel="alternate canonical" href="/crane">', "https://daily.example/crane"],
    [meta("og:url", "https://daily.example/c"), "https://daily.example/c"],
    [`<link rel=canonical href="javascript:x"><link rel=canonical>${meta("og:url", "http://")}`, undefined],
  ])("gives the address in %s", (head, canonical) => expect(page(head).canonical).toBe(canonical));

  it("reads data that is written badly, and passes over what is no data", () => {
    const raw = (text: string) => page(`<script type="application/ld+json">${text}</script>`);
    expect(raw('<!-- {"@type":"Article","headline":"Cra\nne"}; -->').title).toBe("Cra ne");
    expect(raw("{").title).toBe("");
    expect(raw('{"@type":"Article","name":["A","b",1],"headline":2}').title).toBe("A b");
    expect(raw("null").title).toBe("");
  });
});

const consentWalls: readonly [string, string, string, string][] = [
  [
    "de",
    "Wir brauchen Ihre Zustimmung",
    "Wir und unsere 90 Partner verwenden Cookies und ähnliche Technologien, um Daten zu verarbeiten.",
    "Alle akzeptieren",
  ],
  [
    "de, with an offer",
    "Weiter mit Werbung lesen",
    "Lesen Sie unsere Zeitung mit Werbung und Tracking; die Zustimmung ist jederzeit widerrufbar.",
    "Akzeptieren und weiter",
  ],
  [
    "fr",
    "Votre vie privée nous importe",
    "Avec nos 90 partenaires nous déposons des cookies et des traceurs sur votre appareil.",
    "Accepter et fermer",
  ],
  [
    "it",
    "La tua privacy ci sta a cuore",
    "Noi e i nostri 90 fornitori archiviamo cookie sul dispositivo e leggiamo dati personali.",
    "Accetta e continua",
  ],
  [
    "es",
    "Tu privacidad nos importa",
    "Nosotros y nuestros 90 socios utilizamos cookies para guardar y leer datos personales.",
    "Aceptar y continuar",
  ],
  [
    "nl",
    "Jouw privacy",
    "Wij en onze partners plaatsen cookies en lezen gegevens van uw apparaat.",
    "Akkoord",
  ],
  [
    "pl",
    "Szanujemy Twoją prywatność",
    "My i nasi 90 partnerzy przechowujemy pliki cookie i dane na urządzeniu.",
    "Zgadzam się",
  ],
  [
    "pt",
    "A sua privacidade",
    "Nós e os nossos 90 parceiros armazenamos cookies e tratamos dados pessoais.",
    "Aceitar e continuar",
  ],
];
const payWalls = [
  "Jetzt weiterlesen mit Plus",
  "Article réservé aux abonnés",
  "Contenido exclusivo para suscriptores",
  "Register for free to keep reading",
];

describe("a page that is not there, though it is served", () => {
  it.each([
    ["Page not found", "Sorry, the page you are looking for does not exist or has been moved."],
    ["404", "We could not find that page. Try the search."],
    ["Error 404: page not found | Daily", "Nothing here."],
    ["Oops! That page can’t be found.", "The link may have been removed."],
    ["Seite nicht gefunden – Talbote", "Die Seite existiert nicht mehr oder wurde verschoben."],
    ["Page introuvable", "La page que vous cherchez n’existe plus ou a été supprimée."],
    ["Página no encontrada", "La página que buscas no existe."],
    ["ページが見つかりません", "お探しのページは存在しないか、移動しました。"],
  ])("has no text: %s", (title, line) => {
    const article = read(`<title>${title}</title><h1>${title}</h1><p>${line}</p><p>Try our home page.</p>`);
    expect(article.text).toBe("");
    expect(article).not.toHaveProperty("barrier");
  });

  it.each([
    ["404 makers found a choir", `<p>${first}</p>`],
    ["Page not found", paragraphs + paragraphs.replaceAll("harbour", "port").replaceAll("crane", "hoist")],
    ["Page not found", `<p>${first} ${second}</p>`],
    ["Not found", `<meta property="og:type" content="article"><p>${first}</p>`],
    ["Page found", "<p>The page that could not be found for years lay in a drawer of the town hall.</p>"],
  ])("is not: %s", (title, inside) => {
    expect(read(`<title>${title}</title><h1>${title}</h1>${inside}`).text).not.toBe("");
  });
});

describe("what stands before a text", () => {
  const walls: [string, string, string | undefined][] = [
    [
      "a check of robots",
      "<title>Just a moment...</title><p>Checking your browser before you go on.</p>",
      "robots",
    ],
    ["a check with a title alone", "<title>Access denied</title><p>Reference 18.</p>", "robots"],
    [
      "a check in other words",
      "<title>daily.example</title><p>Verify you are human by doing this.</p>",
      "robots",
    ],
    [
      "a check that needs scripts",
      "<noscript>Please enable JavaScript and cookies to continue</noscript><div></div>",
      "robots",
    ],
    [
      "a wall of consent",
      "<title>Before you continue</title><p>We and our partners use cookies to store data.</p><button>Accept all</button>",
      "consent",
    ],
    [
      "a wall of consent without such a title",
      "<title>Daily</title><p>We use cookies to show you this.</p><p>You can change your mind, and withdraw your consent.</p><button>Accept all</button><button>Reject all</button>",
      "consent",
    ],
    [
      "a paywall in its data",
      `<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script><p>${first}</p>`,
      "paywall",
    ],
    [
      "a paywall in words",
      `<article><p>${first}</p><div class=wall>Subscribe to continue reading.</div></article>`,
      "paywall",
    ],
    [
      "a German paywall",
      `<article><p>${first}</p><div class=wall>Dieser Artikel ist nur für Abonnenten.</div></article>`,
      "paywall",
    ],
    ...consentWalls.map(([name, heading, sentence, button]): [string, string, string] => [
      `a wall of consent: ${name}`,
      `<title>Daily</title><div><h2>${heading}</h2><p>${sentence}</p><button>${button}</button></div>`,
      "consent",
    ]),
    ...payWalls.map((offer): [string, string, string] => [
      `a paywall: ${offer}`,
      `<article><p>${first}</p></article><section><h3>${offer}</h3><p>Choose what suits you.</p><a href="/in">Log in</a></section>`,
      "paywall",
    ]),
    [
      "a check with a line alone",
      "<title>Checkpoint</title><p>We're verifying your browser</p><p>Website owner?</p>",
      "robots",
    ],
    ...consentWalls.map(([name, heading, sentence, button]): [string, string, undefined] => [
      `a story with a banner: ${name}`,
      `<title>Crane falls</title><div><h2>${heading}</h2><p>${sentence}</p><button>${button}</button></div><article>${paragraphs}</article>`,
      undefined,
    ]),
    [
      "a story about walls in German",
      `<title>Weiter mit Werbung lesen: was Gerichte dazu sagen</title><article><p>Wer eine Zeitung im Netz lesen will, steht oft vor der Wahl: „Weiter mit Werbung lesen“ oder bezahlen. Ein Gericht in Lindmund hat nun darüber geurteilt.</p><p>„Jetzt weiterlesen mit Plus“, heißt es bei anderen; auch damit befassten sich die Richterinnen, und zwar zwei Tage lang und bis in den Abend.</p><p>Das Urteil ist noch nicht rechtskräftig. Die Zeitung will es anfechten, wie ihr Anwalt am Freitag vor dem Saal sagte.</p></article>`,
      undefined,
    ],
    ["a story", paragraphs, undefined],
    [
      "a story that quotes walls",
      `<title>Why walls say “Just a moment”</title>${paragraphs}<p>“Verify you are human”, it says, and “Subscribe to continue reading”.</p><p>${second} Accept all cookies, it says.</p>`,
      undefined,
    ],
    [
      "a story with a banner",
      `${paragraphs}<div class="cookie-banner"><p>We use cookies.</p><p>You can manage your privacy settings.</p><button>Accept all</button></div>`,
      undefined,
    ],
    [
      "a short article about captchas",
      `<meta property="og:type" content="article"><title>Captcha makers merge</title><p>Two makers of captchas merge. “Complete the captcha” will be gone.</p>`,
      undefined,
    ],
    [
      "a story that one would pay for, but whole",
      `<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>${`<p>${second} `.repeat(1)}${Array.from({ length: 14 }, (_, at) => `<p>${first} ${at}.`).join("")}`,
      undefined,
    ],
    [
      "a long page with such a title",
      `<title>Access denied</title>${Array.from({ length: 30 }, (_, at) => `<a href="/${at}">Council speaks about the price of water and of bread ${at} times a year</a> ${"and so on ".repeat(4)}`).join("<br>")}`,
      undefined,
    ],
    [
      "a long page of links",
      `<div>${Array.from({ length: 50 }, (_, at) => `<a href="/${at}">The council speaks about the price of water for the ${at}th time</a>`).join("<br>")}</div>`,
      undefined,
    ],
  ];
  it.each(walls)("is told of %s", (_, html, barrier) => expect(read(html).barrier).toBe(barrier));

  it("leaves no text of a wall, and the beginning of a story that is paid", () => {
    expect(read(walls[4]?.[1] ?? "").text).toBe("");
    expect(read(walls[7]?.[1] ?? "").text).toContain(first);
  });
});

describe("pages made to hurt", () => {
  it.each<[string, string]>([
    ["a hundred thousand nested divs", `${"<div>".repeat(20_000)}${paragraphs}`],
    ["nested divs with their ends", `${"<div><b>".repeat(3_000)}${paragraphs}${"</b></div>".repeat(3_000)}`],
    ["ends without beginnings", `${"</p></div></b></br>".repeat(20_000)}${paragraphs}`],
    ["beginnings of tags", `${'<a "'.repeat(50_000)}`],
    ["values without an end", `${paragraphs}${"<a b='".repeat(50_000)}`],
    ["drawings without an end", `${"<svg>".repeat(9_000)}${paragraphs}`],
    ["a script without an end", `${paragraphs}<script>${"x".repeat(50_000)}`],
    ["remarks without an end", `${paragraphs}${"<!--".repeat(50_000)}`],
    ["headings of teasers", `${paragraphs}${"<h3>Related</h3>".repeat(2_100)}`],
    ["nested data", `<script type="application/ld+json">${"[".repeat(50_000)}</script>${paragraphs}`],
    ["signs and instructions", `<?xml ?><![CDATA[x]]><!x><1>a < b<${paragraphs}<plaintext><o:p><a!>`],
    ["templates", `<template>x</template><svg/><template>${paragraphs}`],
    [
      "names of classes",
      `<div class="${"share-a".repeat(50)}.">${paragraphs}</div><div class="${"y ".repeat(300)}">z</div><div class="${"y ".repeat(3_000)}">z</div>`,
    ],
    ["misplaced ends of headings", `<h1>Crane</h2>${paragraphs}`],
  ])("are read without harm: %s", (_, html) => {
    const { text } = read(html);
    expect(text.includes("A second crane")).toBe(/<p>/.test(html));
  });

  it("are not read beyond two million units", () => {
    expect(read(`<p>${"x ".repeat(1_000_000)}</p>${paragraphs}`).text).not.toContain("harbour");
  });

  it("are read whatever they hold", () => {
    const pieces = fc.constantFrom(
      "<div>",
      "</div>",
      "<p>",
      "</p>",
      "<a href=x>",
      "</a>",
      "<table><tr><td>",
      "</table>",
      "<h3>Related</h3>",
      "<br>",
      "<article>",
      "<svg>",
      "<",
      "<!--",
      "-->",
      "<body>",
      "<template>",
      "&amp;",
      "<title>",
      '<div hidden class="',
      first,
      second,
      "<noscript>",
      "<select>",
      "<h1>",
      "</h2>",
      "<ul><li>",
      "<frameset>",
      "<html lang=x>",
      "\u0000",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 25 }), (parts) => {
        const article = read(parts.join(""));
        expect(article.text).toBe(article.text.trim());
        expect(article.text).not.toMatch(/\n\n/);
      }),
      { numRuns: 60 },
    );
  });
});
