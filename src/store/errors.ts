import { codeOf, messageOf } from "../text/error.ts";

/** How the store can fail: see the sentence that `storeError` makes of each. */
export type StoreFault =
  | "locked" // another Newshound has the data folder
  | "newer" // the database was written by a newer Newshound
  | "unwritable" // the data folder cannot be made or written
  | "full" // no space is left on the disk
  | "corrupt" // what is stored cannot be read
  | "stale" // a plan was decided on what is no longer so, such as a digest that has gone out since; decide again
  | "failed"; // anything else the database refused

/** Thrown by every method of the store that did not do its work; then nothing of that call is stored. */
export class StoreError extends Error {
  readonly code: StoreFault;
  constructor(code: StoreFault, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "StoreError";
    this.code = code;
  }
}

/** SQLite's primary result codes that mean something to people: https://www.sqlite.org/rescode.html */
const SQLITE_FAULTS: Readonly<Record<number, StoreFault>> = {
  3: "unwritable", // PERM
  8: "unwritable", // READONLY
  11: "corrupt", // CORRUPT
  13: "full", // FULL
  14: "unwritable", // CANTOPEN
  26: "corrupt", // NOTADB
};

const FILE_FAULTS: Readonly<Record<string, StoreFault>> = {
  EACCES: "unwritable",
  EEXIST: "unwritable",
  ENOENT: "unwritable",
  ENOTDIR: "unwritable",
  EPERM: "unwritable",
  EROFS: "unwritable",
  EDQUOT: "full",
  ENOSPC: "full",
};

/** Returns the StoreError that an error of SQLite, the file system or JSON at this place amounts to. */
export function storeError(error: unknown, place: string): StoreError {
  if (error instanceof StoreError) return error;
  const detail = codeOf(error) === "ERR_INVALID_STATE" ? "it is closed" : messageOf(error);
  const code = faultOf(error);
  return new StoreError(code, sentence(code, place, detail), error);
}

/** Does work at this place. Throws every error of it as a StoreError. */
export function attempt<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storeError(error, place);
  }
}

/** Returns whether SQLite refused because someone else holds the lock (SQLITE_BUSY). */
export function isBusy(error: unknown): boolean {
  return resultCode(error) === 5;
}

function faultOf(error: unknown): StoreFault {
  if (error instanceof SyntaxError) return "corrupt";
  const result = resultCode(error);
  if (result !== undefined) return SQLITE_FAULTS[result] ?? "failed";
  return FILE_FAULTS[codeOf(error)] ?? "failed";
}

/** The primary result code is the low byte of the extended one. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error && "errcode" in error && typeof error.errcode === "number")) return undefined;
  return error.errcode & 0xff;
}

function sentence(code: StoreFault, place: string, detail: string): string {
  switch (code) {
    case "unwritable":
      return `Newshound cannot write to ${place} (${detail}). Give its user write access there, or set NEWSHOUND_DATA to another folder.`;
    case "full":
      return `The disk that holds ${place} is full, so nothing more can be stored. Free some space there; what was stored before is unharmed.`;
    case "corrupt":
      return `${place} holds something that Newshound cannot read (${detail}). Put a backup in its place and delete the -wal and -shm beside it, or set NEWSHOUND_DATA to another folder.`;
    default:
      return `The database ${place} refused: ${detail}.`;
  }
}
