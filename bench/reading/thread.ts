import { parentPort } from "node:worker_threads";
import { type PageBytes, readPage } from "../../src/sources/read/page.ts";

const ENDLESS_MS = 5_000;

// A thread as the reader has them, for which two kinds of pages are as bad as a page can be.
parentPort?.on("message", (page: PageBytes) => {
  if (page.url.endsWith("/endless")) for (const from = Date.now(); Date.now() - from < ENDLESS_MS; );
  if (page.url.endsWith("/hoarding")) hoard();
  parentPort?.postMessage({ kind: "done", read: readPage(page) });
});
parentPort?.postMessage({ kind: "ready" });

function hoard(): never {
  for (const kept: number[][] = []; ; ) kept.push(Array.from({ length: 1_000 }, (_, n) => n + kept.length));
}
