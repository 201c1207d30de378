import type { Near } from "../stories/near.ts";
import type { StoredStory } from "../stories/story.ts";
import { action, quiet, reply, say, time } from "./cards.ts";
import type { Action, Marked, Piece, Reply } from "./command.ts";
import type { Member, Split, Why } from "./desk.ts";
import { bareLink, isLink } from "./options.ts";
import { counted } from "./words.ts";

const SAY = {
  joined: "joined",
  alertOf: (name: string) => `${name}${name.endsWith("s") ? "’" : "’s"} alert`,
  another: "the alert of a story that is no longer stored",
  at: " at ",
  joinedBy: "joined by",
  like: (how: string) => `, ${how}`,
  inBrackets: (how: string) => ` (${how})`,
  similarity: (figure: number, words: string) =>
    `similarity ${figure.toFixed(2)}${words === "" ? "" : `: ${words}`}`,
  same: { url: "the same link", content: "the same text", title: "the same title" },
  and: "and",
  others: (n: number) => counted(n, "other story", "other stories"),
  followUp: "follow-up",
  follows: "to ",
  split: "Split",
  splitOff: (name: string) => `Split ${name}`,
  sure: (title: string) => `Tell "${title}" here by itself, and keep the two apart from now on?`,
  apart: (title: string) => `I keep them apart from now on. "${title}" is told here by itself.`,
  gone: "That story is not joined to another one here (any more).",
} as const;

/** So many of the stories that joined a message are named, and so many of those can be split off by a button. */
const NAMED = 10;
const BUTTONS = 5;

type Known = Why & { kind: "known" };
type Row = readonly (readonly Piece[])[];

/** Returns how a story stands to others about its event in this channel: what it joined, what joined it, what it follows. */
export function joinRows({ alert, lead, members = [] }: Known): readonly Row[] {
  const named = members.slice(0, NAMED);
  const rest = members.length - named.length;
  return [
    ...(alert?.verdict.kind === "joined" ? [joinedRow(alert.verdict.near, alert.decidedAt, lead)] : []),
    ...named.map(memberRow),
    ...(rest > 0 ? [[[quiet(SAY.and)], [SAY.others(rest)]]] : []),
    ...(alert?.verdict.kind === "told" && lead
      ? [[[quiet(SAY.followUp)], [SAY.follows, link(lead.story.title, lead)]]]
      : []),
  ];
}

function joinedRow(near: Near, at: Date, lead: Known["lead"]): Row {
  const whose = lead ? link(SAY.alertOf(lead.story.sourceName), lead) : SAY.another;
  return [[quiet(SAY.joined)], [whose, SAY.at, time(at), SAY.like(likeness(near))]];
}

function memberRow({ story, near, at }: Member): Row {
  return [[quiet(SAY.joinedBy)], [story.sourceName, SAY.at, time(at), SAY.inBrackets(likeness(near))]];
}

/** A link to the message where it is known, else to what it tells of. */
function link(text: string, { story, message }: NonNullable<Known["lead"]>): Marked {
  const url = message?.url ?? story.url;
  return { text, ...(url === "" ? {} : { url }) };
}

function likeness({ how, similarity, because }: Near): string {
  return how === "similar" ? SAY.similarity(similarity, because.join(", ")) : SAY.same[how];
}

/** Returns the buttons that part what was joined: the story from the message that it joined, or each that joined its own. */
export function splitButtons({ story, alert, members = [] }: Known): readonly Action[] {
  if (alert?.verdict.kind === "joined") return [split(SAY.split, alert.id, story)];
  const named = members.slice(0, BUTTONS);
  return named.map((one) =>
    split(named.length === 1 ? SAY.split : SAY.splitOff(one.story.sourceName), one.alert, one.story),
  );
}

function split(label: string, alert: string, { id, title, url }: StoredStory): Action {
  return {
    ...action(label, ["why"], url || id, SPLIT),
    id: SPLIT,
    args: [alert],
    confirm: SAY.sure(title),
  };
}

const SPLIT = "split";

/** Returns the story that a text such as "https://example.com/story split" parts from another one, by its link or id. */
export function splitIn(text: string): string | undefined {
  const [, named = ""] = /^(\S+)\s+split$/i.exec(text.trim()) ?? [];
  return isLink(named) || /^[\w-]{22}$/.test(named) ? bareLink(named) : undefined;
}

/** Returns what came of parting two stories. */
export function splitReply(answer: Split): Reply {
  if (answer.kind === "gone") return reply([say(SAY.gone)]);
  return reply([say(SAY.apart(answer.story.title))]);
}
