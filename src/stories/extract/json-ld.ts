/** What a page's JSON-LD says of its article (https://schema.org/Article); "" where it is silent. */
export interface ArticleData {
  readonly headline: string;
  readonly description: string;
  /** May hold HTML or entities. */
  readonly body: string;
  readonly image: string;
  readonly published: string;
  readonly language: string;
  /** Whether it names itself an article at all. */
  readonly isArticle: boolean;
  /** `isAccessibleForFree` is false. */
  readonly isPaid: boolean;
}

type Record_ = Readonly<Record<string, unknown>>;

const ARTICLE = /(?:Article|Posting|Report|Review|Recipe|Critique)$/;
/** Data is looked for so deep, and in so many objects. */
const MOST_DEPTH = 5;
const MOST_OBJECTS = 300;

/** Returns what JSON-LD scripts say of the article; scripts that are no JSON are passed over. */
export function articleData(scripts: readonly string[]): ArticleData {
  const objects: Record_[] = [];
  for (const script of scripts) collect(parsed(script), 0, objects);
  const articles = objects.filter(isArticle);
  const best =
    articles.find((one) => textOf(one["articleBody"])) ??
    articles.find((one) => textOf(one["headline"])) ??
    articles[0] ??
    {};
  return {
    headline: textOf(best["headline"]) || textOf(best["name"]),
    description: textOf(best["description"]),
    body: textOf(best["articleBody"]),
    image: addressOf(best["image"]),
    published: textOf(best["datePublished"]),
    language: textOf(best["inLanguage"]),
    isArticle: articles.length > 0,
    isPaid: articles.some((one) => /^false$/i.test(String(one["isAccessibleForFree"] ?? ""))),
  };
}

function parsed(script: string): unknown {
  const json = script
    .replace(/^\s*(?:<!--|\/\*<!\[CDATA\[\*\/|\/\/<!\[CDATA\[)/, "")
    .replace(/(?:-->|\/\/\]\]>)\s*$/, "");
  try {
    return JSON.parse(json);
  } catch {
    return parsedLoosely(json);
  }
}

/** Publishers leave raw line feeds and tabs in strings, and semicolons at the end. */
function parsedLoosely(json: string): unknown {
  try {
    return JSON.parse(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is wrong
      json.replace(/[\u0000-\u001f]+/g, " ").replace(/;\s*$/, ""),
    );
  } catch {
    return undefined;
  }
}

function collect(value: unknown, depth: number, found: Record_[]): void {
  if (typeof value !== "object" || value === null || depth > MOST_DEPTH || found.length >= MOST_OBJECTS)
    return;
  if (!Array.isArray(value)) found.push(value as Record_);
  for (const inner of Object.values(value)) collect(inner, depth + 1, found);
}

function isArticle(one: Record_): boolean {
  const types = [one["@type"]].flat();
  return types.some((type) => typeof type === "string" && ARTICLE.test(type));
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value.trim();
  if (Array.isArray(value))
    return value
      .filter((one) => typeof one === "string")
      .join("\n")
      .trim();
  return "";
}

function addressOf(value: unknown): string {
  const [first] = [value].flat();
  if (typeof first === "string") return first;
  if (typeof first !== "object" || first === null) return "";
  return textOf((first as Record_)["url"]);
}
