import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { type LoadedConfig, loadConfig } from "../config.ts";
import { codeOf, messageOf } from "../text/error.ts";
import { report } from "./problems.ts";

/** Returns the text of a file, or undefined where there is none; throws where it is there but cannot be read. */
export function readTextFile(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Loads the configuration of this process: its environment, `.env` beside it for what is not set there, and the file. */
export function readConfig(): LoadedConfig {
  let beside: string | undefined;
  try {
    beside = readTextFile(".env");
  } catch (error) {
    const problem = { path: "", says: `cannot be read: ${messageOf(error)}` };
    return { ok: false, report: report(".env", [problem], []) };
  }
  return loadConfig({ ...parseEnv(beside ?? ""), ...process.env }, readTextFile);
}

/** Returns whether lines can be edited on this process's terminal: on one of the kind "dumb" the cursor cannot move. */
export function canMoveCursor(): boolean {
  return process.env["TERM"] !== "dumb";
}
