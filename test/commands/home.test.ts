import { describe, expect, it } from "vitest";
import type { Action, Card, Part } from "../../src/commands/command.ts";
import { LISTED } from "../../src/commands/home.ts";
import { cardText } from "../doubles/card-text.ts";
import { makeWatch } from "../doubles/desk.ts";
import { ANN, HERE, makeScene, NOW } from "./scene.ts";

const DIRECT = { ...HERE, id: "@U1" };
const SECRET = { ...HERE, id: "C2" };
const names: Record<string, string> = { C1: "#news" };
const ann = {
  space: "slack:T1",
  id: "U1",
  place: async ({ id }: { id: string }) => names[id],
};
const openai = makeWatch("OpenAI", HERE, NOW, ANN);
const mine = makeWatch("Sora", DIRECT, NOW, ANN);
const filed = makeWatch("Qwen", HERE, NOW);

const rowsOf = (card: Card) =>
  card.parts.filter((part): part is Part & { kind: "rows" } => part.kind === "rows");
const buttonsOf = (card: Card): readonly Action[] =>
  rowsOf(card).flatMap(({ buttons = [] }) => buttons.flat());

describe("home", () => {
  it("lists the watches of a space by channel, one's own first, then how all is doing", async () => {
    const paused = { ...openai, pausedUntil: new Date(NOW.getTime() + 3_600_000) };
    const scene = makeScene({ watches: [paused, filed, mine], told: { [openai.id]: 3 } });
    expect(cardText(await scene.handlers.home(ann))).toBe(
      [
        "Watched in this workspace",
        "Your direct messages  1 watch",
        "Sora | never",
        "#news  2 watches",
        "OpenAI | 3 a day | paused until <time 2026-05-04T13:00>",
        "Qwen | never | by configuration",
        "To watch more, type /news watch in the channel that is to be told, or add a watch of your own here.",
        "All well. No sources yet; 3 watches; 0 alerts waiting; no alert yet.",
        "[Add your own]",
      ].join("\n"),
    );
  });

  it("gives each watch its buttons, which act on its channel", async () => {
    const paused = { ...mine, pausedUntil: new Date(NOW.getTime() + 3_600_000) };
    const card = await makeScene({ watches: [openai, filed, paused] }).handlers.home(ann);
    const at = (id: string) => ({ channel: `slack:T1/${id}` });
    expect(buttonsOf(card)).toEqual([
      { id: "resume", args: [mine.id], label: "Resume", ...at("@U1") },
      { id: "edit", args: [mine.id, "Sora"], label: "Edit", ...at("@U1") },
      {
        id: "stop",
        args: [mine.id],
        label: "Stop",
        confirm: "Stop watching Sora in your direct messages?",
        ...at("@U1"),
      },
      { id: "mute", args: [openai.id], label: "Pause 1 day", ...at("C1") },
      { id: "edit", args: [openai.id, "OpenAI"], label: "Edit", ...at("C1") },
      {
        id: "stop",
        args: [openai.id],
        label: "Stop",
        confirm: "Stop watching OpenAI in #news?",
        ...at("C1"),
      },
      { id: "mute", args: [filed.id], label: "Pause 1 day", ...at("C1") },
    ]);
  });

  it("has buttons that do what they say", async () => {
    const scene = makeScene({ watches: [openai] });
    const press = async (label: string) => {
      const found = buttonsOf(await scene.handlers.home(ann)).find((one) => one.label === label);
      return scene.press(found?.id ?? "", found?.args ?? []);
    };
    expect(await press("Pause 1 day")).toContain("OpenAI is paused here");
    expect(await press("Resume")).toContain("OpenAI is watched again");
    expect(await press("Stop")).toContain("OpenAI is no longer watched here");
    expect(cardText(await scene.handlers.home(ann))).toContain("Nothing is watched here yet");
  });

  it("shows nothing of channels that the reader may not know of, nor of other spaces and people", async () => {
    const others = [
      makeWatch("hidden", SECRET, NOW, ANN),
      makeWatch("theirs", { ...HERE, id: "@U2" }, NOW, ANN),
      makeWatch("abroad", { ...HERE, space: "T2" }, NOW, ANN),
    ];
    const scene = makeScene({ watches: [openai, ...others] });
    const told = {
      ...ann,
      place: async ({ id }: { id: string }) => names[id] ?? (id === "@U2" ? "Ben" : undefined),
    };
    const text = cardText(await scene.handlers.home(told));
    expect(text).toContain("OpenAI");
    expect(text).not.toMatch(/hidden|theirs|abroad/);
    const { place: _, ...unknowing } = ann;
    expect(cardText(await scene.handlers.home(unknowing))).not.toContain("#news");
  });

  it("lists forty, and says that there are more", async () => {
    const many = Array.from({ length: 50 }, (_, n) => makeWatch(`word${n}`, HERE, NOW, ANN));
    const scene = makeScene({ watches: many });
    const card = await scene.handlers.home(ann);
    expect(rowsOf(card).flatMap(({ rows }) => rows)).toHaveLength(LISTED);
    expect(cardText(card)).toContain("and 10 more: /news watches in the channel");
    expect(cardText(card)).not.toContain("other channels");
    scene.state.watches.push(makeWatch("late", SECRET, NOW, ANN));
    expect(cardText(await scene.handlers.home(ann))).not.toContain("other channels");
    const everywhere = { ...ann, place: async ({ id }: { id: string }) => `#${id}` };
    expect(cardText(await scene.handlers.home(everywhere))).toContain("More is watched in other channels");
  });

  it("shortens a query that is too long to be read", async () => {
    const long = makeWatch(Array.from({ length: 40 }, (_, n) => `word${n}`).join(" "), HERE, NOW, ANN);
    const card = await makeScene({ watches: [long] }).handlers.home(ann);
    const [row] = rowsOf(card)[0]?.rows ?? [];
    expect(JSON.stringify(row)).toContain("…");
    expect(buttonsOf(card).find(({ id }) => id === "edit")?.args).toEqual([long.id, long.text]);
  });
});
