import type { Finding } from "../platforms/platform.ts";
import type { Channel } from "../watches/channel.ts";

/** A clock that is off by less is good enough, in ms; Slack refuses what is off by five minutes. */
const SKEW_MS = 60_000;

const MARKS: Readonly<Record<Finding["state"], string>> = { right: "ok  ", note: "note", wrong: "FIX " };

/** What the doctor says, and the exit code: 0 where nothing is wrong, else 1. */
export interface Report {
  readonly text: string;
  readonly code: 0 | 1;
}

/** Puts findings, in the order in which to mend them, into one line each; secrets among them are left out. */
export function makeReport(findings: readonly Finding[], secrets: readonly string[]): Report {
  const lines = findings.map(({ state, says, fix }) =>
    [MARKS[state], says, fix].filter((part) => part !== undefined && part !== "").join(" "),
  );
  const wrong = findings.filter(({ state }) => state === "wrong").length;
  const text = [...lines, ending(wrong)].map((line) => `${hide(oneLine(line), secrets)}\n`).join("");
  return { text, code: wrong === 0 ? 0 : 1 };
}

function ending(wrong: number): string {
  if (wrong === 0) return "Nothing is wrong.";
  return wrong === 1 ? "One thing has to be mended." : `${wrong} things have to be mended, from the top.`;
}

/** What others sent us may hold anything: it stays on its line, and moves no cursor. */
function oneLine(line: string): string {
  return line.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");
}

function hide(line: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => (secret === "" ? rest : rest.replaceAll(secret, "[secret]")), line);
}

/** Returns how the clock stands to those of the platforms, by how much (ms) these are ahead. */
export function clockFinding(skews: readonly number[]): readonly Finding[] {
  if (skews.length === 0) return [];
  const worst = skews.reduce((most, one) => (Math.abs(one) > Math.abs(most) ? one : most), 0);
  // A Date header holds whole seconds.
  const seconds = Math.round(Math.abs(worst) / 1000);
  if (Math.abs(worst) <= SKEW_MS) return [{ state: "right", says: "The clock of this machine is right." }];
  const how = worst > 0 ? "slow" : "fast";
  return [
    {
      state: "wrong",
      says: `The clock of this machine is ${seconds} s ${how}.`,
      fix: "Let it be set over the network (timedatectl set-ntp true), or what people do is refused as too old.",
    },
  ];
}

/** What the operator has set, as far as the doctor asks for it. */
export interface Settings {
  readonly path: string;
  readonly contact: string | undefined;
  readonly operator: string | undefined;
  readonly platforms: readonly string[];
  readonly notices: readonly string[];
}

/** Returns what is to be said of a configuration that can be read. */
export function configurationFindings(settings: Settings): readonly Finding[] {
  const { path, contact, operator, platforms, notices } = settings;
  const speaks =
    platforms.length === 0 ? "It speaks in the terminal" : `It speaks in ${platforms.join(" and ")}`;
  const where = operator?.split(":", 1)[0] ?? "";
  const known = platforms.length === 0 ? ["terminal"] : platforms.map((one) => one.toLowerCase());
  return [
    { state: "right", says: `The configuration can be read. ${speaks}.` },
    ...notices.map((says): Finding => ({ state: "note", says })),
    contact === undefined
      ? {
          state: "note",
          says: "No contact is set, so publishers cannot reach you.",
          fix: `Set contact in ${path} to an address of yours.`,
        }
      : { state: "right", says: `Publishers can reach you: ${contact}.` },
    operatorFinding(operator, path, known.includes(where)),
  ];
}

/** Returns which watched channels are where the bot does not speak: it can tell nothing there. */
export function unspokenFindings(
  channels: readonly Channel[],
  speaking: readonly (string | undefined)[],
): readonly Finding[] {
  const heard = speaking.filter((one) => one !== undefined);
  const names = heard.length === 0 ? ["terminal"] : heard;
  const mute = [...new Set(channels.map(({ platform }) => platform))].filter((one) => !names.includes(one));
  return mute.map((platform) => ({
    state: "note",
    says: `There are watches in channels of ${platform}, where the bot does not speak: their alerts wait.`,
  }));
}

function operatorFinding(operator: string | undefined, path: string, isHeard: boolean): Finding {
  if (operator === undefined) {
    return {
      state: "note",
      says: "No operator is set, so trouble is told in the log alone.",
      fix: `Set operator in ${path} to a channel.`,
    };
  }
  if (isHeard) return { state: "right", says: `Trouble is told in ${operator}.` };
  return {
    state: "wrong",
    says: `Trouble is to be told in ${operator}, where the bot does not speak.`,
    fix: `Set operator in ${path} to a channel of a platform that has a token.`,
  };
}
