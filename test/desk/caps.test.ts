import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeCaps } from "../../src/desk/caps.ts";
import {
  PREFIXES_PER_SPACE,
  REGEXES_PER_SPACE,
  UNANCHORED_PER_INSTANCE,
  UNANCHORED_PER_SPACE,
} from "../../src/watches/cost.ts";
import type { Query } from "../../src/watches/query.ts";
import type { Watch } from "../../src/watches/watch.ts";
import { aWatch } from "../doubles/samples.ts";
import { abroad, ada, here, nextDoor, openScene, query, type Scene } from "./scene.ts";

/** As many watches with one query. */
const watches = (count: number, text: string, channel = here): Watch[] => {
  const read = query(text);
  return Array.from({ length: count }, (_, n) => aWatch({ id: `${text} ${n}`, text, query: read, channel }));
};

const capIn = (space: readonly Watch[], all: readonly Watch[], wanted: Query, insteadOf?: string) =>
  makeCaps({ of: () => space, all: () => all })(here, wanted, insteadOf);

describe("a new watch passes", () => {
  it.each([
    ["unanchored", "space", UNANCHORED_PER_SPACE, "/[0-9]x?/"],
    ["regexes", "space", REGEXES_PER_SPACE, "/gpt-?[45]/"],
    ["prefixes", "space", PREFIXES_PER_SPACE, "regulat*"],
  ] as const)("the cap of %s in a %s, after as many as are allowed", (what, where, most, text) => {
    const full = watches(most, text);
    const cap = { what, where, most };
    expect(capIn(full, full, query(text))).toEqual(cap);
    expect(capIn(full.slice(1), full.slice(1), query(text))).toBeUndefined();
    expect(capIn(full, full, query(text), full[0]?.id)).toBeUndefined();
    expect(capIn(full, full, query("OpenAI"))).toBeUndefined();
  });

  it("the cap of the instance where many spaces have some", () => {
    const [text, most] = ["/[0-9]x?/", UNANCHORED_PER_INSTANCE];
    const cap = { what: "unanchored", where: "instance", most };
    expect(capIn([], watches(most, text, abroad), query(text))).toEqual(cap);
    expect(capIn([], watches(most - 1, text, abroad), query(text))).toBeUndefined();
  });

  it("no cap with a word beside it that the index finds", () => {
    const full = watches(UNANCHORED_PER_SPACE, "/[0-9]x?/");
    expect(capIn(full, full, query("Sora /[0-9]x?/"))).toBeUndefined();
  });
});

describe("the desk", () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene();
  });
  afterEach(() => scene.store.close());

  it("refuses one more in any channel of the space, not in another one, and takes it for one that goes", async () => {
    const made: string[] = [];
    for (let n = 0; n < UNANCHORED_PER_SPACE; n++) {
      const answer = await scene.desk.watch(n % 2 ? here : nextDoor, ada, `/[${n}-9]x?/`);
      if (answer.kind === "added") made.push(answer.watch.id);
    }
    expect(made).toHaveLength(UNANCHORED_PER_SPACE);
    const more = "/[a-f]y?/";
    expect(await scene.desk.watch(here, ada, more)).toEqual({
      kind: "full",
      text: more,
      what: "unanchored",
      where: "space",
      most: UNANCHORED_PER_SPACE,
    });
    expect(await scene.desk.watches(here)).toHaveLength(UNANCHORED_PER_SPACE / 2);
    expect(await scene.desk.watch(abroad, ada, more)).toMatchObject({ kind: "added" });
    expect(await scene.desk.watch(here, ada, "Sora")).toMatchObject({ kind: "added" });
    expect(await scene.desk.watch(here, ada, more, made[0])).toMatchObject({ kind: "added" });
  });
});
