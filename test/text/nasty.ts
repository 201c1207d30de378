import fc from "fast-check";

// Text that is hard to read: every rule of the reader next to every other.

const LATIN =
  "OpenAI ai a I A.I. U.S. U.S.A a.b.c x.y.zz J.R.Smith node.js .NET a..b …now C++ C# C++17 Disney+ C++'s C#’s " +
  "OpenAI's OPENAI’S it'sa don't 's café Müller ßen ẞ æŒø łđ İSTANBUL ısparta ΑΘΗΝΑΣ ς Σίσυφος Ёлка чайка";
const NUMBERS =
  "1,000 1,0000 12,345,678.5 1'000 2020,2021 v1.2.3 GPT-5.5 5. ๕12,345 5.๕ 1,๐๐๐ 𞥐,𞥑𞥒𞥓 𞥐.𞥑 No. p. 10 0";
const SIGNS =
  "#ClimateStrike2026 #A1,000 #LLMs #U.S.A #東京Tower #ـ5 # @sama @ $TSLA US$5 $ & AT&T + ++ - _ / = ( [";
const LINKS =
  "http://x.com/a https://x. www.y.de/?q=1&r=2. WWW.X.y ftp://z http:// www. _www.x.com éwww.x.com 中http://t.cn/x " +
  "가www.x.de @www.a.b. x.www.de/ whttp://x fttp://y";
const DENSE = "東京タワー、大阪 ー ーa ประเทศไทย ๕๖ ๑่ が バス ハ\u3099 𠀋 𠀋東 苹果。京都";
const OTHER =
  "가나다 삼성AI 가\u0e34나 \u302e 가\u302e מُحَمَّد שָׁלוֹם أحمد ـ ــ ـَ بـَ ب\u064e हिन्दी \u06d6ب 𐐀𐐁 𐐀.𐐁. 𐐀's 𝒜#x 𝟙";
const SYMBOLS =
  "🚀 👍🏽 👍🏽🏽 🏽 🇺🇸 🇺🇸🇩 🇺 &🏽 ❤\ufe0f 👨‍👩‍👧 ℹ ℹ\ufe0f ↔ ▪ © ®x #\ufe0f\u20e3 1\u20e3 ™ ½ ² № ㎏ ① Ⅳ ª";
const UNEVEN =
  "&amp; &amp;\u0301 &#65;\u0301 &lt; &nbsp; &#xD83D;&#xDE00; &#9999999; &foo; &\u0301 \u0301 \u0301http://x.y e\u0301 " +
  "x\u0304.y ﬁ ﷺ ﾊﾞｽ ﾊ \uff9e \u1112\u1161\u11ab \u1161 Ста\u0301лин Ａ Ｂ！ ｡ ǅ \u0345 α\u0345 \u0344 ๑\u0e48";
const HALVES =
  "\ud83d \ude00 \ud800\u0301 a\ud800 \udc00b \ud83d\u00ad\ude00 \u00ad \u200d \u200b \ufeff \ufe0f";
const STOPS = "! ? . , ; : ' \" ” » ) ] ‘ ’ “ — – । ؟ ۔ 。 no. Mr. mr. St. Inc. a. I. 中. fig. it.) end!” …”";
const PIECES = [LATIN, NUMBERS, SIGNS, LINKS, DENSE, OTHER, SYMBOLS, UNEVEN, HALVES, STOPS].flatMap((list) =>
  list.split(" "),
);
const SPACES = Array.from(" \t\n\r\u000b\u0000\u0085\u00a0\u1680\u2009\u200a\u2028\u202f\u3000");
/** Spaces are common, and so are pieces that touch. */
const BETWEEN = [" ", " ", " ", " ", "", "", "", "", ". ", '." ', ".\n", "?) ", "-", ...SPACES];

/** A text of up to ten pieces. */
export const nasty: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom(...PIECES) },
        { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 2 }) },
      ),
      fc.constantFrom(...BETWEEN),
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.flat().join(""));
