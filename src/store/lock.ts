import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { isBusy, StoreError } from "./errors.ts";

/** Two that start at once may see each other; one of them has the lock after so many ms. */
const PATIENCE_MS = 100;

/**
 * Takes the data folder for this process; returns what gives it back.
 *
 * The lock is an open EXCLUSIVE transaction on a database of its own: the kernel frees it when the process
 * ends, however it ends. That file must never be read by other means from within this process, because
 * closing any handle on it drops a POSIX lock (https://www.sqlite.org/howtocorrupt.html, section 2.2).
 * Throws StoreError `locked`, which names the holder, and otherwise what the file system throws.
 */
export function takeLock(folder: string, now: Date): () => void {
  const lock = new DatabaseSync(join(folder, "lock.sqlite"), { timeout: PATIENCE_MS });
  const holderFile = join(folder, "lock.json");
  try {
    lock.exec("BEGIN EXCLUSIVE");
    writeFileSync(
      holderFile,
      JSON.stringify({ pid: process.pid, host: hostname(), since: now.toISOString() }),
    );
  } catch (error) {
    lock.close();
    throw isBusy(error) ? refusal(folder, holderFile, now) : error;
  }
  return () => {
    rmSync(holderFile, { force: true });
    lock.close();
  };
}

function refusal(folder: string, holderFile: string, now: Date): StoreError {
  const holder = readHolder(holderFile);
  const who = holder
    ? ` (process ${holder.pid} on ${holder.host}, since ${clockTime(new Date(holder.since), now)})`
    : "";
  return new StoreError(
    "locked",
    `Another Newshound is already running on ${folder}${who}. Stop it, or set NEWSHOUND_DATA to another folder.`,
  );
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

/** The file only serves the message: where it is missing or damaged, the message names nobody. */
function readHolder(file: string): Holder | undefined {
  try {
    const holder: Partial<Holder> = JSON.parse(readFileSync(file, "utf8"));
    return holder.pid && holder.host && holder.since ? (holder as Holder) : undefined;
  } catch {
    return undefined;
  }
}

/** Local time such as `9:12`, with the day where that is not today. */
function clockTime(at: Date, now: Date): string {
  const time = `${at.getHours()}:${String(at.getMinutes()).padStart(2, "0")}`;
  if (at.toDateString() === now.toDateString()) return time;
  return `${at.toLocaleDateString("en-GB", { day: "numeric", month: "long" })}, ${time}`;
}
