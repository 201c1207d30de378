import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { messageOf } from "../text/error.ts";
import type { Problem } from "./problems.ts";

/** A YAML file as values, and the line on which each of them stands. */
export interface Document {
  readonly value: Readonly<Record<string, unknown>>;
  /** Returns the line (from 1) of a value, or of the nearest thing around it that is written down. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads the YAML text of a configuration file; an empty one holds no settings. Never throws. */
export function readDocument(
  text: string,
):
  | { readonly ok: true; readonly document: Document }
  | { readonly ok: false; readonly problems: readonly Problem[] } {
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const wrong = (line: number, says: string) => ({
    ok: false as const,
    problems: [{ line, path: "", says }],
  });
  if (parsed.errors.length > 0) {
    // One mistake often trips the parser twice on its line, and the first word on it is the clearest.
    const byLine = new Map<number, Problem>();
    for (const { pos, message } of parsed.errors) {
      const line = lineAt(pos[0]);
      if (!byLine.has(line)) byLine.set(line, { line, path: "", says: `this is not valid YAML: ${message}` });
    }
    const problems = [...byLine.values()];
    return { ok: false, problems };
  }
  const root = parsed.contents;
  if (root === null || (isScalar(root) && root.value === null)) return { ok: true, document: empty };
  if (!isMap(root)) return wrong(lineAt(root.range[0]), 'settings are expected here, such as "sources:"');
  try {
    const value = parsed.toJS() as Record<string, unknown>;
    return { ok: true, document: { value, lineOf: (path) => lineAt(offsetOf(root, path)) } };
  } catch (error) {
    // Only aliases get here: `*name` without its `&name`, or so many that they would fill the memory.
    return wrong(1, `this is not valid YAML: ${messageOf(error)}`);
  }
}

const empty: Document = { value: {}, lineOf: () => 1 };

function offsetOf(root: Node, path: readonly PropertyKey[]): number {
  let node: unknown = root;
  let offset = root.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}
