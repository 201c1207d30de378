import { makeWire } from "../../test/doubles/wire.ts";

/** Serves pages on so many ports, each a host of its own, and tells the origins to whom it was started by. */
const wires = await Promise.all(Array.from({ length: Number(process.argv[2]) }, () => makeWire()));
const ordinary = page(60_000);
const [long, huge] = [page(1_900_000), page(10_000_000)];
for (const wire of wires) {
  for (const [path, body] of Object.entries({ ordinary, long, huge, endless: ordinary, hoarding: ordinary }))
    wire.put(`/${path}`, { body, contentType: "text/html; charset=utf-8" });
}
process.send?.(wires.map(({ origin }) => origin));

/** A page of about so many characters: a story between links, as outlets have it. */
function page(length: number): string {
  const paragraph = (n: number) =>
    `<p>Paragraph ${n} of the story says that the bridge over the river stays shut, and <a href="/${n}">why</a> the council of the town has come to think so.</p>`;
  const link = (n: number) =>
    `<li class="item"><a href="/story/${n}"><span>Another story, number ${n}</span></a></li>`;
  const body = Array.from({ length: Math.ceil(length / 330) }, (_, n) => [
    paragraph(n),
    link(n),
    link(n + 1),
  ]);
  const [story, links] = [body.map(([one]) => one), body.flatMap(([, ...more]) => more)];
  return `<!doctype html><title>The bridge stays shut</title><nav><ul>${links.join("")}</ul></nav><main><article><h1>The bridge stays shut</h1>${story.join("")}</article></main>`;
}
