const NAMED: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
  "&nbsp;": " ",
};
const ENTITY = /&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#[xX][\da-fA-F]{1,6});/y;
const APOSTROPHE = /^[’‘ʼ´]/u;
/** NFKC would glue these to the word before them: OpenAI™ would become OpenAITM. */
const ORNAMENT = /^[™℠©®¹²³⁰⁴-⁹]/u;
/** NFKC makes plain spaces of these, but between digits they group. */
const NARROW_SPACE = /^[\u00a0\u2009\u202f]$/u;
const INVISIBLE = /[\p{Cf}\p{VS}]/gu;

/** Returns the even form of one character with the marks after it: NFKC, straight apostrophes, nothing invisible. */
export function evened(cluster: string): string {
  if (APOSTROPHE.test(cluster)) return "'";
  if (ORNAMENT.test(cluster)) return " ";
  if (NARROW_SPACE.test(cluster)) return cluster;
  return cluster.replaceAll(INVISIBLE, "").normalize("NFKC");
}

/** Returns the entity, such as &amp;, that begins at an offset of a text; "" where none does. */
export function entityAt(text: string, at: number): string {
  ENTITY.lastIndex = at;
  return ENTITY.exec(text)?.[0] ?? "";
}

/** Returns the even form of the character that an entity stands for. */
export function decoded(entity: string): string {
  const named = NAMED[entity];
  if (named !== undefined) return named;
  const code = /^&#x/i.test(entity)
    ? Number.parseInt(entity.slice(3), 16)
    : Number.parseInt(entity.slice(2), 10);
  return code <= 0x10ffff ? evened(String.fromCodePoint(code)) : " ";
}
