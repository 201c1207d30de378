import type { Desk, Settings } from "../commands/desk.ts";
import type { Store } from "../store/store.ts";
import { type Channel, channelKey } from "../watches/channel.ts";

const DEFAULT_SETTINGS: Settings = {
  coverage: "normal",
  images: "on",
  updates: "edit",
  who: "anyone",
  translate: "off",
};

/** Returns the settings of a channel: the defaults, but for what was changed there. */
export async function settingsOf(store: Store, channel: Channel): Promise<Settings> {
  const changed = await store.kv("settings").get<Partial<Settings>>(channelKey(channel));
  return { ...DEFAULT_SETTINGS, ...changed };
}

/** Makes what people may ask and change about the settings of a channel. */
export function makeSettings(store: Store): Pick<Desk, "settings" | "set"> {
  return {
    settings: (channel) => settingsOf(store, channel),
    set: (channel, wanted) => store.kv("settings").set(channelKey(channel), wanted),
  };
}
