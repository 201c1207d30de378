import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { generated } from "../scripts/docs.ts";
import { type Setting, settings } from "../src/config/settings.ts";

it.each([...generated()])("%s is what `npm run docs` writes", (path, text) => {
  expect(readFileSync(path, "utf8")).toBe(text);
});

it("documents every setting once, each with a sentence", () => {
  const table: readonly Setting[] = Object.values(settings);
  const page = generated().get("docs/configuration.md") ?? "";
  for (const { env, file, says } of table) {
    expect(says).toMatch(/^[A-Z].*\.$/);
    expect(env ?? file).toBeTruthy();
    for (const name of [env, file]) if (name) expect(page.split(`| \`${name}\` |`)).toHaveLength(2);
  }
});
