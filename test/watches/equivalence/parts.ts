/** Words between the subjects. */
export const FILLERS = "the of and a plan today said new in to market by".split(" ");

/** What the other parts of a story say, and how they are asked for. */
export const PARTS = {
  source: {
    asked: ["verge", '"The Verge"', "OpenAI", "東京", "blog"],
    told: ["The Verge", "OpenAI blog", "東京新聞", "Verge’s blog", ""],
  },
  author: {
    asked: ["Ada", "O'Brien", '"Ada O\'Brien"', "山田", "sama"],
    told: ["Ada O'Brien", "Sama", "山田太郎", "Ada. B"],
  },
  site: {
    asked: ["x.com", "example.com", "news.x.com", "münchen.de", "www.example.com", "com"],
    told: [
      "https://www.example.com/openai-sora",
      "http://news.x.com:8080/a?b=Spud",
      "https://x.com/the/company",
      "http://xn--mnchen-3ya.de/cafe",
      "https://notx.com/super-app",
      "no address",
      "",
    ],
  },
  lang: { asked: ["en", "de", "en-GB", "ja"], told: ["en", "en-GB", "de_AT", "JA", ""] },
  link: { asked: ["openai", '"openai sora"', "spud", "company", "super-app", "x.com"], told: [] },
} as const satisfies Record<string, { asked: readonly string[]; told: readonly string[] }>;
