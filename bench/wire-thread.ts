import { parentPort, workerData } from "node:worker_threads";
import { rss } from "../test/doubles/feeds.ts";
import { makeWire } from "../test/doubles/wire.ts";

/** What the main thread asks of the wire: serve so many feeds of so many stories each, or give them all new stories. */
export interface WireOrder {
  readonly feeds: number;
  readonly stories: number;
  /** Changes the ids, links and titles of all stories. */
  readonly edition: number;
}

const wire = await makeWire();
parentPort?.on("message", (order: WireOrder) => {
  serve(order);
  parentPort?.postMessage("served");
});
serve(workerData);
parentPort?.postMessage(wire.origin);

function serve({ feeds, stories, edition }: WireOrder): void {
  for (let feed = 0; feed < feeds; feed++) {
    const items = Array.from({ length: stories }, (_, n) => item(`${edition}-${feed}-${n}`, n));
    wire.put(`/${feed}.xml`, { body: rss(items), contentType: "application/rss+xml", etag: `"${edition}"` });
  }
}

function item(id: string, n: number) {
  const words = `Report ${id} on machines, markets and weather, with some further words so that it has the length of a usual summary. `;
  return {
    id,
    title: `Story ${id} about the state of things`,
    url: `https://news.example/${id}`,
    at: new Date(1.7e12 + n * 1000),
    html: `<p>${words.repeat(3)}</p>`,
  };
}
