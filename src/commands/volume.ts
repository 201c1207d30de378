import { LEAST_REACH } from "../watches/narrowing.ts";
import type { Tested } from "./desk.ts";
import { counted, rate } from "./words.ts";

const SAY = {
  lastDays: (days: number) => `Last ${days} days: `,
  inDays: (days: number) => `in the last ${days} days`,
  inReach: (span: string) => `in the ${span} I have stories of`,
  early: "too early to say how many a day",
} as const;

/** From so many days on a store is taken to know the whole week. */
const NEARLY_ALL = 6;
const HOUR = 1 / 24;
const MINUTE = HOUR / 60;

type Volume = Pick<Tested, "days" | "reach" | "matched" | "more">;

/**
 * Returns how many stories a query found and how often that is: "Last 7 days: 35 stories, 5 a day." Where there are
 * stories of less time than that, it says of how much; below two hours of them it does not say how often.
 */
export function volumeOf({ days, reach, matched, more }: Volume): string {
  const stories = counted(matched, "story", "stories", more);
  const often = rate(matched, reach, more);
  // "4 stories, 4 a week" would say the same twice.
  const rated = often.endsWith("a day") ? `, ${often}` : "";
  if (knowsAll(reach)) return `${SAY.lastDays(days)}${stories}${rated}.`;
  return `${stories} ${SAY.inReach(spanOf(reach))}${reach < LEAST_REACH ? `, ${SAY.early}` : rated}.`;
}

/** Returns over what time was looked: "in the last 7 days", or "in the 2 hours I have stories of". */
export function timeOf({ days, reach }: Pick<Tested, "days" | "reach">): string {
  return knowsAll(reach) ? SAY.inDays(days) : SAY.inReach(spanOf(reach));
}

function knowsAll(reach: number): boolean {
  return reach >= NEARLY_ALL;
}

/** A span of days in the unit that people would say it in. */
function spanOf(reach: number): string {
  const units: readonly (readonly [number, string])[] = [
    [1, "day"],
    [HOUR, "hour"],
    [MINUTE, "minute"],
  ];
  const [size, unit] = units.find(([size]) => reach >= 2 * size) ?? ([MINUTE, "minute"] as const);
  return counted(Math.max(1, Math.floor(reach / size)), unit, `${unit}s`);
}
