import { parentPort } from "node:worker_threads";
import { type PageBytes, readPage } from "./page.ts";
import type { FromThread } from "./thread.ts";

const tell = (message: FromThread) => parentPort?.postMessage(message);

// What goes wrong here ends the thread; another takes its place.
parentPort?.on("message", (page: PageBytes) => tell({ kind: "done", read: readPage(page) }));
tell({ kind: "ready" });
