import { rss } from "../test/doubles/feeds.ts";
import { makeWire } from "../test/doubles/wire.ts";

/** What the wire is to serve: so many feeds of so many stories each. */
export interface WireOrder {
  readonly feeds: number;
  readonly stories: number;
}

const wire = await makeWire();
serve(JSON.parse(process.argv[2] ?? ""));
process.send?.(wire.origin);

function serve({ feeds, stories }: WireOrder): void {
  for (let feed = 0; feed < feeds; feed++) {
    const items = Array.from({ length: stories }, (_, n) => item(`${feed}-${n}`, n));
    wire.put(`/${feed}.xml`, { body: rss(items), contentType: "application/rss+xml", etag: '"1"' });
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
