import { nearest } from "../text/nearest.ts";
import { action, aside, ask, examples, reply, say, strong } from "./cards.ts";
import type { Command, Reply } from "./command.ts";
import { textOf, typed, usage } from "./options.ts";

const SAY = {
  title: "Newshound watches the news for words",
  how: "Say what matters here, and I tell this channel when a story about it appears, once per story.",
  plain: "that word, however it is written",
  phrase: "these words side by side",
  without: "the one, unless the other is named too",
  ask: "You can ask, too:",
  askLatest: "the latest stories about a topic",
  askWhy: "why a story was or was not told here",
  askWatches: "what is watched here",
  more: "More",
  all: "All commands",
  page: "/news help and a command shows how it is used.",
  example: "An example:",
  examples: "For example:",
  managers: "For people who manage this channel.",
  spaceManagers: "For people who manage this workspace or server.",
  operator: "For whoever runs me.",
  noTopic: (topic: string) => `There is no command "${topic}". These are all:`,
  didYouMean: (topic: string, meant: string) => `There is no command "${topic}". Did you mean ${meant}?`,
  yes: "Yes",
  joined: "I watch the news for words. Tell me what matters here: /news watch OpenAI",
  joinedAsk: "Ask me for news: /news latest OpenAI. All I can do: /news help",
  topic: "Watch a topic",
  latest: "Ask for the latest",
  help: "Help",
} as const;

const ALL = "all";

/** Returns the help command for a table that it is itself part of. */
export function makeHelp(table: () => readonly Command[]): Command {
  return {
    path: ["help"],
    summary: "What I can do, and how each command is used",
    options: [
      {
        name: "topic",
        summary: "a command, or all",
        type: "text",
        required: false,
        rest: true,
        suggests: "commands",
        example: "watch",
      },
    ],
    visibility: "private",
    who: "anyone",
    examples: ["help", "help watch", "help all"],
    async run(invocation) {
      return helpReply(textOf(invocation, "topic").toLowerCase().replace(/\s+/g, " "), table());
    },
  };
}

function helpReply(topic: string, commands: readonly Command[]): Reply {
  if (topic === "") return overview();
  if (topic === ALL) return allCommands(commands);
  const names = commands.map(({ path }) => path.join(" "));
  const found = commands.filter((_, index) => names[index] === topic);
  const [command] = found;
  if (command) return page(command);
  const group = commands.filter(({ path }) => path.length > 1 && path[0] === topic);
  if (group.length > 0) return allCommands(group, { title: typed([topic]) });
  const meant = nearest(topic, names);
  if (meant === undefined) return allCommands(commands, { first: SAY.noTopic(topic) });
  return reply([say(SAY.didYouMean(topic, meant))], { buttons: [action(SAY.yes, ["help"], meant)] });
}

function overview(): Reply {
  const watching = [
    [[strong("/news watch OpenAI")], [SAY.plain]],
    [[strong('/news watch "super app"')], [SAY.phrase]],
    [[strong("/news watch Sora -game")], [SAY.without]],
  ];
  const asking = [
    [[strong("/news latest Sora")], [SAY.askLatest]],
    [[strong("/news watches")], [SAY.askWatches]],
    [[strong("/news why <link>")], [SAY.askWhy]],
  ];
  return reply(
    [
      say(SAY.how),
      { kind: "rows", rows: watching },
      say(SAY.ask),
      { kind: "rows", rows: asking },
      aside(SAY.page),
    ],
    { title: SAY.title, buttons: [action(SAY.more, ["help"], ALL)] },
  );
}

function allCommands(
  commands: readonly Command[],
  { title = SAY.all, first }: { readonly title?: string; readonly first?: string } = {},
): Reply {
  const rows = commands.map((command) => [[strong(usage(command))], [command.summary]]);
  const lead = first === undefined ? [] : [say(first)];
  return reply([...lead, { kind: "rows", rows }, aside(SAY.page)], { title });
}

function page(command: Command): Reply {
  const options = command.options.map(({ name, summary }) => [[strong(name)], [summary]]);
  return reply(
    [
      say(`${command.summary}.`),
      ...(options.length > 0 ? [{ kind: "rows", rows: options } as const] : []),
      say(command.examples.length === 1 ? SAY.example : SAY.examples),
      examples(command),
      ...(command.who === "anyone" ? [] : [aside(SAY[command.who])]),
    ],
    { title: usage(command) },
  );
}

/** Returns what is said once when I come into a channel. */
export function firstContact(): Reply {
  return reply([say(SAY.joined), aside(SAY.joinedAsk)], {
    visibility: "public",
    buttons: [ask(SAY.topic, ["watch"]), action(SAY.latest, ["latest"]), action(SAY.help, ["help"])],
  });
}
