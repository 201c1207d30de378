import { readFileSync, writeFileSync } from "node:fs";
import { commandsDoc } from "./commands-doc.ts";
import { configurationDoc, envExample } from "./config-doc.ts";

/** Returns every generated page by its path from the project's root. */
export function generated(): ReadonlyMap<string, string> {
  return new Map([
    [".env.example", envExample()],
    ["docs/configuration.md", configurationDoc()],
    ["docs/commands.md", commandsDoc()],
  ]);
}

if (import.meta.main) {
  for (const [path, text] of generated()) {
    const file = new URL(`../${path}`, import.meta.url);
    const old = readOrNothing(file);
    if (old !== text) writeFileSync(file, text);
    process.stdout.write(`${path}: ${old === text ? "unchanged" : "written"}\n`);
  }
}

function readOrNothing(file: URL): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
