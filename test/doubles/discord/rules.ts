import { type Body, isBody, type Wrong } from "./types.ts";

const wrong = (path: string, code: string, message: string): Wrong[] => [{ path, code, message }];

/** Puts names into one path. */
export const at = (path: string, ...names: readonly (string | number)[]): string =>
  [path, ...names].filter((name) => name !== "").join(".");

/** A key must be one that Discord knows. Discord ignores others; here they are taken for a slip of the pen. */
export function keys(path: string, body: Body, known: string): Wrong[] {
  const names = known.split(" ");
  const strange = Object.keys(body).filter((name) => !names.includes(name));
  return strange.flatMap((name) => wrong(at(path, name), "UNKNOWN_KEY", "Discord knows no such field."));
}

/** A text of a length. Discord counts after trimming; UTF-16 units are the strictest way to count. */
export function text(
  path: string,
  value: unknown,
  bounds: { readonly min?: number; readonly max: number; readonly optional?: boolean },
): Wrong[] {
  if (value === undefined || value === null) return bounds.optional ? [] : required(path);
  if (typeof value !== "string") return wrong(path, "STRING_TYPE_CONVERT", "Could not interpret as string.");
  if (hasLoneSurrogate(value)) return wrong(path, "LONE_SURROGATE", "Half a character stands alone.");
  const { length } = value.trim();
  const { min = 0, max } = bounds;
  if (length === 0 && min > 0) return required(path);
  if (length >= min && length <= max) return [];
  if (min > 0) return wrong(path, "BASE_TYPE_BAD_LENGTH", `Must be between ${min} and ${max} in length.`);
  return wrong(path, "BASE_TYPE_MAX_LENGTH", `Must be ${max} or fewer in length.`);
}

/** Something must stand there. */
export function required(path: string): Wrong[] {
  return wrong(path, "BASE_TYPE_REQUIRED", "This field is required");
}

/** A list of a length. */
export function count(path: string, list: unknown, max: number, min = 0): Wrong[] {
  if (list === undefined || list === null) return min > 0 ? required(path) : [];
  if (!Array.isArray(list)) return wrong(path, "LIST_TYPE_CONVERT", "Only iterables may be used here.");
  if (list.length >= min && list.length <= max) return [];
  return wrong(path, "BASE_TYPE_BAD_LENGTH", `Must be between ${min} and ${max} in length.`);
}

/** An absolute address on the web: Discord takes no other scheme. */
export function url(path: string, value: unknown, max = 2048): Wrong[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "string" || !URL.canParse(value))
    return wrong(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
  if (value.length > max) return wrong(path, "BASE_TYPE_MAX_LENGTH", `Must be ${max} or fewer in length.`);
  if (/^https?:$/.test(new URL(value).protocol)) return [];
  return wrong(
    path,
    "URL_TYPE_INVALID_SCHEME",
    `Scheme "${new URL(value).protocol}" is not one of http, https.`,
  );
}

/** An id is a string of digits. */
export function snowflake(path: string, value: unknown): Wrong[] {
  if (value === undefined || value === null) return [];
  const isGood = typeof value === "string" && /^\d{17,20}$/.test(value);
  return isGood ? [] : wrong(path, "NUMBER_TYPE_COERCE", `Value "${value}" is not snowflake.`);
}

/** One of some values. */
export function oneOf(path: string, value: unknown, choices: readonly unknown[]): Wrong[] {
  return choices.includes(value)
    ? []
    : wrong(path, "BASE_TYPE_CHOICES", `Value must be one of ${JSON.stringify(choices)}.`);
}

/** A rule of its own. */
export function must(holds: boolean, path: string, code: string, message: string): Wrong[] {
  return holds ? [] : wrong(path, code, message);
}

/** Objects in a list, each with its path; what is no object is wrong. */
export function each(path: string, list: unknown, check: (path: string, one: Body) => Wrong[]): Wrong[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((one: unknown, index) =>
    isBody(one)
      ? check(at(path, index), one)
      : wrong(at(path, index), "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType"),
  );
}

export function hasLoneSurrogate(value: string): boolean {
  return !value.isWellFormed();
}
