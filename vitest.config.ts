import { statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest, or waits longest for processes and platforms, so that it is not what all wait for at the end. */
const FIRST = [
  "test/process/process.test.ts",
  "test/faults.test.ts",
  "test/platforms/discord/connection.test.ts",
  "test/apart.test.ts",
  "test/crash.test.ts",
  "test/watches/equivalence/equivalence.test.ts",
];

/** The order is the same on a machine that has not run the tests before. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = FIRST.findIndex((file) => moduleId.endsWith(file));
      return at < 0 ? FIRST.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

/** Where the folders of tests lie: in memory where the system has room for them there, since none outlives the machine. */
function folderOfFolders(): string {
  try {
    const { bavail, bsize } = statfsSync("/dev/shm");
    return bavail * bsize > 1e9 ? "/dev/shm" : tmpdir();
  } catch {
    return tmpdir();
  }
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/setup.ts"],
    env: {
      // Processes that tests start find what earlier ones compiled, as those that people start do.
      NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache"),
      TMPDIR: folderOfFolders(),
    },
    // One module graph for all files: eight times faster, and it keeps us from module mocks and global state.
    isolate: false,
    pool: "threads",
    sequence: { sequencer: LongestFirst },
    // Much of the suite waits for processes, sockets and the disk, so a worker more than cores helps.
    maxWorkers: 3,
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      thresholds: {
        branches: 85,
        "src/{text,stories,watches,alerts}/**": { branches: 100 },
      },
    },
  },
});
