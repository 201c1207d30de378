import type { Alert } from "../../src/alerts/alert.ts";
import type { Fetcher, Source } from "../../src/sources/source.ts";
import type { Store } from "../../src/store/store.ts";
import { urlKey } from "../../src/stories/identity.ts";
import type { Channel } from "../../src/watches/channel.ts";
import type { TestClock } from "./clock.ts";
import { type Item, rss } from "./feeds.ts";
import { type House, makeWorld, openHouse, pollOnce } from "./house.ts";
import { makePlatform, makeTruth } from "./platform.ts";
import { aSource, newsroom } from "./samples.ts";

/** Several papers that one house reads, each a source of its own. */
export function makePress(store: Store, clock: TestClock) {
  const truth = makeTruth();
  /** What each paper lists now, newest first. */
  const feeds: Record<string, Item[]> = {};
  const fetch: Fetcher = async (url) => {
    const name = new URL(url).hostname.split(".")[0] ?? "";
    return { kind: "body", url, bytes: new TextEncoder().encode(rss(feeds[name] ?? [])) };
  };

  return {
    truth,
    feeds,
    open(more: Partial<Parameters<typeof openHouse>[0]> = {}): Promise<House> {
      const platform = makePlatform(truth, { now: clock.now });
      return openHouse({ store, world: makeWorld(), clock, platform, fetch, ...more });
    },
    /** Makes a paper a source and polls it once, which is silent. */
    async add(house: House, name: string, more: Partial<Source> = {}): Promise<void> {
      const url = `https://${name}.example/feed.xml`;
      await store.sources.put(aSource({ id: name, name: `The ${name}`, url, ...more }));
      await pollOnce(house, name);
    },
    /** Adds a story to the front of a paper. */
    publish(name: string, id: string, more: Partial<Item> = {}): Item {
      const item: Item = {
        id,
        title: `OpenAI opens its office number ${id}`,
        url: `https://news.example/${id}`,
        at: clock.now(),
        html: `What office ${id} is for.`,
        ...more,
      };
      feeds[name] = [item, ...(feeds[name] ?? [])];
      return item;
    },
    /** Polls papers one after the other, a minute later. */
    async poll(house: House, ...names: readonly string[]): Promise<void> {
      clock.advance(60_000);
      for (const name of names) await pollOnce(house, name);
    },
    /** The titles that stand in the channels of a space. */
    told: ({ platform, space }: Channel = newsroom) =>
      truth.messages
        .filter(({ channel }) => channel.startsWith(`${platform}:${space}/`))
        .map(({ card }) => card.title?.text),
    async alertOf(link: string, channel: Channel = newsroom): Promise<Alert | undefined> {
      const story = await store.stories.byUrl(urlKey(link));
      return story && store.alerts.of(channel, story.id);
    },
  };
}
