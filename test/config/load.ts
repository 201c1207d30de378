import { loadConfig } from "../../src/config.ts";

type Environment = Record<string, string | undefined>;

/** Loads with the given YAML as config/newshound.yaml, and other files beside it. */
export function load(yaml: string | undefined, env: Environment = {}, files: Record<string, string> = {}) {
  return loadConfig(env, (path) => (path === "config/newshound.yaml" ? yaml : files[path]));
}

/** Returns the configuration, or throws the report. */
export function configOf(...given: Parameters<typeof load>) {
  const read = load(...given);
  if (!read.ok) throw new Error(read.report);
  return read.config;
}

/** Returns the lines of the report; none where nothing is wrong. */
export function reportOf(...given: Parameters<typeof load>): readonly string[] {
  const read = load(...given);
  return read.ok ? [] : read.report.split("\n");
}
