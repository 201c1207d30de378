import type { Health } from "./platforms/platform.ts";
import { firstDue } from "./sources/schedule.ts";
import type { Source } from "./sources/source.ts";

/** What the operator reads first, in the order in which it is known. */
export const GREETING = {
  folder: (version: string, folder: string) => `Newshound ${version}. It keeps its data in ${folder}.`,
  store: (stories: number, bytes: number) =>
    `Store: ${stories === 1 ? "1 story" : `${stories} stories`}, ${(bytes / 1_000_000).toFixed(1)} MB.`,
  sources: (sources: readonly Source[], watches: number, now: Date) =>
    sources.length > 0
      ? `Sources: ${sources.length}${nextLook(sources, now)}. Watches: ${watches}.`
      : "Sources: none yet. Add one with /news source add <url>.",
  unreadable: (query: string, channel: string, why: string) =>
    `The watch ${query} in ${channel} cannot be read: ${why} It is kept, and finds nothing.`,
  platform: (name: string, { state, detail }: Health) => `Platform ${name}: ${state}. ${detail}`,
  health: (port: number | undefined) =>
    port === undefined
      ? "Health: not served; set PORT to serve /healthz."
      : `Health: http://localhost:${port}/healthz.`,
  ready: (seconds: number) => `Ready in ${seconds.toFixed(1)} s.`,
} as const;

/** Says when the first source is due; what is due by now is looked at with the first tick. */
function nextLook(sources: readonly Source[], now: Date): string {
  const due = firstDue(sources);
  if (!due) return "";
  const seconds = Math.max(1, Math.ceil((due.getTime() - now.getTime()) / 1000));
  return `, the next look in ${seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`}`;
}
