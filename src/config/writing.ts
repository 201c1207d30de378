import { listed } from "../text/listed.ts";
import type { Problem } from "./problems.ts";
import type { Secret } from "./secret.ts";
import type { Values } from "./settings.ts";

/** The language model that is asked, where one is. */
export interface WritingConfig {
  /** Ends before `/chat/completions`. */
  readonly url: string;
  readonly model: string;
  readonly token?: Secret;
  readonly summaries: boolean;
  readonly tokensPerDay: number;
  /** For one call, at most 30,000. */
  readonly timeoutMs: number;
}

type Given = Partial<Pick<Values, "writing" | "writingUrl" | "writingModel" | "writingToken">>;

const TIMEOUT_MS = 8_000;
const TOKENS_PER_DAY = 200_000;

/** Returns what the settings say about the language model, each of environment and file; undefined where they want none. */
export function writingOf({
  writing,
  writingUrl,
  writingModel,
  writingToken,
}: Given): WritingConfig | undefined {
  const url = writingUrl ?? writing?.url;
  const model = writingModel ?? writing?.model;
  if (url === undefined || model === undefined) return undefined;
  return {
    url,
    model,
    summaries: writing?.summaries ?? true,
    tokensPerDay: writing?.tokensPerDay ?? TOKENS_PER_DAY,
    timeoutMs: writing?.timeout ?? TIMEOUT_MS,
    ...(writingToken && { token: writingToken }),
  };
}

/** Says what is missing where somebody has begun to set a language model up: of the environment and of the file. */
export function unfinishedWriting(given: Given): {
  readonly inEnv: readonly Problem[];
  readonly inFile: readonly Problem[];
} {
  const { writing, writingUrl, writingModel, writingToken } = given;
  const hasUrl = (writingUrl ?? writing?.url) !== undefined;
  const hasModel = (writingModel ?? writing?.model) !== undefined;
  const begun = hasUrl || hasModel || writingToken !== undefined;
  if (!begun || (hasUrl && hasModel)) return { inEnv: [], inFile: [] };
  const missing = [...(hasUrl ? [] : ["url"]), ...(hasModel ? [] : ["model"])];
  const path = writingUrl ? "WRITING_URL" : writingModel ? "WRITING_MODEL" : "WRITING_TOKEN";
  const isInEnv = writingUrl !== undefined || writingModel !== undefined || writingToken !== undefined;
  const variables = missing.map((name) => `WRITING_${name.toUpperCase()}`);
  const says = `needs ${listed(isInEnv ? variables : missing)} beside it`;
  return isInEnv
    ? { inEnv: [{ path, says }], inFile: [] }
    : { inEnv: [], inFile: [{ path: "writing", says }] };
}
