import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/setup.ts"],
    // Processes that tests start find what earlier ones compiled, as those that people start do.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache") },
    // One module graph for all files: eight times faster, and it keeps us from module mocks and global state.
    isolate: false,
    pool: "threads",
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
