import { parentPort, workerData } from "node:worker_threads";
import { makeWords } from "../../src/text/words.ts";

// Counts how often a reader looks at the units of texts. In a thread of its own, since it bends the language for that.

let visits = 0;

for (const name of ["charCodeAt", "codePointAt"] as const) {
  const original = String.prototype[name];
  Object.defineProperty(String.prototype, name, {
    value(this: string, at: number) {
      visits += 1;
      return original.call(this, at);
    },
  });
}

/** Counts each access to a unit, and each unit that is cut out or filled. */
function counted(units: Uint16Array): Uint16Array {
  return new Proxy(units, {
    get(target, name) {
      if (typeof name === "string" && /^\d+$/.test(name)) visits += 1;
      const value = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      return (...args: number[]) => {
        if (name === "subarray") visits += (args[1] as number) - (args[0] as number);
        return Reflect.apply(value, target, args);
      };
    },
  });
}

const words = makeWords();
let units = counted(words.units);
Object.defineProperty(words, "units", {
  get: () => units,
  set(replaced: Uint16Array) {
    units = counted(replaced);
  },
});

parentPort?.postMessage(
  (workerData as readonly string[]).map((text) => {
    // What is known of characters is learned once, and counts for no text.
    words.read(text);
    visits = 0;
    words.read(text);
    return visits / text.length;
  }),
);
