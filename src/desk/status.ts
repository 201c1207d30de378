import type { OnUnknown } from "../alerts/transitions.ts";
import type { Writer } from "../alerts/writer.ts";
import type { Desk, Status } from "../commands/desk.ts";
import type { Platform } from "../platforms/platform.ts";
import type { Store } from "../store/store.ts";
import { messageOf } from "../text/error.ts";
import { type Channel, spaceKey } from "../watches/channel.ts";
import type { LiveWatches } from "./live.ts";

interface Parts {
  readonly store: Store;
  readonly sources: Desk["sources"];
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly live: LiveWatches;
  readonly onUnknown: OnUnknown;
  readonly writer?: Pick<Writer, "counts">;
}

/** Makes what tells how all is doing, as far as it concerns the space of the channel that asks. */
export function makeStatus({ store, sources, platforms, live, onUnknown, writer }: Parts) {
  const trial = store.kv("trial");

  async function resting(space: string): Promise<Status["resting"]> {
    const lanes = (await store.lanes.resting()).filter(({ channel }) => spaceKey(channel) === space);
    return Promise.all(
      lanes.map(async (lane) => ({
        ...lane,
        waiting: (await store.dispatches.pending(lane.channel)).length,
      })),
    );
  }

  /** Asks by writing: reading goes on where the disk is full, and then nothing that comes in is kept. */
  async function storeFault(): Promise<Pick<Status, "storeFault">> {
    try {
      await trial.set("status", true);
      return {};
    } catch (error) {
      return { storeFault: messageOf(error) };
    }
  }

  return async (channel: Channel): Promise<Status> => ({
    sources: await sources.list(channel),
    watches: live.in(channel).length,
    ...(await store.dispatches.counts(spaceKey(channel))),
    resting: await resting(spaceKey(channel)),
    platforms: [...platforms.values()].map((platform) => ({
      name: platform.name,
      ...platform.health(),
      find: platform.can.find,
    })),
    onUnknown,
    ...(writer && { writing: writer.counts() }),
    ...(await storeFault()),
  });
}
