import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Matcher } from "../../../src/watches/matcher.ts";

/** A mistake that could be made in the index: a piece of a source file, and what stands there instead. */
export interface Fault {
  readonly name: string;
  /** Below src. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const SOURCES = join(ROOT, "src");
/** Not kept in version control, and inside the project, so that packages are found from there. */
const COPIES = join(ROOT, ".vitest");
const MATCHER = "watches/matcher.ts";
const IMPORT = /(?<=\bfrom ")\.[^"]+(?=";)/g;

/** Returns the matcher with a fault in it, or, without one, that of a faithful copy. */
export async function planted(fault?: Fault): Promise<() => Matcher> {
  const sources = new Map(
    globSync("{text,watches}/**/*.ts", { cwd: SOURCES }).map((file) => [
      file.replaceAll("\\", "/"),
      readFileSync(join(SOURCES, file), "utf8"),
    ]),
  );
  if (fault) sources.set(fault.file, faulty(fault, sources.get(fault.file) ?? ""));
  mkdirSync(COPIES, { recursive: true });
  const folder = mkdtempSync(join(COPIES, "planted-"));
  try {
    const copied = fault ? reachedBy(fault.file, sources) : new Set(sources.keys());
    for (const file of copied) write(folder, file, sources.get(file) as string, copied);
    const { makeMatcher } = await import(pathToFileURL(join(folder, MATCHER)).href);
    return makeMatcher;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function faulty({ name, file, find, replace }: Fault, source: string): string {
  const places = source.split(find).length - 1;
  if (places !== 1) throw new Error(`${name}: ${file} has ${places} times what is to be replaced: ${find}`);
  return source.replace(find, () => replace);
}

/** The file and all that import it, however indirectly: the others may stay where they are, which saves time. */
function reachedBy(file: string, sources: ReadonlyMap<string, string>): ReadonlySet<string> {
  const reached = new Set([file]);
  for (const one of reached) {
    for (const [other, source] of sources) {
      if ((source.match(IMPORT) ?? []).some((path) => fileAt(path, other) === one)) reached.add(other);
    }
  }
  return reached;
}

/** Writes a file whose imports lead to the copies, or to the sources of what is not copied. */
function write(folder: string, file: string, source: string, copied: ReadonlySet<string>): void {
  const place = join(folder, file);
  mkdirSync(dirname(place), { recursive: true });
  const text = source.replaceAll(IMPORT, (path) => {
    const target = fileAt(path, file);
    return copied.has(target) ? path : relative(dirname(place), join(SOURCES, target)).replaceAll("\\", "/");
  });
  writeFileSync(place, text);
}

function fileAt(path: string, from: string): string {
  return posix.join(posix.dirname(from), path);
}
