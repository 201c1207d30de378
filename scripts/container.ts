import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { messageOf } from "../src/text/error.ts";
import { readDockerfile, type Step, words } from "./dockerfile.ts";

// Does what the Dockerfile says without a Docker engine: the same copies and the same install in a clean folder, then the
// same entry point in the same environment. It stands or falls by /healthz and by a clean end on SIGTERM.
//
//   node scripts/container.ts

const START_MS = 20_000;
const STOP_MS = 10_000;
const project = fileURLToPath(new URL("..", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "newshound-container-"));
const app = join(root, "app");

try {
  mkdirSync(app);
  const steps = readDockerfile(readFileSync(join(project, "Dockerfile"), "utf8"));
  steps.forEach(build);
  await run(steps);
} catch (error) {
  say("failed", messageOf(error));
  process.exitCode = 1;
} finally {
  rmSync(root, { recursive: true, force: true });
}

function build({ name, text }: Step): void {
  if (name === "FROM" && !text.startsWith(`node:${process.versions.node.split(".")[0]}-`))
    throw new Error(`the image is ${text}, this is Node ${process.versions.node}`);
  if (name === "COPY") copy(words(text));
  if (name === "RUN") install(text);
}

function copy(paths: readonly string[]): void {
  const target = paths.at(-1) ?? "";
  const from = paths.slice(0, -1);
  const sent = readFileSync(join(project, ".dockerignore"), "utf8").split("\n");
  const missing = from.filter((path) => !sent.includes(`!${path}`));
  if (missing.length > 0) throw new Error(`${missing.join(", ")}: kept from the build by .dockerignore`);
  for (const path of from)
    cpSync(join(project, path), join(app, target, target.endsWith("/") ? path : ""), { recursive: true });
  say("copied", from.join(", "));
}

function install(text: string): void {
  if (!text.startsWith("npm ")) {
    say("left out", `${text} (it needs a container)`);
    return;
  }
  const [command = "", ...args] = words(text);
  const { status } = spawnSync(command, args, { cwd: app, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`${text}: exit code ${status}`);
  say("ran", text);
}

async function run(steps: readonly Step[]): Promise<void> {
  const entry: string[] = JSON.parse(steps.find(({ name }) => name === "ENTRYPOINT")?.text ?? "[]");
  const env = environment(steps, await freePort());
  const started = Date.now();
  const child = spawn(process.execPath, entry.slice(1), {
    cwd: app,
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  try {
    await healthy(child, `http://127.0.0.1:${env["PORT"]}/healthz`);
    say("healthy", `after ${Date.now() - started} ms`);
    const check = steps.find(({ name }) => name === "HEALTHCHECK")?.text ?? "";
    const probe: string[] = JSON.parse(check.slice(check.indexOf("[")));
    const { status } = spawnSync(process.execPath, probe.slice(1), { env, stdio: "inherit" });
    if (status !== 0) throw new Error(`HEALTHCHECK: exit code ${status}`);
    say("ran", "HEALTHCHECK");
    await stop(child);
  } finally {
    child.kill("SIGKILL");
  }
}

/** The image's environment, with its folder and port moved, and without sources: a check asks no publisher for anything. */
function environment(steps: readonly Step[], port: number): Record<string, string> {
  const fixed = steps.filter(({ name }) => name === "ENV").flatMap(({ text }) => words(text));
  const env = Object.fromEntries(fixed.map((pair) => pair.split(/=(.*)/s, 2) as [string, string]));
  if (!existsSync(join(app, "config/newshound.yaml"))) throw new Error("config/newshound.yaml is not copied");
  const config = join(root, "empty.yaml");
  writeFileSync(config, "");
  return { ...env, NEWSHOUND_CONFIG: config, NEWSHOUND_DATA: join(root, "data"), PORT: String(port) };
}

async function healthy(child: ChildProcess, url: string): Promise<void> {
  const until = Date.now() + START_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null)
      throw new Error(`ended with exit code ${child.exitCode} before it was healthy`);
    const answer = await fetch(url).catch(() => undefined); // Not listening yet.
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`/healthz did not answer within ${START_MS / 1000} s`);
}

async function stop(child: ChildProcess): Promise<void> {
  const started = Date.now();
  const ended = once(child, "exit", { signal: AbortSignal.timeout(STOP_MS) });
  child.kill("SIGTERM");
  const [code, signal] = await ended.catch(() => [`none within ${STOP_MS / 1000} s`]);
  if (code !== 0) throw new Error(`after SIGTERM: exit code ${code ?? signal}`);
  say("ended", `by SIGTERM, exit code 0, after ${Date.now() - started} ms`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

function say(what: string, detail: string): void {
  process.stdout.write(`container: ${what.padEnd(8)} ${detail}\n`);
}
