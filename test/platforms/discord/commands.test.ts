import { describe, expect, it } from "vitest";
import type { Command } from "../../../src/commands/command.ts";
import { commands } from "../../../src/commands/table.ts";
import { commandsHash, commandsJson } from "../../../src/platforms/discord/commands.ts";
import { filledForm, formJson, formOf } from "../../../src/platforms/discord/forms.ts";
import { COMMAND_SUM } from "../../../src/platforms/discord/limits.ts";
import { checkCommandList } from "../../doubles/discord/command-checks.ts";
import { checkModal } from "../../doubles/discord/component-checks.ts";

const [root] = commandsJson(commands);

function textsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textsOf).join("");
  if (typeof value !== "object" || value === null) return "";
  return Object.entries(value)
    .map(([key, one]) => (typeof one === "string" && /name|description|value/.test(key) ? one : textsOf(one)))
    .join("");
}

function command(more: Partial<Command>): Command {
  const [first] = commands;
  if (!first) throw new Error("no commands");
  return { ...first, ...more };
}

describe("the commands of Discord", () => {
  it("look as they always did", async () => {
    const text = {
      name: "query",
      summary: "words to look for",
      type: "text",
      required: true,
      rest: true,
      example: "OpenAI",
    } as const;
    const count = { ...text, name: "count", type: "integer", required: false, min: 1, max: 50 } as const;
    const url = { ...text, name: "url", suggests: "sources" } as const;
    const name = { ...text, name: "name", type: "choice", choices: ["images", "who"] } as const;
    const table = [
      command({ path: ["latest"], summary: "The latest stories", options: [count, text] }),
      command({ path: ["source", "add"], summary: "Read one more", options: [url] }),
      command({ path: ["source", "list"], summary: "All of them", options: [] }),
      command({ path: ["settings"], summary: "Change one", options: [name] }),
    ];
    const page = `${JSON.stringify(commandsJson(table), undefined, 2)}\n`;
    await expect(page).toMatchFileSnapshot("../../golden/discord/commands.json");
  });

  it("keep every rule and the length of them all", () => {
    expect(checkCommandList([root])).toEqual([]);
    expect(textsOf(root).length).toBeLessThan(COMMAND_SUM);
  });

  it("have every command of the table", () => {
    const names = root?.options?.flatMap((one) =>
      "options" in one && one.type === 2
        ? (one.options ?? []).map(({ name }) => `${one.name} ${name}`)
        : [one.name],
    );
    expect(names).toEqual(commands.map(({ path }) => path.join(" ")));
  });

  it("keep the rules for tables that are not so tidy, too", () => {
    const option = {
      name: "a",
      summary: "x".repeat(300),
      type: "text",
      required: false,
      example: "",
    } as const;
    const odd = command({
      path: ["odd"],
      summary: "y".repeat(300),
      options: [
        option,
        { ...option, name: "b", required: true },
        { ...option, name: "c", type: "choice", choices: Array.from({ length: 40 }, (_, n) => `c${n}`) },
      ],
    });
    expect(checkCommandList(commandsJson([odd]))).toEqual([]);
  });

  it("have a hash that tells one table from another", () => {
    const hash = commandsHash(commandsJson(commands));
    expect(commandsHash(commandsJson([...commands]))).toBe(hash);
    expect(commandsHash(commandsJson(commands.slice(1)))).not.toBe(hash);
  });
});

describe("a form", () => {
  it.each(commands.filter(({ options }) => options.length > 0))(
    "for $path is one that Discord takes",
    (one) => {
      const form = formJson(one);
      expect(checkModal("", { ...form })).toEqual([]);
      expect(filledForm(form.custom_id, { a: "b" })).toEqual({ id: one.path.join(" "), values: { a: "b" } });
    },
  );

  it("is for a button whose command needs more than the button says", () => {
    expect(formOf("watch", [], commands)?.custom_id).toBe("v1|watch");
    expect(formOf("watch", ["OpenAI"], commands)).toBeUndefined();
    expect(formOf("latest", [], commands)).toBeUndefined();
    expect(formOf("mute", [], commands)).toBeUndefined();
    expect(filledForm("mute", {})).toEqual({ id: "", values: {} });
  });

  it("changes a watch, with its query in it, and says which", () => {
    const form = formOf("edit", ["w1", '"super  app"\nOR Spud'], commands);
    expect(checkModal("", { ...form })).toEqual([]);
    expect(form).toMatchObject({
      title: "Change a watch",
      components: [{ component: { custom_id: "query", value: '"super app" OR Spud' } }],
    });
    const press = { id: "instead", args: ["w1", "Sora"] };
    expect(filledForm(form?.custom_id ?? "", { query: "Sora" })).toEqual(press);
    expect(filledForm("v1|mute|0||w1", { query: "Sora" })).not.toHaveProperty("args");
    expect(formOf("edit", ["w1"], commands)?.components).not.toHaveProperty("0.component.value");
  });

  it.each([[[]], [["w".repeat(200), "Sora"]], [["w1", "x".repeat(4001)]]])(
    "opens for no watch that it cannot hold",
    (args) => expect(formOf("edit", args, commands)).toBeUndefined(),
  );
});
