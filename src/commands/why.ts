import type { StoredStory } from "../stories/story.ts";
import { wordSet } from "../text/word-set.ts";
import { action, aside, reply, say, storyLine } from "./cards.ts";
import type { Action, Command, Desk, Invocation, List, Part, Piece, Reply } from "./command.ts";
import type { Why } from "./desk.ts";
import { splitButtons, splitIn, splitReply } from "./joining.ts";
import { bareLink, isLink, textOf } from "./options.ts";
import { notAllowed } from "./refusals.ts";
import { stages, verdictOf, watchRows } from "./stages.ts";

const SAY = {
  unknown: (link: string) =>
    `None of the sources has brought me ${link}. A story can be missing because its source is not read here.`,
  noLink: (text: string) => `I cannot tell which story "${text}" means.`,
  needLink: "With its link or its title I can say why it was or was not told here.",
  latest: (topic: string) => `Latest about ${topic}`,
  nearest: "The nearest stories I know:",
  which: (place: number) => `Why ${place}`,
  addSource: "Add it as a source",
  reason: (why: string) => `The last attempt ended so: ${why}.`,
  today: "The watches are judged as they stand today.",
} as const;

export const why: Command = {
  path: ["why"],
  summary: "Why a story was or was not told here",
  options: [
    {
      name: "link",
      summary: "the address of the story, or words of its title",
      type: "text",
      required: true,
      rest: true,
      example: "https://example.com/story",
    },
  ],
  visibility: "private",
  who: "anyone",
  examples: ["why https://example.com/story", "why OpenAI to end Sora"],
  async run(invocation, desk) {
    const text = textOf(invocation, "link");
    const apart = splitIn(text);
    if (apart !== undefined) return splitOff(apart, invocation, desk);
    const named = namedIn(text);
    const answer = await desk.why(invocation.channel, named);
    return answer.kind === "unknown" ? unknown(answer) : known(answer, desk.now());
  },
};

/** Parts a story from what it joined, as the button does where there are buttons. */
async function splitOff(named: string, invocation: Invocation, desk: Desk): Promise<Reply> {
  if (!(await invocation.mayManage())) return notAllowed();
  const answer = await desk.why(invocation.channel, named);
  const alert = answer.kind === "known" ? answer.alert?.id : undefined;
  return splitReply(alert === undefined ? { kind: "gone" } : await desk.split(invocation.channel, alert));
}

/** Words that ask and name nothing: "why didn't I get Qwen" is about Qwen. */
const ASKING = wordSet(
  "did didn't was wasn't were weren't have haven't has hasn't do don't does doesn't is isn't are aren't not no i we you " +
    "it get got see seen hear heard told tell me us about the a an of any story stories news this that here alert alerts",
);

/** Returns what a text names: a link as it is, else its words without those that only ask. */
function namedIn(text: string): string {
  if (isLink(text)) return bareLink(text);
  const words = text.replace(/[?!]+$/, "").split(/\s+/);
  const naming = words.filter((word) => !ASKING.has(word.toLowerCase().replaceAll("’", "'")));
  return naming.join(" ");
}

function unknown({ named, nearest }: Why & { kind: "unknown" }): Reply {
  if (isLink(named)) {
    const buttons = [action(SAY.addSource, ["source", "add"], named), ...choices(nearest)];
    return reply([say(SAY.unknown(named)), ...near(nearest)], { buttons });
  }
  if (named === "") return reply([say(SAY.needLink)]);
  const buttons = [...choices(nearest), action(SAY.latest(named), ["latest"], named)];
  return reply([say(SAY.noLink(named)), ...(nearest.length > 0 ? near(nearest) : [say(SAY.needLink)])], {
    buttons,
  });
}

function near(stories: readonly StoredStory[]): readonly Part[] {
  if (stories.length === 0) return [];
  const items = stories.map((story) => storyLine({ story, because: [] }));
  return [say(SAY.nearest), { kind: "list", items, numbered: true } satisfies List];
}

function choices(stories: readonly StoredStory[]): readonly Action[] {
  return stories.map(({ url, id }, at) => action(SAY.which(at + 1), ["why"], url || id));
}

function known(answer: Why & { kind: "known" }, now: Date): Reply {
  const { story, reason, state } = answer;
  const line: readonly Piece[] = storyLine({ story, because: [] });
  return reply(
    [
      say(...line),
      say(...verdictOf(answer)),
      ...(reason !== undefined && state !== "sent" ? [say(SAY.reason(reason))] : []),
      { kind: "rows", rows: [...stages(answer), ...watchRows(answer, now)] },
      ...(answer.watches.length > 0 ? [aside(SAY.today)] : []),
    ],
    { buttons: splitButtons(answer) },
  );
}
