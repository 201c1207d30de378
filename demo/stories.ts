/** One thing that happens on the demo's wire, a beat after the one before. */
export interface Event {
  readonly feed: "circuit" | "lab" | "harbour";
  /** Names the story: its link and, unless said otherwise, its published id. */
  readonly slug: string;
  readonly title: string;
  readonly html: string;
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
