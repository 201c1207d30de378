import type { Source } from "../sources/source.ts";
import { action, ago, dated, quiet, reply, say, soon, strong } from "./cards.ts";
import type { Command, Marked, Option, Part, Piece, Reply } from "./command.ts";
import type { SourceCheck } from "./desk.ts";
import { bareLink, textOf } from "./options.ts";
import { counted } from "./words.ts";

const SAY = {
  added: (name: string): Piece[] => [strong(name), " is read from now on."],
  holds: (count: number) =>
    `It holds ${counted(count, "story", "stories")} now. Those stay silent; what comes next is told.`,
  newest: (title: string, at: Date | undefined): Piece[] =>
    at ? ["The newest: ", title, ", ", ago(at), "."] : ["The newest: ", title, "."],
  exists: (name: string): Piece[] => [strong(name), " is read already."],
  fine: (name: string, count: number): Piece[] => [
    strong(name),
    ` can be read: ${counted(count, "story", "stories")}. Nothing was stored.`,
  ],
  trouble: (url: string, why: string) => `I cannot read ${url}: ${why}`,
  noAddress: (text: string) =>
    `"${text}" is not an address. An address looks like https://example.com/feed.xml`,
  removed: (name: string): Piece[] => [strong(name), " is no longer read for this space."],
  none: (which: string) => `No source here is called "${which}". /news source list shows them.`,
  ofInstance: (name: string): Piece[] => [
    strong(name),
    " belongs to the configuration file. Only whoever runs me can take it out, there.",
  ],
  several: (which: string) => `More than one source fits "${which}". Which one?`,
  title: (count: number) => `${counted(count, "source", "sources")} for this channel`,
  noSources: "No source is read here yet. Add one with /news source add and the address of a site or feed.",
  fresh: (at: Date): Piece[] => ["read ", ago(at)],
  unread: (at: Date): Piece[] => ["first look ", soon(at)],
  failing: (detail: string, since: Date, now: Date): Piece[] => [detail, " since ", dated(since, now)],
  gone: "is gone and no longer asked",
  fromFile: "configuration file",
  undo: "Undo",
  addIt: "Add it",
} as const;

function urlOption(summary: string, more: Partial<Option> = {}): Option {
  return {
    name: "url",
    summary,
    type: "text",
    required: true,
    rest: true,
    example: "https://example.com/feed.xml",
    ...more,
  };
}

export const add: Command = {
  path: ["source", "add"],
  summary: "Read one more site or feed for this workspace or server",
  options: [urlOption("the address of a site or feed")],
  visibility: "private",
  who: "spaceManagers",
  examples: ["source add https://example.com/feed.xml"],
  async run(invocation, desk) {
    const url = addressOf(textOf(invocation, "url"));
    if (url === undefined) return noAddress(textOf(invocation, "url"));
    const answer = await desk.sources.add(invocation.channel, url);
    if (answer.kind === "trouble") return trouble(answer);
    if (answer.kind === "exists") return reply([say(...SAY.exists(answer.source.name))]);
    return reply(
      [say(...SAY.added(answer.source.name)), say(SAY.holds(answer.check.stories)), ...newest(answer.check)],
      {
        buttons: [action(SAY.undo, ["source", "remove"], answer.source.url)],
      },
    );
  },
};

/** Reads an address as people type it, without "https://" too; undefined where it cannot be one. */
function addressOf(text: string): string | undefined {
  const url = bareLink(text);
  if (/^[\w-]+(?:\.[\w-]+)+(?:[:/?]\S*)?$/.test(url)) return `https://${url}`;
  return /^[a-z][a-z\d+.-]*:\S+$/i.test(url) ? url : undefined;
}

function noAddress(text: string): Reply {
  return reply([say(SAY.noAddress(text))], { tone: "error" });
}

/** What to do about a trouble, by what stands in its sentence. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/web page/, "Look on the page for the address of its feed (RSS or Atom)."],
  [/unknown host name/, "Look whether it is spelled right."],
  [/private address/, "Whoever runs me can allow it in the configuration file, under network."],
  [/answers 40[13]/, "It wants a login, or it refuses programs."],
  [/answers 4(?:04|10)/, "Its address may have changed."],
];

function trouble({ url, why }: SourceCheck & { kind: "trouble" }): Reply {
  // The doors say what a source does ("refuses connections"); here it becomes a sentence.
  const sentence = /^(?!it )\p{Ll}/u.test(why) ? `it ${why}.` : why;
  const remedy = REMEDIES.find(([pattern]) => pattern.test(why))?.[1];
  const said = remedy === undefined ? sentence : `${sentence} ${remedy}`;
  return reply([say(SAY.trouble(url, said))], { tone: "error" });
}

function newest(check: SourceCheck & { kind: "fine" }): readonly Part[] {
  return check.newest ? [say(...SAY.newest(check.newest.title, check.newest.at))] : [];
}

export const check: Command = {
  path: ["source", "check"],
  summary: "Look whether an address can be read; changes nothing",
  options: [urlOption("the address of a site or feed")],
  visibility: "private",
  who: "anyone",
  examples: ["source check https://example.com/feed.xml"],
  async run(invocation, desk) {
    const url = addressOf(textOf(invocation, "url"));
    if (url === undefined) return noAddress(textOf(invocation, "url"));
    const answer = await desk.sources.check(url);
    if (answer.kind === "trouble") return trouble(answer);
    return reply([say(...SAY.fine(answer.title || answer.url, answer.stories)), ...newest(answer)], {
      buttons: [action(SAY.addIt, ["source", "add"], answer.url)],
    });
  },
};

export const remove: Command = {
  path: ["source", "remove"],
  summary: "Stop reading a source for this workspace or server",
  options: [urlOption("its address, its name, or its number in /news source list", { suggests: "sources" })],
  visibility: "private",
  who: "spaceManagers",
  examples: ["source remove https://example.com/feed.xml", "source remove 3"],
  async run(invocation, desk) {
    const which = bareLink(textOf(invocation, "url"));
    const answer = await desk.sources.remove(invocation.channel, which);
    switch (answer.kind) {
      case "none":
        return reply([say(SAY.none(which))], { tone: "error" });
      case "instance":
        return reply([say(...SAY.ofInstance(answer.source.name))], { tone: "warn" });
      case "several":
        return reply([say(SAY.several(which))], {
          buttons: answer.sources.map(({ name, url }) => action(name, ["source", "remove"], url)),
        });
      case "removed":
        return reply([say(...SAY.removed(answer.source.name))], {
          buttons: [action(SAY.undo, ["source", "add"], answer.source.url)],
        });
      default:
        return answer satisfies never;
    }
  },
};

export const list: Command = {
  path: ["source", "list"],
  summary: "The sources that this channel's watches draw on",
  options: [],
  visibility: "private",
  who: "anyone",
  examples: ["source list"],
  async run(invocation, desk) {
    const sources = await desk.sources.list(invocation.channel);
    if (sources.length === 0) return reply([say(SAY.noSources)]);
    const rows = sources.map((source, index) => [
      [quiet(String(index + 1))],
      [link(source)],
      stateOf(source, desk.now()),
      owner(source),
    ]);
    return reply([{ kind: "rows", rows }], { title: SAY.title(sources.length) });
  },
};

function link({ name, url }: Source): Marked {
  return /^https?:/i.test(url) ? { text: name, url } : { text: name };
}

function stateOf({ state }: Source, now: Date): readonly Piece[] {
  if (state.disabled) return [SAY.gone];
  if (state.trouble) return SAY.failing(state.trouble.detail, state.trouble.since, now);
  return state.checkedAt ? SAY.fresh(state.checkedAt) : SAY.unread(state.dueAt);
}

function owner({ owners }: Source): readonly Piece[] {
  return owners.includes("instance") ? [quiet(SAY.fromFile)] : [];
}
