import type { Alert } from "../../../src/alerts/alert.ts";
import type { Card } from "../../../src/commands/command.ts";
import { makeHandlers } from "../../../src/commands/handlers.ts";
import { commands } from "../../../src/commands/table.ts";
import { makeDesk, makeSource, makeStory, makeWatch } from "../../doubles/desk.ts";
import { NOW } from "./cards.ts";

const channel = { platform: "terminal", space: "local", id: "main" };
const at = (minutes: number) => ({ now: NOW, minutes });
const TEXT = "OpenAI told its staff that the film tool will go, so that a new model gets its computers.";

const stories = [
  makeStory('OpenAI’s video tool Sora ends for "Spud"', TEXT, at(12)),
  ...Array.from({ length: 60 }, (_, n) => makeStory(`The lab hires: jobs, part ${n}`, TEXT, at(60 + n))),
  ...Array.from({ length: 100 }, (_, n) => makeStory(`Markets on day ${n}`, TEXT, at(300 + n))),
  makeStory("A super app by OpenAI", TEXT, at(500)),
  makeStory("The app that is super", "", at(600)),
];

const watches = ["OpenAI", "Sora -spud", "Veo"].map((text) =>
  makeWatch(text, channel, new Date("2025-05-01T09:00:00Z")),
);
const [told] = stories;
const because = [{ term: "OpenAI", via: "possessive", field: "title", start: 0, end: 8 }] as const;
const alert: Alert = {
  id: "a",
  channel,
  story: told?.id ?? "",
  matches: [{ watch: watches[0]?.id ?? "", query: "OpenAI", because }],
  verdict: { kind: "told", dispatch: "a", by: "post" },
  decidedAt: NOW,
};

const [, joining, other] = stories;
const near = {
  story: "",
  coverage: "",
  similarity: 0.41,
  how: "similar",
  because: ["lab", "hires", "jobs"],
} as const;
const inText = [{ term: "OpenAI", field: "body", start: 0, end: 6 }] as const;
const joined: Alert = {
  ...alert,
  id: "b",
  story: joining?.id ?? "",
  matches: [{ watch: watches[0]?.id ?? "", query: "OpenAI", because: inText }],
  verdict: { kind: "joined", alert: "a", near },
};
const message = { channel, id: "m", url: "https://chat.example.com/archives/C1/p1" };
const lead = other && { story: { ...other, sourceName: "The Verge" }, message };
const page = { kind: "read", removed: "Veo is out for all" } as const;

/** Returns the answer to a line, with the real commands on a desk in memory. */
async function answer(line: string): Promise<Card> {
  const { desk } = makeDesk({
    now: NOW,
    stories,
    sources: [makeSource("https://example.com/feed.xml", { now: NOW })],
    watches: [...watches],
    known: {
      [told?.url ?? ""]: { alert, toldAt: told?.firstSeenAt, state: "sent" },
      [joining?.url ?? ""]: {
        alert: joined,
        ...(lead && { lead }),
        ...(joining && { story: { ...joining, page, updatedAt: NOW } }),
      },
    },
  });
  const log = { info: () => {}, error: () => {} };
  const handlers = makeHandlers({ commands, desk, log });
  const person = { id: "U1", name: "Ann" };
  const invocation = { id: line, channel, person, mayManage: async () => true, options: {} };
  return (await handlers.line(line, invocation)).card;
}

/** Answers as the commands give them, by the name of their golden file. */
export const answers: Readonly<Record<string, Card>> = {
  "too-much": await answer("test OpenAI -veo"),
  phrase: await answer("watch super app"),
  nearest: await answer("latest OpneAI video"),
  best: await answer("search OpenAI count:2"),
  why: await answer(`why ${told?.url}`),
  "why-joined": await answer(`why ${joining?.url}`),
  operators: await answer("help query"),
};
