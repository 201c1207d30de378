import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);
const script = fileURLToPath(new URL("../../bench/bomb.ts", import.meta.url));

// In a process of its own, which also must end by itself although its fetcher is never closed.
test.each(["gzip", "br", "zstd"])(
  "a %s bomb of 200 MB is refused with less than 30 MB",
  async (coding) => {
    const { stdout } = await run(process.execPath, ["--expose-gc", script, coding], { timeout: 20_000 });
    const grown = Number(/grew by (-?[\d.]+) MB/.exec(stdout)?.[1]);
    expect(grown).toBeLessThan(30);
  },
  20_000,
);
