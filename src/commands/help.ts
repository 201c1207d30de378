import { nearest } from "../text/nearest.ts";
import { wordSet } from "../text/word-set.ts";
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
  query: "How to say what to look for",
  queryLead: "The same in watch, test, latest and search. Plain words are enough; these are for more:",
  operators: [
    ["OpenAI Sora", "both words, in any order"],
    ['"super app"', "these words side by side"],
    ["Sora OR Veo", "either of them; a comma says the same"],
    ["Sora -game", "the one, unless the other is named too"],
    ["(Sora OR Veo) Google", "parentheses keep together"],
    ["regulat*", "words that begin so"],
    ["title:OpenAI", "only in the title; body: and tag: likewise"],
    ["Sora site:theverge.com", "only from this site; source:, author: and lang: likewise"],
    ["OpenAI ~5 lawsuit", "at most five words apart"],
    ['="Spud"', "exactly so, with its capitals and accents"],
    ["/gpt-?[45]o?/", "a regular expression"],
    ["robot about: deals", "only those about that, as a language model judges where one is set up"],
  ],
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
const QUERY = "query";
/** Words by which people ask how a query is written. */
const QUERY_TOPICS = wordSet(
  "query queries quote quotes phrase phrases word words operators operator syntax",
);

/** Returns the help command for a table that it is itself part of. */
export function makeHelp(table: () => readonly Command[]): Command {
  return {
    path: ["help"],
    summary: "What I can do, and how each command is used",
    options: [
      {
        name: "topic",
        summary: "a command, query (how to say what to look for), or all",
        type: "text",
        required: false,
        rest: true,
        suggests: "commands",
        example: "watch",
      },
    ],
    visibility: "private",
    who: "anyone",
    examples: ["help", "help watch", "help query", "help all"],
    async run(invocation) {
      return helpReply(textOf(invocation, "topic").toLowerCase().replace(/\s+/g, " "), table());
    },
  };
}

function helpReply(topic: string, commands: readonly Command[]): Reply {
  if (topic === "") return overview();
  if (topic === ALL) return allCommands(commands);
  if (QUERY_TOPICS.has(topic)) return operators();
  const names = [...commands.map(({ path }) => path.join(" ")), QUERY];
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
    { title: SAY.title, buttons: [action(SAY.more, ["help"], QUERY), action(SAY.all, ["help"], ALL)] },
  );
}

function operators(): Reply {
  const rows = SAY.operators.map(([example, meaning]) => [[strong(example)], [meaning]]);
  return reply([say(SAY.queryLead), { kind: "rows", rows }], {
    title: SAY.query,
    buttons: [action(SAY.all, ["help"], ALL)],
  });
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
    {
      title: usage(command),
      buttons: command.options.some(({ name }) => name === QUERY) ? [action(SAY.query, ["help"], QUERY)] : [],
    },
  );
}

/** Returns what is said once when I come into a channel. */
export function firstContact(): Reply {
  return reply([say(SAY.joined), aside(SAY.joinedAsk)], {
    visibility: "public",
    buttons: [ask(SAY.topic, ["watch"]), action(SAY.latest, ["latest"]), action(SAY.help, ["help"])],
  });
}
