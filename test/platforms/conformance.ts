// One suite for every platform. What a platform has no part in is skipped, with its name and the reason.
import { describe, it } from "vitest";
import { life } from "./conformance/life.ts";
import { outbox } from "./conformance/outbox.ts";
import { saying } from "./conformance/saying.ts";
import type { Face, Lacks, Stage } from "./conformance/stage.ts";
import { talking } from "./conformance/talking.ts";

/** Declares a case, which needs parts of a platform and is run on a stage of its own. */
export type Check = (
  name: string,
  needs: readonly (keyof Lacks)[],
  run: (stage: Stage) => Promise<void>,
) => void;

/** Declares the whole suite for a platform. */
export function testPlatform(face: Face): void {
  const check: Check = (name, needs, run) => {
    const lack = needs.find((need) => face.lacks[need] !== undefined);
    if (lack === undefined) return it(name, async () => run(await face.open()));
    const why = `${name}: skipped, for ${face.lacks[lack]}`;
    console.info(`${face.name} ${why}`);
    it.skip(why, () => {});
  };
  describe(`${face.name} conforms:`, () => {
    life(check);
    talking(check);
    saying(check);
    outbox(check);
  });
}
