// Commits one plan after another until it is killed, and says the number of each once it is stored.
// Run as: node test/store/committer.ts <folder> <first number>
import { writeSync } from "node:fs";
import { openStore } from "../../src/store/sqlite.ts";
import { START, storyPlan } from "./plans.ts";

const [folder = "", first = "1"] = process.argv.slice(2);
const store = await openStore({ folder, now: () => START });
for (let n = Number(first); ; n++) {
  await store.commit(storyPlan(n));
  writeSync(1, `${n}\n`);
}
