import type { Clock } from "../commands/command.ts";
import type { Desk, Loss } from "../commands/desk.ts";
import type { Platform } from "../platforms/platform.ts";
import type { Store } from "../store/store.ts";
import { type Channel, channelKey, spaceKey } from "../watches/channel.ts";
import type { LiveWatches } from "./live.ts";

/** So long the watches of a channel or space that the bot has lost are kept, in ms: 30 days. */
export const GRACE_MS = 30 * 86_400_000;
/** A record that nothing is watched under any more goes by itself, in ms. */
const RECORD_MS = 2 * GRACE_MS;

interface Parts {
  readonly store: Pick<Store, "kv">;
  readonly live: LiveWatches;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly clock: Pick<Clock, "now">;
}

/** What becomes of the watches where the bot was taken out. */
export interface Removals extends Pick<Desk, "left" | "returned"> {
  /** Drops the watches whose channel or space has been lost for 30 days by now; returns how many. */
  forget(now: Date): Promise<number>;
}

/** Makes the memory of what was lost, and since when. Watches of the configuration file are the operator's, and stay. */
export function makeRemovals({ store, live, platforms, clock }: Parts): Removals {
  const lost = store.kv("removed");

  async function returned(channel: Channel): Promise<readonly Loss[]> {
    const ended: Loss[] = [];
    for (const where of keysOf(channel)) {
      const since = await lost.get<number>(where);
      if (since === undefined) continue;
      await lost.delete(where);
      ended.push({ where, since: new Date(since) });
    }
    return ended;
  }

  return {
    async left({ space, channel }) {
      const where = channel ? channelKey(channel) : space;
      const known = await lost.get<number>(where);
      // What is lost twice is lost since the first time.
      const since = known ?? clock.now().getTime();
      if (known === undefined) await lost.set(where, since, RECORD_MS);
      return { where, since: new Date(since) };
    },
    returned,
    async forget(now) {
      let dropped = 0;
      for (const channel of channelsOf(live)) {
        const since = (await lost.getMany<number>(keysOf(channel))).filter((at) => at !== undefined);
        if (since.length === 0) continue;
        if (await isOpen(platforms, channel)) await returned(channel);
        else if (Math.min(...since) + GRACE_MS <= now.getTime()) dropped += await dropAll(live, channel);
      }
      return dropped;
    },
  };
}

function keysOf(channel: Channel): readonly string[] {
  return [channelKey(channel), spaceKey(channel)];
}

function channelsOf(live: LiveWatches): readonly Channel[] {
  const inChat = live.all().filter(({ origin }) => origin === "chat");
  return [...new Map(inChat.map(({ channel }) => [channelKey(channel), channel])).values()];
}

/**
 * Whether the platform lets the bot write there all the same: it was let in again while nobody was looking, or it needs
 * no invitation. A platform that is down is no witness.
 */
async function isOpen(platforms: Parts["platforms"], channel: Channel): Promise<boolean> {
  const platform = platforms.get(channel.platform);
  if (!platform || platform.health().state === "down") return false;
  const place = await platform.describe(channel).catch(() => undefined);
  return place?.canPost === true;
}

async function dropAll(live: LiveWatches, channel: Channel): Promise<number> {
  const gone = live.in(channel).filter(({ origin }) => origin === "chat");
  for (const watch of gone) await live.drop(watch);
  return gone.length;
}
