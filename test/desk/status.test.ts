import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Dispatch } from "../../src/alerts/dispatch.ts";
import { openLiveWatches } from "../../src/desk/live.ts";
import { makeStatus } from "../../src/desk/status.ts";
import { makePlatform, makeTruth } from "../doubles/platform.ts";
import { aDispatch, MORNING, plus } from "../doubles/samples.ts";
import { failing } from "../doubles/store.ts";
import { plan } from "../store/plans.ts";
import { abroad, ada, everyones, here, nextDoor, openScene, ours, type Scene, theirs } from "./scene.ts";

let scene: Scene;
beforeEach(async () => {
  const blind = makePlatform(makeTruth(), { name: "blind", find: false, now: () => MORNING });
  scene = await openScene({ platforms: (usual) => [usual, blind] });
});
afterEach(() => scene.store.close());

const dispatches = (...some: readonly Dispatch[]) => scene.store.commit(plan({ dispatches: some }));
const rest = (channel: typeof here, detail: string, fix?: string) =>
  scene.store.lanes.rest({
    channel,
    since: MORNING,
    detail,
    probeAt: plus(MORNING, 1000),
    ...(fix ? { fix } : {}),
  });

describe("status", () => {
  it("tells of an empty house", async () => {
    const health = { state: "up", since: new Date(0), detail: "in memory" };
    expect(await scene.desk.status(here)).toEqual({
      sources: [],
      watches: 0,
      waiting: 0,
      dead: 0,
      resting: [],
      platforms: [
        { name: "test", find: true, ...health },
        { name: "blind", find: false, ...health },
      ],
      onUnknown: "repeat",
    });
  });

  it("counts what the space may see, and the watches of the channel", async () => {
    await scene.put(everyones, ours, theirs);
    await scene.desk.watch(here, ada, "Sora");
    await scene.desk.watch(nextDoor, ada, "Sora");
    const sent = { state: "sent", attempts: 1 } as const;
    await dispatches(
      aDispatch({ id: "a" }),
      aDispatch({ id: "b", channel: nextDoor, state: "unknown" }),
      aDispatch({ id: "c", state: "dead" }),
      aDispatch({ id: "d", attemptedAt: plus(MORNING, 1000), ...sent }),
      aDispatch({ id: "e", channel: abroad }),
      aDispatch({ id: "f", channel: abroad, attemptedAt: plus(MORNING, 9000), ...sent }),
    );
    const status = await scene.desk.status(here);
    expect(status).toMatchObject({ watches: 1, waiting: 2, dead: 1, lastSentAt: plus(MORNING, 1000) });
    expect(status.sources.map(({ id }) => id)).toEqual(["everyones", "ours"]);
    expect(await scene.desk.status(abroad)).toMatchObject({
      watches: 0,
      waiting: 1,
      dead: 0,
      lastSentAt: plus(MORNING, 9000),
    });
  });

  it("says why nothing can be stored, and nothing of it once something can", async () => {
    let isFull = true;
    const store = failing(scene.store, (call) => (isFull && call.endsWith(".set") ? "before" : undefined));
    const live = await openLiveWatches(store);
    const status = makeStatus({ ...scene.desk, store, live, platforms: new Map(), onUnknown: "repeat" });
    expect(await status(here)).toMatchObject({ storeFault: expect.stringMatching(/^Injected: /) });
    isFull = false;
    expect(await status(here)).not.toHaveProperty("storeFault");
  });

  it("names the resting channels of the space that asks, and no others", async () => {
    await dispatches(
      aDispatch({ id: "a", channel: nextDoor }),
      aDispatch({ id: "b", channel: nextDoor }),
      aDispatch({ id: "c", channel: abroad }),
    );
    await rest(nextDoor, "not in the channel", "Invite me.");
    await rest(abroad, "archived");
    const { resting } = await scene.desk.status(here);
    expect(resting).toMatchObject([
      { channel: nextDoor, since: MORNING, detail: "not in the channel", fix: "Invite me.", waiting: 2 },
    ]);
    expect((await scene.desk.status(abroad)).resting).toMatchObject([{ channel: abroad, waiting: 1 }]);
  });
});
