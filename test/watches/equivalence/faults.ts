import type { Fault } from "./planting.ts";

/** Mistakes in different places of the index; each makes it give other answers than the oracle. */
export const FAULTS: readonly Fault[] = [
  {
    name: "an anchor taken from what must not come",
    file: "watches/index/program.ts",
    find: "if (kind !== ALL && kind !== ANY) return undefined;",
    replace:
      "if (kind === NOT) return anchorsOf(program, at + HEAD, costOf);\nif (kind === UNKNOWN) return undefined;",
  },
  {
    name: "anchors for the first alternative alone",
    file: "watches/index/program.ts",
    find: "terms: [...new Set(sure.flatMap(({ terms }) => terms))],",
    replace: "terms: sure[0]?.terms ?? [],",
  },
  {
    name: "phrases that go on behind the end of a sentence",
    file: "watches/index/spotter.ts",
    find: "this.#base + (words.position[row] as number)",
    replace: "this.#base + row",
  },
  {
    name: "phrases that go on from the title into the text",
    file: "watches/index/spotter.ts",
    find: "this.#base = this.#position + 2;",
    replace: "this.#base = this.#position + 1;",
  },
  {
    name: "fields that are not looked at",
    file: "watches/index/program.ts",
    find: "(both & FIELDS) !== 0 && ",
    replace: "",
  },
  {
    name: "capitals that are not asked for",
    file: "watches/index/program.ts",
    find: "(element.capitals ? CAPITALS : 0)",
    replace: "0",
  },
  {
    name: "C found in C++",
    file: "watches/index/program.ts",
    find: '(element.after === "" ? FOLLOWED : 0)',
    replace: "0",
  },
  {
    name: "possessives that are not found without their apostrophe",
    file: "watches/index/spotter.ts",
    find: "this.#look(hash, from, to, S, flags);",
    replace: "",
  },
  {
    name: "the last letter of a run left out",
    file: "watches/index/spotter.ts",
    find: "this.#lengths(keys, start, to, withins,",
    replace: "this.#lengths(keys, start, to - 1, withins,",
  },
  {
    name: "parts of words that nobody is said to want",
    file: "watches/index/vocabulary.ts",
    find: "this.#sieve.add(hashOf(text));",
    replace: "",
  },
  {
    name: "plurals that are left out where they are not named themselves",
    file: "text/simple-words.ts",
    find: "return wanted.has(stem) || (before | TO_SMALL) === SMALL_E;",
    replace: "return false;",
  },
  {
    name: "queries that are held against one story and no other",
    file: "watches/index/queries.ts",
    find: "if (this.#records.first(slot) === this.#story) return false;",
    replace: "if (this.#records.first(slot) !== 0) return false;",
  },
  {
    name: "a field that is read no more when one of its watches goes",
    file: "watches/index/queries.ts",
    find: "this.#fields = uses > 0 ?",
    replace: "this.#fields = by > 0 ?",
  },
  {
    name: "distances that nobody verifies",
    file: "watches/condition.ts",
    find: "return { condition, exact: false };",
    replace: "return { condition, exact: true };",
  },
  {
    name: "sites without what lies below them",
    file: "watches/site.ts",
    find: 'labels.map((_, at) => labels.slice(at).join("."))',
    replace: '[labels.join(".")]',
  },
  {
    name: "an id that loses its place when it is replaced",
    file: "watches/matcher.ts",
    find: "const number = known || enter(id);",
    replace: "if (known) ids.drop(known);\nconst number = enter(id);",
  },
];
