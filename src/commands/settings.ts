import { listed } from "../text/listed.ts";
import { nearest } from "../text/nearest.ts";
import { action, aside, reply, say, strong } from "./cards.ts";
import type { Command, Reply, Text } from "./command.ts";
import type { Settings } from "./desk.ts";
import { textOf } from "./options.ts";
import { notAllowed } from "./refusals.ts";

const told = (language: string) =>
  `stories in other languages are told in ${language}, as far as the language model can`;

/** Every setting of a channel with its values, and what each value means. */
export const MEANINGS: { readonly [Name in keyof Settings]: Readonly<Record<Settings[Name], string>> } = {
  coverage: {
    off: "every outlet's story about an event is told",
    exact: "only stories with the same link, text or title count as one",
    normal: "stories of several outlets about one event are one message",
    strict: "stories of several outlets are one message only where they are clearly about one event",
  },
  images: { on: "alerts show the picture of a story that has one", off: "alerts show no pictures" },
  updates: {
    edit: "a changed story changes its message; corrections and news that matters come as a reply to it",
    ignore: "messages are left as they were told; further outlets are still added",
    reply: "each change is told in the thread of its message, and so is news that matters",
  },
  who: {
    anyone: "anyone here may change watches",
    creator: "whoever made this channel, and admins, may change watches",
    admins: "only admins may change watches",
  },
  translate: {
    off: "stories are told in the language they are written in",
    en: told("English"),
    de: told("German"),
    fr: told("French"),
    es: told("Spanish"),
    pt: told("Portuguese"),
    it: told("Italian"),
    nl: told("Dutch"),
    pl: told("Polish"),
    ru: told("Russian"),
    uk: told("Ukrainian"),
    tr: told("Turkish"),
    ar: told("Arabic"),
    hi: told("Hindi"),
    ja: told("Japanese"),
    ko: told("Korean"),
    zh: told("Chinese"),
  },
};

/** The values of each setting, for completion. */
export const SETTING_VALUES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(MEANINGS).map(([name, values]) => [name, Object.keys(values)]),
);

const NAMES = Object.keys(MEANINGS);

/** What was told stays as it was told. */
const FROM_NOW_ON: ReadonlySet<string> = new Set([
  "coverage",
  "updates",
  "translate",
] satisfies (keyof Settings)[]);

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
  fromNowOn: "It concerns stories from now on.",
  noModel:
    "translate has no effect until whoever runs me sets up a language model; docs/operations.md says how.",
  elsewhere: {
    discord:
      "On Discord who has no effect: those who hold Manage Channels in this channel may change its watches, and those who hold Manage Server the sources.",
  } as Readonly<Record<string, string>>,
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
    const around = { platform: invocation.channel.platform, writes: desk.writes };
    if (name === "") return all(now, around);
    if (typed === "") return meanings(name, now, around);
    if (!(SETTING_VALUES[name] ?? []).includes(typed)) return wrong(name, typed);
    if (now[name] === typed) return reply([say(SAY.same(name, typed))]);
    if (!(await invocation.mayManage())) return notAllowed();
    await desk.set(invocation.channel, { ...now, [name]: typed });
    const undo = action(SAY.undo, ["settings"], name, now[name]);
    const note = FROM_NOW_ON.has(name) ? [aside(SAY.fromNowOn)] : [];
    return reply(
      [say(...SAY.changed(name, typed, meaning(name, typed))), ...note, ...effect(name, typed, around)],
      {
        buttons: [undo],
      },
    );
  },
};

/** What settings depend on beside their values. */
interface Around {
  readonly platform: string;
  /** Whether a language model is set up. */
  readonly writes: boolean;
}

/** What keeps a value from having effect. */
function effect(name: string, value: string, around: Around): readonly Text[] {
  return name === "translate" && value === "off" ? [] : limits(name, around);
}

function limits(name: string, { platform, writes }: Around): readonly Text[] {
  if (name === "who") return judgedBy(platform);
  return name === "translate" && !writes ? [aside(SAY.noModel)] : [];
}

/** On Slack the setting decides; other platforms have rights of their own for it. */
function judgedBy(platform: string): readonly Text[] {
  const sentence = SAY.elsewhere[platform];
  return sentence === undefined ? [] : [aside(sentence)];
}

function meaning(name: keyof Settings, value: string): string {
  return (MEANINGS[name] as Readonly<Record<string, string>>)[value] ?? "";
}

function all(now: Settings, around: Around): Reply {
  const rows = Object.entries(now).map(([name, value]) => [
    [strong(name)],
    [value],
    [meaning(name as keyof Settings, value)],
  ]);
  const effects = Object.entries(now).flatMap(([name, value]) => effect(name, value, around));
  return reply([{ kind: "rows", rows }, say(SAY.how), ...effects], { title: SAY.title });
}

function meanings(name: keyof Settings, now: Settings, around: Around): Reply {
  const rows = Object.entries(MEANINGS[name]).map(([value, means]) => [[strong(value)], [means]]);
  const other = (SETTING_VALUES[name] ?? []).find((value) => value !== now[name]) ?? now[name];
  return reply([
    say(SAY.one(name, now[name])),
    { kind: "rows", rows },
    aside(SAY.change(name, other)),
    ...limits(name, around),
  ]);
}

function wrong(name: keyof Settings, typed: string): Reply {
  const meant = nearest(typed, SETTING_VALUES[name] ?? []);
  const buttons = meant === undefined ? [] : [action(`${name} ${meant}`, ["settings"], name, meant)];
  return reply([say(SAY.wrong(name, typed))], { tone: "error", buttons });
}
