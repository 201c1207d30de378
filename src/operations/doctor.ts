import type { Finding } from "../platforms/platform.ts";
import type { Fetcher } from "../sources/source.ts";
import type { ParsedFeed } from "../stories/story.ts";

/** So many sources are looked at at once. */
const AT_ONCE = 8;

export interface SourcePatient {
  readonly name?: string;
  readonly url: string;
}

export interface SourceTools {
  readonly fetch: Fetcher;
  parse(bytes: Uint8Array, contentType: string | undefined, url: string): Promise<ParsedFeed>;
}

/** Fetches each source once, at most 8 at a time, and says whether it is a feed. Does not throw. */
export async function examineSources(
  sources: readonly SourcePatient[],
  tools: SourceTools,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const waiting = [...sources.entries()];
  async function work(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, source] = next;
      findings[at] = await examineSource(source, tools);
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, sources.length) }, work));
  const wrong = findings.filter(({ state }) => state === "wrong");
  const good = findings.filter(({ state }) => state !== "wrong");
  if (findings.length === 0) {
    const fix = "Add one with /news source add <url>, or under sources in the configuration file.";
    return [{ state: "note", says: "There is no source yet.", fix }];
  }
  return [...wrong, ...good];
}

async function examineSource(source: SourcePatient, { fetch, parse }: SourceTools): Promise<Finding> {
  // The address itself may hold a key, so only its host is shown.
  const { host } = new URL(source.url);
  const name = source.name === undefined || source.name === host ? host : `${source.name} (${host})`;
  try {
    const fetched = await fetch(source.url, {}, new AbortController().signal);
    if (fetched.kind === "unchanged") return { state: "right", says: `The source ${name} answers.` };
    const { stories } = await parse(fetched.bytes, fetched.contentType, fetched.url);
    const count = stories.length === 1 ? "1 story" : `${stories.length} stories`;
    return { state: "right", says: `The source ${name} can be read: ${count}.` };
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return {
      state: "wrong",
      says: `The source ${name} ${what}.`,
      fix: "Correct its address or remove it; if the trouble is the publisher's, it is asked again by itself.",
    };
  }
}
