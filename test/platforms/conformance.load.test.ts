import { expect, it, onTestFinished, vi } from "vitest";
import { eventually } from "../doubles/eventually.ts";
import { openDiscord } from "./conformance/discord.ts";
import { openLane } from "./conformance/lane.ts";
import { alertsOf } from "./conformance/outbox.ts";
import { openSlack } from "./conformance/slack.ts";
import { inTime, type Stage, sent } from "./conformance/stage.ts";

const turn = () => new Promise((resolve) => setImmediate(resolve));
const ids = (count: number) => Array.from({ length: count }, (_, n) => `a${n + 1}`);
const slowest = (all: readonly number[]) => `${Math.round(Math.max(...all))} ms`;

function watchRejections(): readonly unknown[] {
  const seen: unknown[] = [];
  const note = (reason: unknown) => seen.push(reason);
  process.on("unhandledRejection", note);
  onTestFinished(() => void process.off("unhandledRejection", note));
  return seen;
}

/** So many answers of 429 came, and so many of them right after another one. */
function limited(statuses: readonly number[]) {
  const at = statuses.flatMap((status, index) => (status === 429 ? [index] : []));
  return { times: at.length, twice: at.filter((index) => statuses[index + 1] === 429).length };
}

/** Opens a stage on which what asks for the date of the machine sees that of the test. */
async function openDated<S extends Stage>(open: () => Promise<S>): Promise<S> {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const stage = await open();
  const { clock } = stage;
  const { advance } = clock;
  vi.setSystemTime(clock.now());
  clock.advance = (ms) => {
    advance(ms);
    vi.setSystemTime(clock.now());
  };
  return stage;
}

it("Slack loses none of 250 commands and 5 alerts while a socket is renewed and three attempts fail", async () => {
  const rejections = watchRejections();
  const stage = await openSlack("socket");
  const { double } = stage;
  await stage.start();
  await double.until(() => double.sockets() === 2);
  const lane = await openLane(stage);
  await lane.alerts(ids(5));
  double.refuse(["invalid_auth", "drop", 503]);
  const took: number[] = [];
  const commands = [];
  for (let n = 0; n < 250; n += 1) {
    if (n === 50) double.refreshSockets();
    const began = performance.now();
    const ended = () => void took.push(performance.now() - began);
    const done = double.command("help", { user: "U2" });
    void done.then(ended);
    commands.push(done);
    if (n % 50 === 0) lane.delivery().wake();
    await turn();
  }
  const acked = (await Promise.all(commands)).filter((one) => one.acked).length;
  await lane.settled(ids(5));
  const failed = () => stage.events().filter((event) => event === "slack.connect.failed").length;
  await inTime(stage, () => failed() === 3 && stage.platform().health().state === "up");
  await double.until(() => double.ephemerals.length === 250);
  console.info(
    `Slack: ${acked} of 250 acknowledged, the slowest after ${slowest(took)}; ${failed()} attempts failed; ` +
      `${rejections.length} unhandled rejections; ${alertsOf(stage).length} of 5 alerts.`,
  );
  expect(acked).toBe(250);
  expect(Math.max(...took)).toBeLessThan(3_000);
  expect(alertsOf(stage)).toEqual(ids(5));
  expect(rejections).toEqual([]);
}, 20_000);

it("Discord loses none of 100 commands and 3 alerts over a drop, an op 7 and an op 9", async () => {
  const rejections = watchRejections();
  const stage = await openDiscord();
  const { double } = stage;
  await stage.start();
  const lane = await openLane(stage);
  const { sessions } = double;
  const breaks: Readonly<Record<number, readonly [() => void, () => boolean]>> = {
    25: [() => double.drop(), () => sessions.resumes === 1 && sessions.identifies === 1],
    50: [() => double.op7(), () => sessions.resumes === 2 && sessions.identifies === 1],
    75: [() => double.op9(false), () => sessions.resumes === 2 && sessions.identifies === 2],
  };
  // discord.js lets 5 s of the machine's date pass between two identifications: they have passed.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 5_000 });
  onTestFinished(() => void vi.useRealTimers());
  const took: number[] = [];
  const commands = [];
  for (let n = 0; n < 100; n += 1) {
    const [breaking, mended] = breaks[n] ?? [];
    if (mended) {
      await lane.alerts([`a${n}`]);
      lane.delivery().wake();
    }
    const began = performance.now();
    const ended = () => void took.push(performance.now() - began);
    const done = double.command(["watches"]);
    void done.then(ended);
    commands.push(done);
    breaking?.();
    if (mended) await eventually(() => mended() && double.isConnected(), 20_000);
    await turn();
  }
  const acked = (await Promise.all(commands)).filter((one) => one.acked).length;
  await lane.settled(["a25", "a50", "a75"]);
  console.info(
    `Discord: ${acked} of 100 answered, the slowest after ${slowest(took)}; ${sessions.resumes} resumes, ` +
      `${sessions.identifies} identifies; ${rejections.length} unhandled rejections; ${alertsOf(stage).length} of 3 alerts.`,
  );
  expect(acked).toBe(100);
  expect(alertsOf(stage)).toEqual(["a25", "a50", "a75"]);
  expect(stage.wrongs()).toEqual([]);
  expect(rejections).toEqual([]);
}, 30_000);

it("Discord takes 7 alerts of one channel in order, 5 in 5 s, and is never asked too early", async () => {
  const stage = await openDated(() => openDiscord({ buckets: true }));
  await stage.start();
  const lane = await openLane(stage);
  await lane.alerts(ids(7));
  stage.trouble.limit(3);
  const seconds = await lane.settled(ids(7));
  const posts = stage.double.calls.filter(({ method, path }) => method === "POST" && /messages$/.test(path));
  const { times, twice } = limited(posts.map(({ status }) => status));
  console.info(
    `Discord: 7 alerts within ${seconds} s by ${posts.length} requests; ${times} answered by 429, ${twice} of them twice in a row.`,
  );
  expect(alertsOf(stage)).toEqual(ids(7));
  expect({ times, twice }).toEqual({ times: 1, twice: 0 });
  expect(seconds).toBeGreaterThanOrEqual(5);
});

it("Slack takes 5 alerts of one channel in order, one a second, and is never asked too early", async () => {
  const stage = await openSlack("socket", { paceLimit: true });
  await stage.start();
  const lane = await openLane(stage);
  await lane.alerts(ids(5));
  const card = { kind: "notice", title: { text: "Just before" }, parts: [], buttons: [] } as const;
  const signal = AbortSignal.timeout(9_000);
  sent(await stage.platform().post(stage.channel, card, { key: "before", signal }));
  const seconds = await lane.settled(ids(5));
  const posts = stage.double.calls.filter(({ method }) => method === "chat.postMessage");
  const { times, twice } = limited(posts.map(({ status }) => status));
  console.info(
    `Slack: 5 alerts within ${seconds} s by ${posts.length - 1} requests; ${times} answered by 429, ${twice} of them twice in a row.`,
  );
  expect(alertsOf(stage)).toEqual(ids(5));
  expect({ times, twice }).toEqual({ times: 1, twice: 0 });
});
