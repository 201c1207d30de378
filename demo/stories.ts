/** One thing that happens on the demo's wire, a beat after the one before. */
export interface Event {
  readonly feed: "circuit" | "lab" | "harbour";
  /** Names the story: its link and, unless said otherwise, its published id. */
  readonly slug: string;
  readonly title: string;
  /** What the feed says of it. */
  readonly html: string;
  /** What its page says where that is more, without what stands beside it. */
  readonly page?: string;
  /** A published id other than before: what careless publishers do. */
  readonly id?: string;
  /** Added to the link, as campaigns do. */
  readonly tracking?: string;
}

/** The sources of the demo; each speaks another format. */
export const FEEDS = {
  circuit: { name: "The Evening Circuit", path: "/circuit.rss", format: "rss" },
  lab: { name: "Lab Notes", path: "/lab.atom", format: "atom" },
  harbour: { name: "Harbour Dispatch", path: "/harbour.json", format: "jsonFeed" },
} as const;

const SPUD = "openai-ends-sora-for-spud";
const SPUD_TEXT =
  "<p>OpenAI told its staff that training of its next model, known inside the house as Spud, is done. To free " +
  "machines for it the company will shut down its video tool.</p><p>The app was young: it is barely a year since " +
  "the company presented Sora, its flagship for generated video, to the public.</p>";

/** What stands beside every story that has a page of its own: none of it is that story. */
const TEASERS = [
  {
    title: "Alibaba lets its Qwen assistant order dinner",
    excerpt: "One sentence is enough for a meal at the door or a train tic",
  },
  {
    title: "OpenAI and its lawyers are back in court",
    excerpt: "A judge wants to see the letters that were written before the founders par",
  },
];

/** Returns the page of a story as its paper serves it. */
export function pageOf({ title, html, page }: Event): string {
  const related = TEASERS.map(
    (one) =>
      `<article class="card"><a href="/stories/elsewhere"><h3>${one.title}</h3></a><p>${one.excerpt}</p></article>`,
  ).join("");
  const beside =
    page && `<section class="related"><h2>Related articles</h2>${related}</section><p>Comments (0)</p>`;
  return `<!doctype html><title>${title}</title><main><article><h1>${title}</h1>${page ?? html}</article>${beside ?? ""}</main>`;
}

/** What the feeds list before the bot has ever looked: old news, of which it says nothing. */
export const EARLIER: readonly Event[] = [
  {
    feed: "circuit",
    slug: "chip-fair",
    title: "Chip fair closes with record crowd",
    html: "Three days of queues and one long dinner.",
  },
  {
    feed: "circuit",
    slug: "openai-office",
    title: "OpenAI opens a small office by the river",
    html: "Old news by now: the ribbon was cut last week.",
  },
  {
    feed: "lab",
    slug: "protein-atlas",
    title: "A free atlas of folded proteins grows again",
    html: "Two million more shapes, and a better search.",
  },
  {
    feed: "harbour",
    slug: "ferry-timetable",
    title: "Ferry timetable changes on Monday",
    html: "The first boat leaves ten minutes earlier.",
  },
];

/** What happens while the demo runs, in order. Watched for: OpenAI, Spud, Sora. */
export const EVENTS: readonly Event[] = [
  {
    feed: "circuit",
    slug: SPUD,
    title: "OpenAI to end Sora and put its machines behind “Spud”",
    html: SPUD_TEXT,
  },
  // The same event in the words of another paper: it joins the message above.
  {
    feed: "harbour",
    slug: "sora-shut-down",
    title: "OpenAI shuts down Sora to free machines for its Spud model",
    html:
      "<p>The video tool Sora will be shut down by OpenAI, which told its staff that training of its next model Spud " +
      "is done and that the machines are needed for it.</p>",
  },
  // The feed says nothing of what is watched; the page does, in its story and beside it.
  {
    feed: "lab",
    slug: "robot-packer",
    title: "A parcel depot hires its first robot packer",
    html: "<p>Forty boxes an hour, and no tea break.</p>",
    page:
      "<p>The parcel depot at Ellery has put a robot to work between two of its belts. It packs forty boxes an hour, " +
      "which is as many as a practised hand, and needs nobody to tell it which box is the right one.</p>" +
      "<p>The arm is an old one that used to paint car doors. What is new is the program that moves it: it was made " +
      "with a model that the depot rents from OpenAI, and it learned from films of the packers at the next table.</p>" +
      "<p>Nobody loses a job, says the head of the depot, who has looked for packers since the spring. The packers " +
      "have given the robot a name and a mug, and have taken away the mug again when it packed that, too.</p>",
  },
  {
    feed: "lab",
    slug: "open-gripper",
    title: "A robot hand for the price of a bicycle",
    html: "<p>All drawings are free to copy.</p>",
  },
  // The same story again, under another id and with a campaign on its link.
  {
    feed: "circuit",
    slug: SPUD,
    id: "circuit-77812-v2",
    tracking: "?utm_source=feed&utm_medium=rss",
    title: "OpenAI to end Sora and put its machines behind “Spud”",
    html: SPUD_TEXT,
  },
  {
    feed: "harbour",
    slug: "safety-papers",
    title: "Watchdog asks OpenAI for its safety papers before summer",
    html: "<p>The watchdog wants to read the tests that the company ran before each release. It set no fine.</p>",
  },
  // Its editors found a better title; the id stays.
  {
    feed: "circuit",
    slug: SPUD,
    id: "circuit-77812-v2",
    title: "OpenAI drops Sora: all machines go to Spud, staff are told",
    html: SPUD_TEXT,
  },
  {
    feed: "lab",
    slug: "studios-after-sora",
    title: "What the end of Sora means for small film studios",
    html: "<p>Three studios had built their storyboards on it. Two of them have a plan.</p>",
  },
  // Another outlet lists the same link.
  {
    feed: "harbour",
    slug: "studios-after-sora",
    id: "hd-5521",
    tracking: "?fbclid=demo",
    title: "What the end of Sora means for small film studios",
    html: "<p>From our partner.</p>",
  },
  {
    feed: "harbour",
    slug: "potato-fair",
    title: "Potato growers puzzled by sudden fame of the word Spud",
    html: "<p>“We sold out of caps,” says the chair of the growers' union.</p>",
  },
  {
    feed: "circuit",
    slug: "quiet-router",
    title: "A router that goes to sleep when you do",
    html: "<p>It saves about as much power as a small lamp.</p>",
    page:
      "<p>A small firm in Norrby sells a router that goes dark when the last light of the house does. It listens for " +
      "the hum of the lamps, waits for ten minutes, and then falls asleep until somebody opens a door.</p>" +
      "<p>Over a year that saves about as much power as a small lamp needs, which is not much for one house and a " +
      "good deal for a town. The council has ordered four thousand of them for its schools and offices.</p>" +
      "<p>Early buyers complain about one thing alone: whoever gets up at night for a glass of water and leaves the " +
      "light off will find no network in the kitchen. The firm calls that a feature for people who cannot sleep.</p>",
  },
  {
    feed: "lab",
    slug: "safety-papers",
    id: "urn:lab:9",
    tracking: "?utm_campaign=partners",
    title: "Watchdog asks OpenAI for its safety papers before summer",
    html: "<p>Reported first by the Harbour Dispatch.</p>",
  },
  {
    feed: "lab",
    slug: "power-deal",
    title: "OpenAI signs for wind power, not for chips",
    html: "<p>The contract runs for twelve years and covers two halls of machines.</p>",
  },
  {
    feed: "harbour",
    slug: "library-hours",
    title: "Town library stays open until nine",
    html: "<p>On Thursdays, to begin with.</p>",
  },
];
