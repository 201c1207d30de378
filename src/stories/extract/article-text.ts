import { type Block, blocksOf } from "./blocks.ts";
import { parsePage } from "./dom.ts";
import { lighten } from "./lighten.ts";
import { partLines } from "./lines.ts";

const TAG = /<\/?[a-z][^<>]{0,200}>/i;

/** Returns the lines of an `articleBody`, which may hold HTML, entities, or HTML written in entities. */
export function articleText(body: string, title: string): readonly Block[] {
  const once = linesOf(body);
  const isWrittenTwice = !TAG.test(body) && once.some((one) => TAG.test(one.text));
  const lines = isWrittenTwice ? linesOf(once.map((one) => one.text).join("\n")) : once;
  return partLines(lines, title).kept;
}

function linesOf(html: string): readonly Block[] {
  return blocksOf(parsePage(lighten(html.replaceAll(/\r?\n/g, "<br>")).html).body);
}
