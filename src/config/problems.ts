import { z } from "zod";
import { distance } from "../text/nearest.ts";

/** One thing that is wrong with the configuration, in words for the operator. */
export interface Problem {
  /** Of the configuration file, from 1; absent for the environment and for a file that cannot be read. */
  readonly line?: number;
  /** `sources[3].url`, an environment variable, or "" for the whole. */
  readonly path: string;
  readonly says: string;
}

/** Where a value came from, as far as a report needs it. */
export interface Origin {
  readonly schema: z.ZodType;
  readonly value: unknown;
  /** How the value as a whole is called. */
  readonly name: string;
  readonly secret?: boolean;
  lineOf?(path: readonly PropertyKey[]): number;
}

/** Says in words what a schema found wrong with a value; a secret value is never shown. */
export function problemsOf(issues: readonly z.core.$ZodIssue[], origin: Origin): readonly Problem[] {
  return issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") return [problemAt(issue.path, sentence(issue, origin), origin)];
    const known = keysAt(origin.schema, issue.path);
    return issue.keys.map((key) => problemAt([...issue.path, key], unknownKey(key, known), origin));
  });
}

/** Says that a setting does not exist, with the known one that comes nearest. */
export function unknownKey(key: string, known: readonly string[]): string {
  const nearest = known
    .map((name) => ({ name, far: distance(key.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)[0];
  const hint =
    nearest && nearest.far <= key.length / 2
      ? `did you mean ${nearest.name}?`
      : `known here: ${known.join(", ")}`;
  return `there is no such setting; ${hint}`;
}

/** Returns the report of all problems, those of the file first. */
export function report(
  configPath: string,
  file: readonly Problem[],
  environment: readonly Problem[],
): string {
  const byLine = [...file].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return [
    ...section(configPath, byLine),
    ...section("The environment", environment),
    "Nothing was started.",
  ].join("\n");
}

function section(name: string, problems: readonly Problem[]): readonly string[] {
  if (problems.length === 0) return [];
  const rows = problems.map(({ line, path, says }) => [line ? `line ${line}` : "", path, says] as const);
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  const [lines, paths] = [width(0), width(1)];
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return [
    `${name} has ${count}:`,
    ...rows.map(
      (row) =>
        `  ${[row[0].padEnd(lines), row[1].padEnd(paths), row[2]].filter((cell) => cell.trim()).join("  ")}`,
    ),
  ];
}

function problemAt(path: readonly PropertyKey[], says: string, origin: Origin): Problem {
  const written = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
  const line = origin.lineOf?.(path);
  return { path: origin.name + written, says, ...(line !== undefined && { line }) };
}

function sentence(issue: z.core.$ZodIssue, { value, secret }: Origin): string {
  if (issue.code === "custom" && issue.params?.["whole"]) return issue.message;
  if (secret) return `the value is not ${issue.message}`;
  const found = issue.path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown>)[step], value);
  if (found === undefined) return `is missing; ${issue.message} is expected`;
  if (found === null) return `is empty; ${issue.message} is expected`;
  return `${shown(found)} is not ${issue.message}`;
}

function shown(found: unknown): string {
  if (Array.isArray(found)) return "a list";
  if (typeof found === "object") return "a group of settings";
  // A feed address may hold somebody's password, and reports end up in logs.
  const text = JSON.stringify(found).replace(/\/\/[^/@\s]*@/g, "//[redacted]@");
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  const at = path.reduce<unknown>(
    (here, step) =>
      here instanceof z.ZodArray
        ? here.element
        : here instanceof z.ZodObject
          ? here.shape[String(step)]
          : here,
    schema,
  );
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}
