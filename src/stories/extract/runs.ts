import { childrenOf, isElement, nameOf, type PageElement, type PageNode, tidySpace } from "./dom.ts";
import { endsSentence } from "./furniture.ts";
import { isBlock } from "./kinds.ts";
import { isExcerptLength, isHeadlineMeasure, type Measures, measureOf } from "./measure.ts";

/** A line that stands directly in an element, between line breaks or blocks. */
interface Run {
  readonly nodes: readonly PageNode[];
  readonly text: string;
  readonly links: number;
}

/** Cuts the headlines that are all link and the excerpts under them where nothing but line breaks parts them. */
export function cutRuns(parent: PageElement, measures: Measures): void {
  const children = childrenOf(parent);
  const elements = children.filter(isElement);
  if (elements.some((one) => nameOf(one) === "br")) cutPairs(runsOf(children, measures));
  for (const child of elements) if (measureOf(measures, child).links > 0) cutRuns(child, measures);
}

function cutPairs(runs: readonly Run[]): void {
  for (const [at, run] of runs.entries()) {
    const next = runs[at + 1];
    if (!next || !isHeadlineMeasure({ text: run.text.length, links: run.links })) continue;
    if (next.links > 0 || !isExcerptLength(next.text.length) || endsSentence(next.text)) continue;
    for (const node of [...run.nodes, ...next.nodes]) node.remove();
  }
}

function runsOf(children: readonly PageNode[], measures: Measures): readonly Run[] {
  const runs: Run[] = [];
  let nodes: PageNode[] = [];
  const end = () => {
    const text = tidySpace(nodes.map((node) => node.textContent).join(""));
    const links = nodes.reduce(
      (sum, node) => sum + (isElement(node) ? measureOf(measures, node).links : 0),
      0,
    );
    if (text) runs.push({ nodes, text, links });
    nodes = [];
  };
  for (const child of children) {
    if (isElement(child) && isBlock(child)) end();
    else nodes.push(child);
  }
  end();
  return runs;
}
