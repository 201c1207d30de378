const LETTERS = {
  Latin: /\p{sc=Latin}/u,
  Cyrillic: /\p{sc=Cyrillic}/u,
  Greek: /\p{sc=Greek}/u,
  Hebrew: /\p{sc=Hebrew}/u,
  Arabic: /\p{sc=Arabic}/u,
  Han: /\p{sc=Han}/u,
  Kana: /[\p{sc=Hiragana}\p{sc=Katakana}]/u,
  Hangul: /\p{sc=Hangul}/u,
  Thai: /\p{sc=Thai}/u,
} as const;

export type Script = keyof typeof LETTERS;

/** The scripts in which queries and stories are written here. */
export const SCRIPTS = Object.keys(LETTERS) as readonly Script[];

/** Whether a text has letters of a script. */
export function isIn(script: Script, text: string): boolean {
  return LETTERS[script].test(text);
}
