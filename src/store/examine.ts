// What the doctor finds out about the data folder, beside a bot that may run on it.
import { accessSync, constants, existsSync, opendirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Finding } from "../platforms/platform.ts";
import { attempt, StoreError } from "./errors.ts";
import { takeLock } from "./lock.ts";
import { MIGRATIONS, schemaOf } from "./migrations.ts";

/** With less room than this the disk is as good as full, in bytes. */
const ROOM_BYTES = 100_000_000;

/** What is in the data folder that others look at further. */
export interface Examined {
  readonly findings: readonly Finding[];
  /** The channels with watches, in their written form. */
  readonly channels: readonly string[];
  /** What is polled. */
  readonly sources: readonly { readonly name: string; readonly url: string }[];
}

/** Checks that the data folder can be written, who holds it, its room and its schema. Changes nothing; does not throw. */
export function examineFolder(folder: string, now: Date): Examined {
  const nothing = { channels: [], sources: [] };
  const findings: Finding[] = [];
  const check = (look: () => Finding) => findings.push(orWrong(look));
  check(() => writable(folder));
  if (findings.some(({ state }) => state === "wrong")) return { findings, ...nothing };
  check(() => room(folder));
  if (!existsSync(folder)) return { findings, ...nothing };
  check(() => holder(folder, now));
  const file = join(folder, "newshound.sqlite");
  if (!existsSync(file)) return { findings, ...nothing };
  let held: Omit<Examined, "findings"> = nothing;
  check(() => {
    const read = attempt(file, () => readDatabase(file));
    held = read;
    return read.finding;
  });
  return { findings, channels: held.channels, sources: held.sources };
}

function orWrong(look: () => Finding): Finding {
  try {
    return look();
  } catch (error) {
    return { state: "wrong", says: error instanceof Error ? error.message : String(error) };
  }
}

function writable(folder: string): Finding {
  return attempt(folder, () => {
    if (!existsSync(folder)) {
      accessSync(nearest(folder), constants.W_OK | constants.X_OK);
      // A file in the way is no folder, whoever may write to it.
      opendirSync(nearest(folder)).closeSync();
      return right(`The data folder ${folder} will be made at the first start.`);
    }
    const probe = join(folder, `.doctor-${process.pid}`);
    writeFileSync(probe, "");
    rmSync(probe);
    return right(`The data folder ${folder} can be written.`);
  });
}

/** The lowest folder above that is there. */
function nearest(folder: string): string {
  const path = resolve(folder);
  return existsSync(path) ? path : nearest(dirname(path));
}

function room(folder: string): Finding {
  const { bavail, bsize } = statfsSync(nearest(folder));
  const bytes = bavail * bsize;
  const free = bytes < 1e9 ? `${Math.floor(bytes / 1e6)} MB` : `${Math.floor(bytes / 1e9)} GB`;
  if (bytes >= ROOM_BYTES) return right(`There is room on its disk: ${free}.`);
  return {
    state: "wrong",
    says: `Its disk is nearly full: ${free} are left.`,
    fix: "Free some space there, or set NEWSHOUND_DATA to another folder.",
  };
}

function holder(folder: string, now: Date): Finding {
  try {
    attempt(join(folder, "lock.sqlite"), () => takeLock(folder, now))();
    return right("No Newshound is running on it.");
  } catch (error) {
    if (!(error instanceof StoreError && error.code === "locked")) throw error;
    const [, who = ""] = / (\(process [^)]*\))\./.exec(error.message) ?? [];
    return right(`A Newshound is running on it${who && ` ${who}`}.`);
  }
}

function readDatabase(file: string): { readonly finding: Finding } & Omit<Examined, "findings"> {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 1_000 });
  try {
    const [schema, newest] = [schemaOf(db), MIGRATIONS.length];
    if (schema > newest) {
      const says = `The database has schema ${schema} and this Newshound knows schemas up to ${newest}.`;
      const fix = "Update Newshound, or set NEWSHOUND_DATA to another folder.";
      return { finding: { state: "wrong", says, fix }, channels: [], sources: [] };
    }
    if (schema < newest) {
      const says = `The database has schema ${schema}; the next start brings it to ${newest}, after a copy.`;
      return { finding: { state: "note", says }, channels: [], sources: [] };
    }
    const channels = db.prepare("SELECT DISTINCT channel FROM watch ORDER BY channel").all();
    const sources = db.prepare("SELECT name, url FROM source WHERE disabled = 0 ORDER BY name, url").all();
    return {
      finding: right(`The database has schema ${schema}, the newest.`),
      channels: channels.map(({ channel }) => String(channel)),
      sources: sources.map(({ name, url }) => ({ name: String(name), url: String(url) })),
    };
  } finally {
    db.close();
  }
}

const right = (says: string): Finding => ({ state: "right", says });
