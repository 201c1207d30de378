import { describe, expect, it } from "vitest";
import type { Platform } from "../src/platforms/platform.ts";
import { openStore } from "../src/store/sqlite.ts";
import type { Store } from "../src/store/store.ts";
import { cardText } from "./doubles/card-text.ts";
import { makeClock } from "./doubles/clock.ts";
import type { House } from "./doubles/house.ts";
import { makePlatform, type Truth } from "./doubles/platform.ts";
import { makePress } from "./doubles/press.ts";
import { newsroom } from "./doubles/samples.ts";
import { failing } from "./doubles/store.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Longer than any window in which the news of one day could meet that of another. */
const DAYS = 5 * 24 * HOUR;

/** One fault in a day: which call throws, whether it took effect, and whether the bot goes on or is started anew. */
interface Fault {
  readonly at: number;
  readonly when: "before" | "after";
  readonly life: "goes on" | "starts anew";
}

/** What two papers write on one day: the first two titles are of one event, of which the first is changed later. */
interface Day {
  readonly first: string;
  readonly second: string;
  readonly changed: string;
  readonly other: string;
}

/** What a day came to. */
interface Outcome {
  readonly wrong: readonly string[];
  readonly calls: readonly string[];
}

/** The calls that change nothing: to fail before or after is the same for them. */
const READ =
  /^(?:find|stories\.(?:get|latest|covered|parted)|alerts\.(?:past|get|of|joinedTo)|watches\.all|sources\.get|lanes\.resting|dispatches\.(?:heads|pending|get)|kv\(\w+\)\.(?:get|getMany))$/;

/** A name that nobody else bears, so that no day is taken for another. */
function nameOf(number: number, ending: string): string {
  const syllables = ["ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su"];
  const name = [...String(number).padStart(3, "0")].map((digit) => syllables[Number(digit)]).join("");
  return name.charAt(0).toUpperCase() + name.slice(1) + ending;
}

function dayOf(number: number): Day {
  const [tool, model] = [nameOf(number, "x"), nameOf(number, "th")];
  return {
    first: `OpenAI to end ${tool} and put its compute behind ${model}`,
    second: `OpenAI shuts down ${tool} video tool to free compute for ${model}`,
    changed: `OpenAI ends ${tool}: all compute goes to ${model}`,
    other: `OpenAI opens an office in ${nameOf(number, "ham")}`,
  };
}

/**
 * A newsroom that reads two papers and lives through many days: the store stays, the bot is started anew each day.
 * `covers` and `edits` can be taken away, to see that they are missed.
 */
async function openNewsroom({ covers = true, edits = true } = {}) {
  const clock = makeClock();
  const file = await openStore({ folder: ":memory:", now: clock.now });
  const press = makePress(file, clock);
  let meet: (call: string) => Fault["when"] | undefined = () => undefined;
  const store: Store = failing(file, (call) => meet(call));
  const whole = makePlatform(press.truth, { now: clock.now });
  const deaf: Platform = { ...whole, edit: async (message) => ({ kind: "sent", message }) };
  const platform = failingPlatform(edits ? whole : deaf, (call) => meet(call));
  const wake = () => press.open({ store, platform, ...(covers && { covers }) });
  const house = await wake();
  await house.desk.watch(newsroom, { id: "ann", name: "Ann" }, "OpenAI");
  for (const paper of ["wire", "times"]) await press.add(house, paper);
  let days = 0;

  /** Lives through a day with one fault, and holds what stands in the channel against what was written. */
  return async function live(fault?: Fault): Promise<Outcome> {
    clock.advance(DAYS);
    const day = dayOf(++days);
    const calls: string[] = [];
    let isStruck = false;
    press.truth.messages.length = 0;
    Object.assign(press.feeds, { wire: [], times: [] });
    meet = (call) => {
      calls.push(call);
      if (calls.length !== fault?.at) return undefined;
      isStruck = true;
      return fault.when;
    };

    let house: House | undefined;
    async function doing(work: (house: House) => Promise<void>): Promise<void> {
      const before = isStruck;
      try {
        house ??= await wake();
        await work(house);
      } catch (error) {
        if (!isStruck) throw error;
      }
      if (isStruck === before) return;
      if (fault?.life === "starts anew") house = undefined;
      await doing(work);
    }

    const link = (paper: string, name: string) => ({ url: `https://${paper}.example/${name}-${days}` });
    const told = "staff were told on Tuesday, while its video tool is shut down to free computing power.";
    const read = (...papers: string[]) => doing((awake) => press.poll(awake, ...papers));
    press.publish("wire", `event-${days}`, {
      title: day.first,
      html: `So ${told}`,
      ...link("wire", "event"),
    });
    await read("wire");
    press.publish("times", `event-${days}`, {
      title: day.second,
      html: `All ${told}`,
      ...link("times", "event"),
    });
    press.publish("times", `other-${days}`, {
      title: day.other,
      html: "By the river.",
      ...link("times", "other"),
    });
    await read("times");
    Object.assign(press.feeds["wire"]?.[0] ?? {}, { title: day.changed });
    await read("wire");
    // Nothing new: what is still open gets its time.
    clock.advance(2 * MINUTE);
    await read("wire", "times");
    clock.advance(HOUR);
    await doing(({ delivery }) => delivery.idle());
    return { wrong: wrongOf(day, press.truth), calls };
  };
}

function failingPlatform(platform: Platform, meet: (call: string) => Fault["when"] | undefined): Platform {
  const wrap = <A extends unknown[], R>(name: string, call: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      const when = meet(name);
      if (when === "before") throw new Error("the connection broke before");
      const result = await call(...args);
      if (when === "after") throw new Error("the answer was lost");
      return result;
    };
  };
  const { post, edit, find } = platform;
  return {
    ...platform,
    post: wrap("post", post),
    edit: wrap("edit", edit),
    ...(find && { find: wrap("find", find) }),
  };
}

/** Returns what is not as it should be at the end of a day; nothing where all is well. */
function wrongOf(day: Day, { messages }: Truth): readonly string[] {
  const event = messages.filter(({ card }) =>
    [day.first, day.second, day.changed].includes(card.title?.text ?? ""),
  );
  const other = messages.filter(({ card }) => card.title?.text === day.other);
  const shown = event[0]?.edits.at(-1) ?? event[0]?.card;
  const origin = shown ? (cardText(shown).split("\n")[1] ?? "") : "";
  const claims: Readonly<Record<string, boolean>> = {
    "one message for the event": event.length === 1,
    "one for the other event": other.length === 1 && other[0]?.edits.length === 0,
    "no other message": messages.length === event.length + other.length,
    "the message names the second paper once": origin.split("The times").length === 2,
    "the message bears the new title": shown?.title?.text === day.changed,
  };
  return Object.keys(claims).filter((claim) => !claims[claim]);
}

/** Every fault of a day with these calls. One that only reads goes on or starts anew, in turn; any other does both. */
function faultsOf(calls: readonly string[]): readonly Fault[] {
  return calls.flatMap((call, index): readonly Fault[] => {
    const at = index + 1;
    if (READ.test(call)) return [{ at, when: "before", life: at % 2 ? "goes on" : "starts anew" }];
    return (["before", "after"] as const).flatMap((when) =>
      (["goes on", "starts anew"] as const).map((life) => ({ at, when, life })),
    );
  });
}

/** Lives through a day for each of some faults, and returns those that left something wrong. */
async function wrongAfter(
  live: (fault: Fault) => Promise<Outcome>,
  calls: readonly string[],
): Promise<readonly object[]> {
  const found: object[] = [];
  for (const fault of faultsOf(calls)) {
    const call = calls[fault.at - 1];
    const { wrong } = await live(fault);
    if (wrong.length > 0) found.push({ ...fault, call, wrong });
  }
  return found;
}

// Hundreds of days take their second.
describe("when two papers tell one event, and one call of store or platform throws", {
  timeout: 30_000,
}, () => {
  it("one message names both and bears the new title, and another event has its own", async () => {
    const live = await openNewsroom();
    const { wrong, calls } = await live();
    expect(wrong).toEqual([]);
    for (const call of ["commit", "stories.covered", "alerts.past", "alerts.joinedTo", "post", "edit"])
      expect(calls).toContain(call);
    expect(await wrongAfter(live, calls)).toEqual([]);
  });

  it("can fail: without coverage, and where edits do not arrive", async () => {
    const apart = await openNewsroom({ covers: false });
    expect((await apart()).wrong).toContain("one message for the event");
    const deaf = await openNewsroom({ edits: false });
    expect((await deaf()).wrong).toEqual([
      "the message names the second paper once",
      "the message bears the new title",
    ]);
  });
});
