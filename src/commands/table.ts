import { latest, search } from "./ask.ts";
import type { Command } from "./command.ts";
import { exportWatches } from "./export.ts";
import { makeHelp } from "./help.ts";
import { pause, resume } from "./pausing.ts";
import { settings } from "./settings.ts";
import { add, check, list, remove } from "./source.ts";
import { status } from "./status.ts";
import { test, watch } from "./watch.ts";
import { unwatch, watches } from "./watches.ts";
import { why } from "./why.ts";

/** All commands under `/news`, the same on every platform, in the order in which help shows them. */
export const commands: readonly Command[] = [
  watch,
  watches,
  unwatch,
  pause,
  resume,
  test,
  latest,
  search,
  why,
  add,
  remove,
  list,
  check,
  settings,
  exportWatches,
  status,
  makeHelp(() => commands),
];
