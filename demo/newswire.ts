import type { Clock } from "../src/commands/command.ts";
import type { Item } from "../test/doubles/feeds.ts";
import { makeWire } from "../test/doubles/wire.ts";
import { EARLIER, EVENTS, type Event, FEEDS, pageOf } from "./stories.ts";

const BEAT_MS = 1_300;
const FIRST_LOOK_MS = 100;

/** Starts the demo's news wire: three feeds on loopback. `run` lets the news happen once every feed was looked at. */
export async function openNewswire(clock: Clock) {
  const wire = await makeWire();
  const items: Record<Event["feed"], Item[]> = { circuit: [], lab: [], harbour: [] };

  function tell(event: Event, at: Date): void {
    const link = `/stories/${event.slug}`;
    const item = {
      id: event.id ?? event.slug,
      title: event.title,
      url: wire.url(link) + (event.tracking ?? ""),
      at,
      html: event.html,
    };
    const list = items[event.feed];
    // The same id is the same entry, edited; any other goes on top.
    const known = list.findIndex(({ id }) => id === item.id);
    if (known >= 0) list[known] = item;
    else list.unshift(item);
    const { name, path, format } = FEEDS[event.feed];
    wire.publishers[format](path, list, { title: name, link: wire.url("/") });
    wire.put(link, { body: pageOf(event), contentType: "text/html; charset=utf-8" });
  }

  for (const event of EARLIER) tell(event, new Date(clock.now().getTime() - 86_400_000));

  return {
    origin: wire.origin,
    sources: Object.values(FEEDS).map(({ name, path }) => ({
      name,
      url: wire.url(path),
      every: "1s",
      topics: ["demo"],
    })),
    /** Lets one thing happen now. */
    tell: (event: Event) => tell(event, clock.now()),
    async run(signal: AbortSignal): Promise<void> {
      const seen = () => new Set(wire.requests.map(({ path }) => path)).size;
      while (seen() < Object.keys(FEEDS).length) await clock.sleep(FIRST_LOOK_MS, signal);
      for (const event of EVENTS) {
        await clock.sleep(BEAT_MS, signal);
        tell(event, clock.now());
      }
    },
    close: wire.close,
  };
}
