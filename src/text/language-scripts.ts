/** Scripts, and how much one of their signs counts beside a letter: a syllable or word says more. */
const WEIGHTS = {
  latin: 1,
  greek: 1,
  cyrillic: 1,
  armenian: 1,
  hebrew: 1,
  arabic: 1,
  devanagari: 1,
  bengali: 1,
  tamil: 1,
  telugu: 1,
  thai: 1,
  georgian: 1,
  hangul: 2,
  kana: 2,
  han: 3,
} as const;

export type Script = keyof typeof WEIGHTS;
export type Counts = Readonly<Record<Script, number>>;

const SCRIPTS = Object.keys(WEIGHTS) as readonly Script[];

/** Where small letters lie beyond Latin-1, first and last unit: https://www.unicode.org/Public/UCD/latest/ucd/Blocks.txt */
const BLOCKS: readonly (readonly [number, number, Script])[] = [
  [0x100, 0x24f, "latin"],
  [0x1e00, 0x1eff, "latin"],
  [0x370, 0x3ff, "greek"],
  [0x400, 0x52f, "cyrillic"],
  [0x620, 0x77f, "arabic"],
  [0x3400, 0x9fff, "han"],
  [0x3041, 0x30fa, "kana"],
  [0xac00, 0xd7a3, "hangul"],
  [0x561, 0x587, "armenian"],
  [0x5d0, 0x5ea, "hebrew"],
  [0x900, 0x97f, "devanagari"],
  [0x980, 0x9ff, "bengali"],
  [0xb80, 0xbff, "tamil"],
  [0xc00, 0xc7f, "telugu"],
  [0xe01, 0xe5b, "thai"],
  [0x10d0, 0x10ff, "georgian"],
];

/** Counts the signs of each script in a text of small letters. */
export function countScripts(text: string): Counts {
  const counts = Object.fromEntries(SCRIPTS.map((script) => [script, 0])) as Record<Script, number>;
  let latin = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x100) {
      const script = scriptOf(unit);
      if (script !== undefined) counts[script] += 1;
    } else if ((unit >= 0x61 && unit <= 0x7a) || (unit >= 0xdf && unit !== 0xf7)) latin += 1;
  }
  return { ...counts, latin: counts.latin + latin };
}

function scriptOf(unit: number): Script | undefined {
  for (const [first, last, script] of BLOCKS) if (unit >= first && unit <= last) return script;
  return undefined;
}

/** A few signs may be a name, or a letter of a formula. */
const LEAST_WEIGHT = 6;

/**
 * Returns the script that a text is written in, where it is long enough to tell; kana and Han count together, as `han`.
 * A third is enough for a script other than Latin: names in Latin letters stand among all others, and seldom the reverse.
 */
export function mainScript(counts: Counts): Script | undefined {
  const weightOf = (script: Script) => counts[script] * WEIGHTS[script];
  const all = SCRIPTS.reduce((sum, script) => sum + weightOf(script), 0);
  let [main, most]: [Script, number] = ["han", weightOf("han") + weightOf("kana")];
  for (const script of SCRIPTS) {
    if (script !== "latin" && weightOf(script) > most) [main, most] = [script, weightOf(script)];
  }
  if (most * 3 < all) return "latin";
  return most < LEAST_WEIGHT ? undefined : main;
}

// ── Languages of scripts other than Latin ────────────────────────────────────────────────────────────

/** Scripts that tell the language at once. */
const ALONE: Readonly<Partial<Record<Script, string>>> = {
  greek: "el",
  armenian: "hy",
  hebrew: "he",
  devanagari: "hi",
  bengali: "bn",
  tamil: "ta",
  telugu: "te",
  thai: "th",
  georgian: "ka",
  hangul: "ko",
};

/** By script, in order: a sign of a language, and the language; "" for one that is not told from its kin. */
const SIGNS: Readonly<Partial<Record<Script, readonly (readonly [RegExp, string])[]>>> = {
  cyrillic: [
    // Kazakh, Tatar, Mongolian and others; then Belarusian and Macedonian.
    [/[ғқҗҙңҡөүұҫһәӣӯҳҷ]/, ""],
    [/ў/, "be"],
    [/[ѓќѕ]|^(?=[^јљњџ]*[јљњџ])(?=.*(?<!\p{L})во(?!\p{L}))/u, "mk"],
    [/[ђћјљњџ]/, "sr"],
    [/[іїєґ]/, "uk"],
    // Bulgarian has the soft sign only before о.
    [/[ыэё]|ь(?!о)/, "ru"],
    [/ъ[^еёюя]|(?<!\p{L})(?:е|са|се|ще|че|със|като|която|който|което|това|този|тази|тези)(?!\p{L})/u, "bg"],
    [
      /(?:ого|его|ется|ают)(?!\p{L})|(?<!\p{L})(?:что|это|для|к|об|со|они|нет|если|может|чем)(?!\p{L})/u,
      "ru",
    ],
  ],
  arabic: [
    // Kurdish, Pashto, Sindhi and Uyghur.
    [/[ۆێەڵڕټځڅډړښۍېڄٻڀڳۇۈ]/, ""],
    [/[ٹڈڑںےہھ]/, "ur"],
    [/[کی]/, "fa"],
    [/[يكةىأإ]/, "ar"],
  ],
};

/** A text in these scripts tells nothing before it has so many letters. */
const LEAST_LETTERS = 20;

/** Returns the language of a text of small letters in a script other than Latin; undefined where its signs are missing. */
export function languageOfScript(script: Script, counts: Counts, text: string): string | undefined {
  if (script === "han") return eastern(counts, text);
  const signs = SIGNS[script];
  if (signs === undefined || counts[script] < LEAST_LETTERS) return ALONE[script];
  return signs.find(([sign]) => sign.test(text))?.[1] || undefined;
}

/** Japanese has kana in every sentence; what has none may still be a Japanese title, unless Chinese speaks from it. */
function eastern({ han, kana }: Counts, text: string): string | undefined {
  if (kana * KANA_IN >= han + kana) return "ja";
  return han >= LEAST_HAN || CHINESE.test(text) ? "zh" : undefined;
}

/** One kana among so many signs. */
const KANA_IN = 12;
const LEAST_HAN = 16;
/** Words and forms of Chinese that Japanese does not write. */
const CHINESE = /[的了们們这這与为吗呢吧说说对开关发国个将让过还没从华东车马门时书电网业产动务员]/;
