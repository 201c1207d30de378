import { united } from "../text/spans.ts";
import type {
  Action,
  Card,
  Code,
  Command,
  List,
  Marked,
  Moment,
  Part,
  Piece,
  Reply,
  Text,
} from "./command.ts";
import type { Found } from "./desk.ts";
import { DAY_MS } from "./times.ts";

/** Returns a paragraph of pieces. */
export function say(...pieces: readonly Piece[]): Text {
  return { kind: "text", pieces };
}

/** Returns a paragraph that is set small: a remark beside the answer. */
export function aside(...pieces: readonly Piece[]): Text {
  return { kind: "text", pieces, small: true };
}

/** Returns a list with bullets. */
export function bullets(items: readonly (readonly Piece[])[]): List {
  return { kind: "list", items };
}

/** Returns the examples of a command as they are typed. */
export function examples(command: Command): Code {
  return { kind: "code", text: command.examples.map((example) => `/news ${example}`).join("\n") };
}

/** Returns text that is set strong, such as the query of a watch. */
export function strong(text: string): Marked {
  return { text, tone: "strong" };
}

/** Returns text that is set quiet. */
export function quiet(text: string): Marked {
  return { text, tone: "quiet" };
}

/** Returns a moment that is said as its age: 12 min ago. */
export function ago(at: Date): Moment {
  return { at, as: "ago" };
}

/** Returns a moment that is said as the wait for it: in 4 min. */
export function soon(at: Date): Moment {
  return { at, as: "in" };
}

/** Returns a moment that is said by its day: 3 May. */
export function day(at: Date): Moment {
  return { at, as: "day" };
}

/** Returns a moment by its time of day where it is less than 24 hours from now, before or after, else by its day. */
export function dated(at: Date, now: Date): Moment {
  return Math.abs(at.getTime() - now.getTime()) < DAY_MS ? time(at) : day(at);
}

/** Returns a moment that is said by its time of day: 14:05. */
export function time(at: Date): Moment {
  return { at, as: "time" };
}

/** Returns the button that runs a command: its id is the command's path, its args are the options in their order. */
export function action(label: string, path: readonly string[], ...args: readonly string[]): Action {
  const command = ["news", ...path, ...args].filter((word) => word !== "").join(" ");
  return { id: path.join(" "), args, label, command };
}

/** Returns a reply to the person who asked; `visibility` and `tone` only where they differ from a private, plain answer. */
export function reply(
  parts: readonly Part[],
  more: {
    title?: string;
    buttons?: readonly Action[];
    tone?: "info" | "warn" | "error";
    visibility?: "private" | "public";
  } = {},
): Reply {
  const card: Card = {
    kind: "answer",
    ...(more.title === undefined ? {} : { title: { text: more.title } }),
    parts,
    buttons: more.buttons ?? [],
    ...(more.tone === undefined ? {} : { tone: more.tone }),
  };
  return { card, visibility: more.visibility ?? "private" };
}

/** Returns a button that asks for what a command needs: a platform may open a form; without one the answer gives examples. */
export function ask(label: string, path: readonly string[]): Action {
  return { id: path.join(" "), args: [], label };
}

/** Returns one line for a story that was found: its title with marks and link, its source and its age. */
export function storyLine({ story, because }: Found): readonly Piece[] {
  const title: Marked = {
    text: story.title,
    marks: united(because.filter(({ field }) => field === "title")),
    ...(story.url === "" ? {} : { url: story.url }),
  };
  return [title, ` (${story.sourceName}, `, ago(story.publishedAt), ")"];
}
