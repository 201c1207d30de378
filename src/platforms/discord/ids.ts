// What the id of a button says: `v1|<action>|<place><mode>|<key>|<arg>|…`, at most 100 characters. The place keeps ids apart
// within a message; the key is that of the dispatch, on the first button alone. Args that do not fit are kept elsewhere.
import { stableId } from "../../text/id.ts";
import { CUSTOM_ID } from "./limits.ts";

const VERSION = "v1";

/** What a press does: the action at once, the question first, or the action of a question that was answered with yes. */
export type Mode = "do" | "ask" | "yes";

const MODES = { do: "", ask: "c", yes: "y" } as const satisfies Record<Mode, string>;

/** What does not fit an id. */
export interface Kept {
  readonly args: readonly string[];
  /** The question before the action. */
  readonly confirm?: string;
}

/** A button's id as it is read: its args, or the key under which they are kept. */
export interface Pressed {
  readonly action: string;
  readonly mode: Mode;
  /** The key of the dispatch whose message bears the button. */
  readonly key?: string;
  readonly args?: readonly string[];
  readonly keptAs?: string;
}

export interface Button {
  readonly action: string;
  readonly place: number;
  readonly args: readonly string[];
  readonly confirm?: string;
  readonly key?: string;
}

/** Returns the id of a button, and what must be kept under which key before the button is shown. */
export function encodeId(button: Button): { readonly id: string; readonly keep?: readonly [string, Kept] } {
  const { action, args, confirm, key = "", place } = button;
  const head = (mode: Mode) => [VERSION, code(action), `${place}${MODES[mode]}`, key];
  const short = [...head("do"), ...args.map(code)].join("|");
  if (confirm === undefined && short.length <= CUSTOM_ID && args.every((arg) => arg.isWellFormed())) {
    return { id: short };
  }
  const kept: Kept = confirm === undefined ? { args } : { args, confirm };
  const keptAs = stableId(JSON.stringify(kept));
  const mode = confirm === undefined ? "do" : "ask";
  return { id: [...head(mode), `~${keptAs}`].join("|"), keep: [keptAs, kept] };
}

/** Returns the id of the button that answers a question with yes. */
export function yesId(action: string, keptAs: string): string {
  return [VERSION, code(action), `0${MODES.yes}`, "", `~${keptAs}`].join("|");
}

/** Reads the id of a button; undefined where it is none of ours. An id is routing, never authority. */
export function decodeId(id: string): Pressed | undefined {
  const [version, action, place, key = "", ...args] = id.split("|");
  const [, letter] = /^\d+([cy]?)$/.exec(place ?? "") ?? [];
  if (version !== VERSION || !action || letter === undefined) return undefined;
  const mode = letter === "c" ? "ask" : letter === "y" ? "yes" : "do";
  const read = { action: decode(action), mode, ...(key && { key }) } as const;
  const [first = ""] = args;
  return first.startsWith("~") ? { ...read, keptAs: first.slice(1) } : { ...read, args: args.map(decode) };
}

/** Blanks at the ends would be trimmed, "|" and "~" mean something, and "%" begins a code. */
function code(text: string): string {
  const hide = (sign: string) => (sign === "~" ? "%7E" : encodeURIComponent(sign));
  return text.toWellFormed().replace(/[%|~\p{C}]|^\s|\s$/gu, hide);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
