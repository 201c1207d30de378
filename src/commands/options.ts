import type { Command, Invocation, Option } from "./command.ts";

export type Options = Invocation["options"];

/** What became of the values given to a command: they can be used, one is missing, or one is wrong. */
export type Checked =
  | { readonly kind: "run"; readonly command: Command; readonly options: Options }
  | { readonly kind: "missing"; readonly command: Command; readonly option: Option }
  | { readonly kind: "wrong"; readonly command: Command; readonly option: Option; readonly value: string };

/** Holds given values against the options of a command; empty ones count as absent, unknown names are left out. */
export function checkOptions(command: Command, given: Options): Checked {
  const options: Record<string, string | number | boolean> = {};
  for (const option of command.options) {
    const value = given[option.name];
    const text = value === undefined ? "" : String(value).trim();
    if (text === "") {
      if (option.required) return { kind: "missing", command, option };
      continue;
    }
    const read = checkValue(option, text);
    if (read === undefined) return { kind: "wrong", command, option, value: text };
    options[option.name] = read;
  }
  return { kind: "run", command, options };
}

/** Reads one value as its option wants it; undefined where it cannot be. */
export function checkValue(option: Option, text: string): string | number | undefined {
  if (option.type === "text") return text;
  if (option.type === "choice") return option.choices?.find((choice) => choice === text.toLowerCase());
  const value = Number(text);
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = option;
  return Number.isInteger(value) && value >= min && value <= max ? value : undefined;
}

/** Returns values in the order of a command's options, as a button carries them; "" stands for an absent one. */
export function argsOf(command: Command, options: Options): readonly string[] {
  const args = command.options.map(({ name }) => String(options[name] ?? ""));
  while (args.at(-1) === "") args.pop();
  return args;
}

/** Reads back what `argsOf` wrote. */
export function optionsOf(command: Command, args: readonly string[]): Options {
  return Object.fromEntries(command.options.map(({ name }, index) => [name, args[index] ?? ""]));
}

/** Returns the text of an option, or "" where it was not given. */
export function textOf(invocation: Invocation, name: string): string {
  return String(invocation.options[name] ?? "");
}

/** Returns a link as it was meant: Slack writes `<https://example.com|example.com>`. */
export function bareLink(text: string): string {
  return text.trim().replace(/^<([^|>]*)(?:\|[^>]*)?>$/, "$1");
}

/** Whether a text is one web address and nothing else. */
export function isLink(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(bareLink(text));
}

/** Returns a command as people type it: `/news source add`. */
export function typed(path: readonly string[]): string {
  return ["/news", ...path].join(" ");
}

/** Returns how a command is used: `/news pause <watch> [for]`. */
export function usage(command: Command): string {
  const options = command.options.map(({ name, required }) => (required ? `<${name}>` : `[${name}]`));
  return [typed(command.path), ...options].join(" ");
}
