import { messageOf } from "../text/error.ts";
import type { Problem } from "./problems.ts";
import { type Setting, settings } from "./settings.ts";

export type Environment = Readonly<Record<string, string | undefined>>;
/** Returns the text of a file, or undefined where there is none; throws where it cannot be read. */
export type ReadFile = (path: string) => string | undefined;

const table: readonly Setting[] = Object.values(settings);

/**
 * Returns what the environment gives, by variable, with each `<name>_FILE` replaced by what that file holds.
 * A variable that is set to nothing counts as not set, because Compose files pass unset ones on like that.
 */
export function readEnvironment(
  env: Environment,
  readFile: ReadFile,
): { readonly given: ReadonlyMap<string, string>; readonly problems: readonly Problem[] } {
  const given = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { env: name, secret } of table) {
    if (!name) continue;
    const value = env[name];
    const path = secret && env[`${name}_FILE`];
    if (value && path) problems.push({ path: name, says: `is set twice; keep either it or ${name}_FILE` });
    else if (path) {
      const read = readSecret(path, readFile);
      if (read.ok) given.set(name, read.value);
      else problems.push({ path: `${name}_FILE`, says: read.says });
    } else if (value) given.set(name, value);
  }
  return { given, problems: [...problems, ...unpairedTokens(env)] };
}

function readSecret(
  path: string,
  readFile: ReadFile,
): { readonly ok: true; readonly value: string } | { readonly ok: false; readonly says: string } {
  try {
    const value = readFile(path)?.trim();
    if (value) return { ok: true, value };
    return { ok: false, says: `there is ${value === undefined ? "no file" : "nothing in the file"} ${path}` };
  } catch (error) {
    return { ok: false, says: `${path} cannot be read: ${messageOf(error)}` };
  }
}

function unpairedTokens(env: Environment): readonly Problem[] {
  const has = (name: string) => Boolean(env[name] || env[`${name}_FILE`]);
  const partners = ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"].filter(has);
  if (!has("SLACK_BOT_TOKEN"))
    return partners.map((path) => ({ path, says: "needs SLACK_BOT_TOKEN beside it" }));
  if (partners.length > 0) return [];
  const says = "needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside it";
  return [{ path: "SLACK_BOT_TOKEN", says }];
}
