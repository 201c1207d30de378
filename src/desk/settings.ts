import type { Desk, Settings } from "../commands/desk.ts";
import type { Store } from "../store/store.ts";
import { channelKey } from "../watches/channel.ts";

const DEFAULT_SETTINGS: Settings = { coverage: "normal", images: "on", updates: "edit", who: "anyone" };

/** Makes what reads and changes the settings of channels; what a channel has not set has its default. */
export function makeSettings(store: Store): Pick<Desk, "settings" | "set"> {
  const kept = store.kv("settings");
  return {
    async settings(channel) {
      return { ...DEFAULT_SETTINGS, ...(await kept.get<Partial<Settings>>(channelKey(channel))) };
    },
    set: (channel, wanted) => kept.set(channelKey(channel), wanted),
  };
}
