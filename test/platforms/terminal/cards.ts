import type { Action, Card, Moment, Piece, Range } from "../../../src/commands/command.ts";

/** The time at which the example cards are looked at: a Wednesday. */
export const NOW = new Date("2025-05-14T12:00:00Z");

const MINUTE = 60_000;

export function ago(minutes: number): Moment {
  return { at: new Date(NOW.getTime() - minutes * MINUTE), as: "ago" };
}

function marksOf(text: string, ...words: readonly string[]): readonly Range[] {
  return words.map((word) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length }));
}

function marked(text: string, ...words: readonly string[]): Piece {
  return { text, marks: marksOf(text, ...words) };
}

function type(label: string, command?: string): Action {
  return { id: "type", args: [], label, ...(command && { command }) };
}

const JAPANESE = "東京の研究所、新しいモデル「スパッド」を発表 🥔";
const TITLE = 'OpenAI to end Sora and put its compute behind "Spud"';
const GIST =
  "OpenAI told staff that its next model, code-named Spud, has finished pre-training. The company will shut down its video tool to free computing power.";

export const alert: Card = {
  kind: "alert",
  title: {
    text: TITLE,
    url: "https://news.example/2025/05/openai-to-end-sora-and-put-its-compute-behind-spud-a-long-link",
    marks: marksOf(TITLE, "OpenAI", "Sora", "Spud"),
  },
  parts: [
    {
      kind: "text",
      small: true,
      pieces: ["The Information · ", ago(12), " · also The Verge, Ars Technica +2"],
    },
    { kind: "text", pieces: [marked(GIST, "OpenAI", "Spud")] },
    { kind: "quote", pieces: [marked("… the decision to sunset its flagship tool, Sora.", "Sora")] },
    { kind: "text", small: true, pieces: ["Spud, Sora"] },
  ],
  image: { url: "https://news.example/spud.jpg", alt: "A potato" },
  buttons: [type("Mute 1 day", "news pause Spud 1d"), type("Why"), type("Stop watching")],
};

/** Scripts that take two cells a sign, join marks to letters, or run from right to left. */
export const scripts: Card = {
  kind: "alert",
  title: { text: JAPANESE, marks: marksOf(JAPANESE, "スパッド") },
  parts: [
    { kind: "text", small: true, pieces: ["新聞 · ", ago(60)] },
    {
      kind: "text",
      pieces: [
        "研究所は水曜日、次のモデルの学習が終わったと発表した。動画の道具は終了する。",
        " De\u0301ja\u0300 vu: 👩‍👩‍👧 🇫🇷 النموذج الجديد جاهز الآن، كما قالت الشركة.",
      ],
    },
  ],
  buttons: [],
};

export const digest: Card = {
  kind: "digest",
  title: { text: "3 more stories" },
  parts: [
    {
      kind: "list",
      items: [
        [{ text: "A potato that thinks", url: "https://a.example/1" }, " (The Wire, ", ago(5), ")"],
        [
          { text: "Sora leaves the stage after two years of short films", url: "https://b.example/2" },
          " (Ars Technica, ",
          ago(26 * 60),
          ")",
        ],
        ["A story without a link (Notes, ", ago(90 * 24 * 60), ")"],
      ],
    },
  ],
  buttons: [],
};

export const watchAnswer: Card = {
  kind: "answer",
  parts: [
    { kind: "text", pieces: ["Watching ", { text: "OpenAI", tone: "strong" }, " in this terminal."] },
    { kind: "text", pieces: ['It matches the word OpenAI, also written "Open AI" or "OpenAI\'s".'] },
    { kind: "text", pieces: ["Last 7 days: 37 stories, about 5 a day. For example:"] },
    {
      kind: "list",
      items: [
        [{ text: TITLE, marks: marksOf(TITLE, "OpenAI"), url: "https://a.example/1" }, " (", ago(12), ")"],
      ],
    },
    {
      kind: "text",
      pieces: [
        "27 sources are checked; the next look is ",
        { at: new Date(NOW.getTime() + 4 * MINUTE), as: "in" },
        ".",
      ],
    },
  ],
  buttons: [
    type("Undo", "news unwatch OpenAI"),
    type("Only with Sora or Spud", "news watch OpenAI (Sora OR Spud)"),
    type("Help me narrow it"),
  ],
};

export const latest: Card = {
  kind: "answer",
  title: { text: "Sora: the latest of 14 stories in 30 days" },
  parts: [
    {
      kind: "list",
      numbered: true,
      items: Array.from({ length: 10 }, (_, index) => [
        { text: `Story ${index + 1} about Sora`, url: `https://a.example/${index + 1}` },
        "  The Information, ",
        ago(12 * (index + 1)),
        "\nOne line of summary with ",
        { text: "Sora", marks: [{ start: 0, end: 4 }] },
        " marked.",
      ]),
    },
  ],
  buttons: [type("Watch Sora here", "news watch Sora")],
};

export const watches: Card = {
  kind: "answer",
  title: { text: "3 watches in this terminal" },
  parts: [
    {
      kind: "rows",
      rows: [
        [["OpenAI"], ["5 a day"], ["last ", ago(12)], ["by you"]],
        [
          ['"super app" OR Spud'],
          ["1 a week"],
          ["last ", ago(2 * 24 * 60)],
          ["by @editor"],
          ["paused until ", { at: new Date("2025-05-19T08:00:00Z"), as: "day" }],
        ],
        [["ソラ"], ["never"], ["since ", { at: NOW, as: "day" }], ["by you"]],
      ],
    },
  ],
  buttons: [],
};

export const refusal: Card = {
  kind: "answer",
  tone: "error",
  parts: [
    {
      kind: "text",
      pieces: [
        "I cannot watch that: a watch needs something to look for, and this only says what to leave out.",
      ],
    },
    { kind: "code", text: "-musk\n^^^^^" },
    { kind: "text", pieces: ["Try: ", { text: "tesla -musk", tone: "strong" }] },
  ],
  buttons: [type("Watch tesla -musk", "news watch tesla -musk")],
};

export const status: Card = {
  kind: "answer",
  tone: "warn",
  title: { text: "2 of 27 sources are in trouble" },
  parts: [
    { kind: "text", pieces: ["25 fresh; 12 watches; 0 alerts waiting; last alert ", ago(12), "."] },
    {
      kind: "rows",
      rows: [
        [
          ["Reuters Tech"],
          [
            "answers 403 since ",
            { at: new Date("2025-05-13T14:00:00Z"), as: "time" },
            " (they block robots). Next try ",
            { at: new Date(NOW.getTime() + 6 * 60 * MINUTE), as: "in" },
            ".",
          ],
        ],
        [["Example blog"], ["has published nothing for 9 days; usually 2 a week."]],
        [["The terminal is open since ", { at: new Date("2025-05-14T09:05:00Z"), as: "time" }, "."]],
      ],
    },
    { kind: "text", small: true, pieces: [{ text: "https://docs.example", url: "https://docs.example" }] },
  ],
  buttons: [],
};
