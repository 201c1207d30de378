import fc from "fast-check";
import type { Card, Part, Piece } from "../../../src/commands/command.ts";

/** What hostile or merely foreign feeds hold. */
const FRAGMENTS = [
  "@everyone",
  "@here",
  "<@123456789012345678>",
  "<@&123456789012345678>",
  "<#123456789012345678>",
  "</news:123456789012345678>",
  "<a:wave:123456789012345678>",
  ":smile:",
  "<t:1700000000:R>",
  "<id:customize>",
  "<123456789012345678:browse>",
  "[click](https://evil.example)",
  "[a](<https://evil.example>)",
  "<https://evil.example>",
  "https://evil.example/x_y_z",
  "](https://evil.example)",
  "**bold**",
  "__under__",
  "_em_",
  "~~gone~~",
  "||secret||",
  "`code`",
  "```js\n",
  "# head",
  "-# small",
  "> quote",
  ">>> all",
  "- item",
  "+ item",
  "* item",
  "1. item",
  "2) item",
  "===",
  "---",
  "\\",
  "\\\\*",
  "&amp;",
  "<b>",
  "[",
  "]",
  "(",
  ")",
  "\n",
  "\r\n",
  "\t",
  "\0",
  "\u001B[31m",
  "\u202E",
  "\u2066",
  "\u200B",
  "\u2028",
  "\uFEFF",
  "\u00AD",
  "\u200D",
  "👩‍👩‍👧",
  "🇫🇷",
  "e\u0301",
  "\u0301",
  "\uD83D",
  "\uDE00",
  "東京",
  "مرحبا",
  "word",
  " ",
  "very-long-".repeat(40),
] as const;

/** Texts of such fragments, single code units and any code points; few are very long, because those take long. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  { weight: 200, arbitrary: mixture(25) },
  { weight: 1, arbitrary: mixture(8).map((text) => text.repeat(1 + Math.ceil(50_000 / (text.length + 1)))) },
);

function mixture(maxLength: number): fc.Arbitrary<string> {
  const one = fc.oneof(
    fc.constantFrom(...FRAGMENTS),
    fc.string({ unit: "binary", maxLength: 4 }),
    fc.string(),
  );
  return fc.array(one, { maxLength }).map((parts) => parts.join(""));
}

const address = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  hostile,
  fc.constant("https://e.example/(a)_[b]<c>"),
);
const at = fc.date({ noInvalidDate: false });

const piece: fc.Arbitrary<Piece> = fc.oneof(
  hostile,
  fc.record({ at, as: fc.constantFrom("ago", "time", "day", "in") }),
  fc.record(
    {
      text: hostile,
      marks: fc.array(fc.record({ start: fc.nat(60), end: fc.nat(80) }), { maxLength: 4 }),
      url: address,
      tone: fc.constantFrom("strong", "quiet"),
    },
    { requiredKeys: ["text"] },
  ),
);
const pieces = fc.array(piece, { maxLength: 6 });

const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ kind: fc.constant("text" as const), pieces, small: fc.boolean() }),
  fc.record({ kind: fc.constant("quote" as const), pieces }),
  fc.record({
    kind: fc.constant("list" as const),
    items: fc.array(pieces, { maxLength: 12 }),
    numbered: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("rows" as const),
    rows: fc.array(fc.array(pieces, { maxLength: 4 }), { maxLength: 8 }),
  }),
  fc.record({ kind: fc.constant("code" as const), text: hostile }),
);

/** Any card, with any text in every place that takes one. */
export const hostileCard: fc.Arbitrary<Card> = fc.record(
  {
    kind: fc.constantFrom("alert", "answer", "notice", "digest"),
    title: fc.record(
      {
        text: hostile,
        url: address,
        marks: fc.array(fc.record({ start: fc.nat(60), end: fc.nat(80) }), { maxLength: 3 }),
      },
      { requiredKeys: ["text"] },
    ),
    parts: fc.array(part, { maxLength: 6 }),
    image: fc.record({ url: address, alt: hostile }),
    buttons: fc.array(
      fc.record(
        {
          id: fc.constantFrom("mute", "why", "source add", "stop"),
          args: fc.array(hostile, { maxLength: 4 }),
          label: hostile,
          confirm: hostile,
        },
        { requiredKeys: ["id", "args", "label"] },
      ),
      { maxLength: 30 },
    ),
    tone: fc.constantFrom("info", "warn", "error"),
  },
  { requiredKeys: ["kind", "parts", "buttons"] },
);
