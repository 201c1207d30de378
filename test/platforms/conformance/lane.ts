import { onTestFinished } from "vitest";
import type { Dispatch } from "../../../src/alerts/dispatch.ts";
import { openStore } from "../../../src/store/sqlite.ts";
import type { Store } from "../../../src/store/store.ts";
import type { TestClock } from "../../doubles/clock.ts";
import { makeWorld, openHouse } from "../../doubles/house.ts";
import { aDispatch, anAlert, aStory } from "../../doubles/samples.ts";
import type { Stage } from "./stage.ts";

/** So many seconds may pass until a lane has come to its end. */
const SECONDS = 7_200;

/** The real outbox and store behind the platform of a stage. */
export async function openLane(stage: Stage, onUnknown: "repeat" | "skip" = "repeat") {
  const { clock } = stage;
  const store = await openStore({ folder: ":memory:", now: clock.now });
  onTestFinished(() => store.close());
  const open = () =>
    openHouse({ store, world: makeWorld(), clock: hurried(clock), platform: stage.platform(), onUnknown });
  let house = await open();

  return {
    store,
    lost: () => house.lost,
    delivery: () => house.delivery,
    /** The same outbox with another process around it. */
    async reopen(): Promise<void> {
      house = await open();
    },
    alerts: (ids: readonly string[]) => enqueue(store, stage, ids),
    dispatch: (id: string) => store.dispatches.get(id),
    /** Lets second after second pass until something holds; gives the seconds that it took. */
    async until(holds: () => unknown | Promise<unknown>): Promise<number> {
      const since = clock.now().getTime();
      for (let second = 0; second < SECONDS; second += 1) {
        await house.delivery.idle();
        if (await holds()) return (clock.now().getTime() - since) / 1000;
        clock.advance(1_000);
      }
      throw new Error(`It did not happen within ${SECONDS} s: ${holds}`);
    },
    /** The same until all that was given is sent or dead. */
    async settled(ids: readonly string[]): Promise<number> {
      const isOver = async (id: string) => /sent|dead/.test((await store.dispatches.get(id))?.state ?? "");
      return await this.until(async () => (await Promise.all(ids.map(isOver))).every(Boolean));
    },
  };
}

/** A clock whose sleepers pass the time themselves: the pause between two posts takes no real time. */
function hurried(clock: TestClock): TestClock {
  return {
    ...clock,
    async sleep(ms) {
      clock.advance(ms);
    },
  };
}

async function enqueue(store: Store, { clock, channel }: Stage, ids: readonly string[]): Promise<void> {
  const now = clock.now();
  const dispatches: Dispatch[] = ids.map((id) => aDispatch({ id, channel, dueAt: now, createdAt: now }));
  await store.commit({
    stories: ids.map((id) => aStory({ id, title: `Alert ${id}`, publishedAt: now, firstSeenAt: now })),
    sightings: [],
    alerts: ids.map((id) =>
      anAlert({
        id,
        story: id,
        channel,
        verdict: { kind: "told", dispatch: id, by: "post" },
        decidedAt: now,
      }),
    ),
    dispatches,
    seen: [],
  });
}
