import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect } from "vitest";
import { type Program, test } from "../doubles/process.ts";

// What keeps the program from starting, and how it says so.

const PATIENCE = { timeout: 30_000 };
const READY = '"event":"Ready in ';

/** Nothing but these words, and this exit code. */
async function refusal(program: Program): Promise<{ code: unknown; says: string }> {
  const code = await program.ended;
  expect(program.out.text()).toBe("");
  return { code, says: program.err.text() };
}

describe.concurrent("a wrong configuration", PATIENCE, () => {
  test("is told whole, and nothing is started", async ({ scene }) => {
    scene.configure({
      sources: [{ url: "htp://example.com/feed", every: "soon" }],
      watches: [{ channel: "terminal:local/main", query: "-musk" }],
    });
    const { code, says } = await refusal(scene.start({ PORT: "http", LOG_LEVEL: "loud" }));
    expect(code).toBe(2);
    const lines = says.trimEnd().split("\n");
    expect(lines[0]).toBe(`${join(scene.folder, "newshound.yaml")} has 3 problems:`);
    for (const path of ["sources[0].url", "sources[0].every", "watches[0].query", "PORT", "LOG_LEVEL"])
      expect(lines.filter((line) => line.includes(`  ${path} `))).toHaveLength(1);
    expect(lines.at(-1)).toBe("Nothing was started.");
    expect(existsSync(scene.data)).toBe(false);
  });

  test("an .env that cannot be read is told of like any other setting", async ({ scene }) => {
    mkdirSync(join(scene.folder, ".env"));
    expect(await refusal(scene.start())).toEqual({
      code: 2,
      says: expect.stringMatching(/^\.env has 1 problem:\n {2}cannot be read: .+\nNothing was started\.\n$/),
    });
    expect(existsSync(scene.data)).toBe(false);
  });

  test("a word that it does not know is refused", async ({ scene }) => {
    expect(await refusal(scene.start({}, ["dmo"]))).toEqual({
      code: 2,
      says: 'There is no "dmo". Start it without words to run it, with "demo" to see it at work, or with "doctor" to check it.\n',
    });
    expect(existsSync(scene.data)).toBe(false);
  });
});

describe.concurrent("a data folder that cannot be had", PATIENCE, () => {
  test("is refused while another instance has it, which stays unharmed", async ({ scene }) => {
    const first = scene.start();
    await first.err.until(READY);
    const { code, says } = await refusal(scene.start());
    expect(code).toBe(1);
    expect(says).toMatch(
      /^Another Newshound is already running on .+ \(process \d+ on .+, since \d+:\d\d\)\. .+\n$/,
    );
    first.type("/news watch OpenAI");
    await first.out.until("Watching OpenAI");
    first.type("quit");
    expect(await first.ended).toBe(0);
  });

  test("is refused below a file", async ({ scene }) => {
    const file = join(scene.folder, "file");
    writeFileSync(file, "as it was");
    const { code, says } = await refusal(scene.start({ NEWSHOUND_DATA: join(file, "data") }));
    expect(code).toBe(1);
    expect(says).toMatch(/^Newshound cannot write to .+file\/data .+\n$/);
    expect(readFileSync(file, "utf8")).toBe("as it was");
  });

  test("is refused with the database of a newer version, which stays as it is", async ({ scene }) => {
    const first = scene.start();
    first.type("quit");
    expect(await first.ended).toBe(0);
    const file = join(scene.data, "newshound.sqlite");
    const db = new DatabaseSync(file);
    db.exec("PRAGMA user_version = 4000");
    db.close();
    const before = readFileSync(file);
    const { code, says } = await refusal(scene.start());
    expect(code).toBe(1);
    expect(says).toMatch(
      /^The database has schema 4000 and this Newshound knows schemas up to \d+\. Update Newshound, .+\n$/,
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

describe.concurrent("the port", PATIENCE, () => {
  test("serves the health of the program", async ({ scene }) => {
    const program = scene.start({ PORT: "0" });
    await program.err.until(READY);
    const [, origin = ""] = /Health: (http:\/\/localhost:\d+)\/healthz/.exec(program.err.text()) ?? [];
    const ask = async (path: string) => {
      const answer = await fetch(origin + path);
      return { status: answer.status, body: await answer.json() };
    };
    expect(await ask("/healthz")).toEqual({ status: 200, body: { ok: true } });
    expect(await ask("/readyz")).toMatchObject({
      status: 200,
      body: { ok: true, platforms: [{ name: "terminal", state: "up" }] },
    });
    // Nobody reads the alerts any more: the process lives, but it is of no use to anyone.
    program.out.close();
    program.type("/news help", "/news help");
    await program.err.until('"event":"command.answered"', 2);
    expect(await ask("/healthz")).toMatchObject({ status: 200 });
    expect(await ask("/readyz")).toMatchObject({
      status: 503,
      body: { ok: false, platforms: [{ name: "terminal", state: "down" }] },
    });
    program.kill("SIGTERM");
    expect(await program.ended).toBe(0);
  });

  test("that is taken is told of in one sentence, and the data folder is free again", async ({ scene }) => {
    const taken = createServer().listen(0);
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const program = scene.start({ PORT: String(port) });
    expect(await refusal(program)).toEqual({
      code: 1,
      says: `Port ${port} is already in use. Stop what uses it, or set PORT to another number.\n`,
    });
    taken.close();
    expect(existsSync(join(scene.data, "lock.json"))).toBe(false);
  });
});

describe.concurrent("the log", PATIENCE, () => {
  test("greets in six lines of JSON, and keeps secrets to itself", async ({ scene }) => {
    const program = scene.start();
    await program.err.until('"event":"poll.read"');
    const token = "xoxb-1234567890-abcdefghij";
    const url = scene.wire.url(`/none?key=${token}`);
    program.type(`/news watch ${token}`, `/news source add ${url}`, "quit");
    expect(await program.ended).toBe(0);
    const lines = program.log();
    expect(lines.slice(0, 6).map(({ event }) => event)).toEqual([
      expect.stringMatching(/^Newshound \d+\.\d+\.\d+\. It keeps its data in .+\/data\.$/),
      expect.stringMatching(/^Store: 0 stories, \d+\.\d MB\.$/),
      "Sources: 1, the next look in 1 s. Watches: 0.",
      "Platform terminal: up. The terminal is open.",
      "Health: not served; set PORT to serve /healthz.",
      expect.stringMatching(/^Ready in \d+\.\d s\.$/),
    ]);
    for (const { level, time } of lines) {
      expect(["debug", "info", "warn", "error"]).toContain(level);
      expect(new Date(time).toISOString()).toBe(time);
    }
    expect(lines.map(({ event }) => event)).toContain("command.answered");
    expect(program.err.text()).not.toContain("abcdefghij");
  });

  test("may lose its reader, and the program goes on", async ({ scene }) => {
    const program = scene.start();
    await program.err.until(READY);
    program.err.close();
    program.type("/news watch OpenAI");
    await program.out.until("Watching OpenAI");
    scene.publish("unread", "Something else");
    program.type("/news watches");
    await program.out.until("1 watch");
    program.type("quit");
    expect(await program.ended).toBe(0);
  });
});
