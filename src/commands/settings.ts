import { listed } from "../text/listed.ts";
import { nearest } from "../text/nearest.ts";
import { action, aside, reply, say, strong } from "./cards.ts";
import type { Command, Reply, Text } from "./command.ts";
import type { Settings } from "./desk.ts";
import { textOf } from "./options.ts";
import { notAllowed } from "./refusals.ts";

/** Every setting of a channel with its values, and what each value means. */
const MEANINGS: { readonly [Name in keyof Settings]: Readonly<Record<Settings[Name], string>> } = {
  coverage: {
    off: "every outlet's story about an event is told",
    exact: "a story that another outlet prints word for word is told once",
    normal: "stories of several outlets about one event are told once",
    strict: "even loosely related stories about one event are told once",
  },
  images: { on: "alerts show the picture of a story that has one", off: "alerts show no pictures" },
  updates: {
    edit: "a changed story changes its alert",
    ignore: "a changed story is left as it was told",
    reply: "a changed story is told in the thread of its alert",
  },
  who: {
    anyone: "anyone here may change watches",
    creator: "whoever made this channel, and admins, may change watches",
    admins: "only admins may change watches",
  },
};

/** The values of each setting, for completion. */
export const SETTING_VALUES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(MEANINGS).map(([name, values]) => [name, Object.keys(values)]),
);

const NAMES = Object.keys(MEANINGS);

/** Kept already, so that nobody has to set them again; nothing reads them until stories are grouped and edited. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(["coverage", "updates"] satisfies (keyof Settings)[]);

const SAY = {
  title: "Settings of this channel",
  how: "Change one with /news settings, its name and a value: /news settings coverage strict",
  one: (name: string, value: string) => `${name} is ${value} here. It can be:`,
  change: (name: string, value: string) => `To change it: /news settings ${name} ${value}`,
  changed: (name: string, value: string, meaning: string) => [strong(`${name} is ${value}`), `: ${meaning}.`],
  same: (name: string, value: string) => `${name} is ${value} here already. Nothing was changed.`,
  wrong: (name: string, value: string) =>
    `"${value}" is not a value of ${name}. There are ${listed(SETTING_VALUES[name] ?? [])}. Nothing was changed.`,
  undo: "Undo",
  later: "This has no effect yet: so far each story is told by itself, and as it was first seen.",
  elsewhere: {
    discord:
      "On Discord who has no effect: those who hold Manage Channels in this channel may change its watches, and those who hold Manage Server the sources.",
  } as Readonly<Record<string, string>>,
  laterAll:
    "coverage and updates have no effect yet: so far each story is told by itself, and as it was first seen.",
} as const;

export const settings: Command = {
  path: ["settings"],
  summary: "Show the settings of this channel, or change one (managers)",
  options: [
    {
      name: "name",
      summary: "which setting",
      type: "choice",
      required: false,
      choices: NAMES,
      example: "coverage",
    },
    {
      name: "value",
      summary: "its new value",
      type: "text",
      required: false,
      suggests: "values",
      example: "strict",
    },
  ],
  visibility: "private",
  who: "anyone",
  examples: ["settings", "settings coverage strict", "settings images off"],
  async run(invocation, desk) {
    const now = await desk.settings(invocation.channel);
    const name = textOf(invocation, "name") as keyof Settings | "";
    const typed = textOf(invocation, "value").toLowerCase();
    const { platform } = invocation.channel;
    if (name === "") return all(now, platform);
    if (typed === "") return meanings(name, now, platform);
    if (!(SETTING_VALUES[name] ?? []).includes(typed)) return wrong(name, typed);
    if (now[name] === typed) return reply([say(SAY.same(name, typed))]);
    if (!(await invocation.mayManage())) return notAllowed();
    await desk.set(invocation.channel, { ...now, [name]: typed });
    const undo = action(SAY.undo, ["settings"], name, now[name]);
    return reply([say(...SAY.changed(name, typed, meaning(name, typed))), ...effect(name, platform)], {
      buttons: [undo],
    });
  },
};

function effect(name: string, platform: string): readonly Text[] {
  return WITHOUT_EFFECT.has(name) ? [aside(SAY.later)] : name === "who" ? judgedBy(platform) : [];
}

/** On Slack the setting decides; other platforms have rights of their own for it. */
function judgedBy(platform: string): readonly Text[] {
  const sentence = SAY.elsewhere[platform];
  return sentence === undefined ? [] : [aside(sentence)];
}

function meaning(name: keyof Settings, value: string): string {
  return (MEANINGS[name] as Readonly<Record<string, string>>)[value] ?? "";
}

function all(now: Settings, platform: string): Reply {
  const rows = Object.entries(now).map(([name, value]) => [
    [strong(name)],
    [value],
    [meaning(name as keyof Settings, value)],
  ]);
  return reply([{ kind: "rows", rows }, say(SAY.how), aside(SAY.laterAll), ...judgedBy(platform)], {
    title: SAY.title,
  });
}

function meanings(name: keyof Settings, now: Settings, platform: string): Reply {
  const rows = Object.entries(MEANINGS[name]).map(([value, means]) => [[strong(value)], [means]]);
  const other = (SETTING_VALUES[name] ?? []).find((value) => value !== now[name]) ?? now[name];
  return reply([
    say(SAY.one(name, now[name])),
    { kind: "rows", rows },
    aside(SAY.change(name, other)),
    ...effect(name, platform),
  ]);
}

function wrong(name: keyof Settings, typed: string): Reply {
  const meant = nearest(typed, SETTING_VALUES[name] ?? []);
  const buttons = meant === undefined ? [] : [action(`${name} ${meant}`, ["settings"], name, meant)];
  return reply([say(SAY.wrong(name, typed))], { tone: "error", buttons });
}
