import { z } from "zod";
import { type Setting, settings } from "../src/config/settings.ts";
import { listed } from "../src/text/listed.ts";

const table: readonly Setting[] = Object.values(settings);
const NOTE = "Written by `npm run docs` from src/config/settings.ts; change it there.";

/** Returns `.env.example`: every environment variable, commented out, with its sentence and an example. */
export function envExample(): string {
  const entries = table.flatMap((setting) => {
    if (!setting.env) return [];
    const lines = [
      setting.says,
      ...(setting.secret ? [`Or name a file that holds it: ${setting.env}_FILE.`] : []),
    ];
    if (setting.fallback !== undefined) lines.push(`Default: ${setting.fallback}`);
    return [[...lines.map((line) => `# ${plain(line)}`), `#${setting.env}=${setting.example}`].join("\n")];
  });
  return [`# ${plain(NOTE)}\n# Copy this file to .env and uncomment what you need.`, ...entries]
    .join("\n\n")
    .concat("\n");
}

/** Returns docs/configuration.md: every setting by environment variable and by key of the file. */
export function configurationDoc(): string {
  const variables = table.filter((setting) => setting.env);
  const keys = table.filter((setting) => setting.file);
  return `# Configuration

<!-- ${NOTE} -->

Newshound reads the environment, then \`.env\` in the folder it is started in, then the configuration file; the first that has a
setting wins. With nothing set at all it runs in the terminal and reads the sources of \`config/newshound.yaml\`.

All of it is checked before anything starts. Whatever is wrong is reported at once, with its line in the file, what was found
and what is expected; the exit code is 2.

## Environment

${rows(
  ["Variable", "What it sets", "Default", "Example"],
  variables.map((setting) => [
    `\`${setting.env}\``,
    setting.says,
    code(written(setting.fallback)),
    code(setting.example),
  ]),
)}

Tokens and secrets can be kept in files: ${listed(variables.filter((setting) => setting.secret).map((setting) => `\`${setting.env}_FILE\``))} name
a file whose content is the value. Set a secret in one way, not both. Secrets never show in logs or reports.

## The file

${rows(
  ["Key", "What it sets", "Default", "Example"],
  keys.flatMap((setting) => [
    [`\`${setting.file}\``, setting.says, code(written(setting.fallback)), code(setting.example)],
    ...fields(setting),
  ]),
)}

Times are written \`30s\`, \`10m\`, \`2h\` or \`1d\`. Channels are written \`slack:T1/C1\`, \`discord:1/2\` or \`terminal:local/main\`.
Queries with quotes or colons go into single quotes: \`query: '"super app" OR Spud'\`.
`;
}

/** The fields inside a list or a group, each with its own sentence. */
function fields({ file, schema }: Setting): readonly (readonly string[])[] {
  const [group, path] = schema instanceof z.ZodArray ? [schema.element, `${file}[]`] : [schema, file];
  if (!(group instanceof z.ZodObject)) return [];
  return Object.entries<z.ZodType>(group.shape).map(([name, field]) => {
    const needed = field.safeParse(undefined).success || field instanceof z.ZodExactOptional ? "" : "needed";
    return [`\`${path}.${name}\``, String(field.meta()?.["says"]), needed, ""];
  });
}

function rows(head: readonly string[], body: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...body.map(line)].join("\n");
}

function written(fallback: unknown): string {
  if (fallback === undefined) return "";
  if (Array.isArray(fallback)) return "[]";
  return typeof fallback === "object" ? "" : String(fallback);
}

const code = (text: string) => (text === "" ? "" : `\`${text}\``);
const plain = (text: string) => text.replaceAll("`", "");
