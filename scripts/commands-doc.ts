import type { Command } from "../src/commands/command.ts";
import { typed, usage } from "../src/commands/options.ts";
import { MEANINGS, settings } from "../src/commands/settings.ts";
import { commands } from "../src/commands/table.ts";

const HEAD = `# Commands

Everything under \`/news\`, the same in Slack, in Discord and in the terminal. This page is generated from the table of commands by \`npm run docs\`.

An option in angle brackets is needed, one in square brackets can be left out. \`/news help watch\` shows the same in chat. A mistyped command changes nothing: it answers with the nearest right one.
`;

const WHO: Readonly<Record<Command["who"], string>> = {
  anyone: "anyone",
  managers: "people who manage the channel",
  spaceManagers: "people who manage the workspace or server",
  operator: "the operator, in the operator's channel",
};

/** Returns the page about all commands, as Markdown. */
export function commandsDoc(): string {
  const index = commands.map(
    ({ path, summary }) => `| [\`${typed(path)}\`](#${anchor(path)}) | ${summary} |`,
  );
  return `${[HEAD, "| command | what it does |", "|---|---|", ...index, "", ...commands.map(section)].join("\n")}`;
}

/** The anchor that GitHub gives to the heading of a command. */
function anchor(path: readonly string[]): string {
  return ["news", ...path].join("-");
}

function section(command: Command): string {
  const options = command.options.map(
    ({ name, summary, choices, required }) =>
      `- \`${name}\`${required ? "" : " (optional)"}: ${summary}${choices ? `, one of ${choices.join(", ")}` : ""}`,
  );
  const who = `Who: ${WHO[command.who]}. The answer is seen by ${command.visibility === "public" ? "everybody in the channel" : "the one who asked"}.`;
  const examples = ["```", ...command.examples.map((example) => `/news ${example}`), "```"];
  const table = command === settings ? [valuesTable()] : [];
  const parts = [`## ${typed(command.path)}`, `${command.summary}.`, `\`${usage(command)}\``];
  return `${[...parts, ...(options.length > 0 ? [options.join("\n")] : []), who, examples.join("\n"), ...table].join("\n\n")}\n`;
}

/** What each value of each setting means. */
function valuesTable(): string {
  const rows = Object.entries(MEANINGS).flatMap(([name, values]) =>
    Object.entries(values).map(([value, means]) => `| ${name} | ${value} | ${means} |`),
  );
  return ["| setting | value | what it means |", "|---|---|---|", ...rows].join("\n");
}
