import { languageOf } from "../../text/language.ts";

/** Tags that count as one here, because texts in them look alike. */
const KIN: Readonly<Record<string, string>> = {
  nb: "no",
  nn: "no",
  bs: "hr",
  sr: "hr",
  ms: "id",
  mr: "hi",
  ne: "hi",
  iw: "he",
};

/** Returns whether a text is surely in another language than the one named (BCP 47 tag). */
export function isOtherLanguage(text: string, language: string): boolean {
  const found = languageOf(text);
  return found !== undefined && counted(found) !== counted(language);
}

function counted(language: string): string {
  const primary = language.toLowerCase().split(/[-_]/, 1)[0] as string;
  return KIN[primary] ?? primary;
}
