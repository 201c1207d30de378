import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entryOf } from "../../src/stories/coverage/lexicon.ts";
import { type Coverage, type CoverageStory, makeCoverage } from "../../src/stories/coverage.ts";
import { isNearEnough, type Near, NORMAL, STRICT } from "../../src/stories/near.ts";

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 4, 4, 12);
let count = 0;

/** A story of its own; what is not given means nothing. */
function story(
  title: string,
  given: Partial<Omit<CoverageStory, "title">> & { hours?: number } = {},
): CoverageStory {
  count += 1;
  const { hours = 0, ...rest } = given;
  return { id: `n${count}`, title, text: "", url: "", publishedAt: new Date(NOON + hours * HOUR), ...rest };
}

function coverageOf(...stories: readonly CoverageStory[]): Coverage {
  const coverage = makeCoverage();
  for (const one of stories) take(coverage, one);
  return coverage;
}

/** What the caller does with each story; returns the coverage that it came under. */
function take(coverage: Coverage, one: CoverageStory): string {
  const joined = nearEnough(coverage, one)?.coverage ?? one.id;
  coverage.add(one, joined);
  return joined;
}

function nearEnough(coverage: Coverage, one: CoverageStory): Near | undefined {
  return coverage.near(one).find((near) => isNearEnough(near, "normal"));
}

const joins = (before: CoverageStory, after: CoverageStory) => nearEnough(coverageOf(before), after);

const SPUD = story("OpenAI to end Sora and put its compute behind Spud", {
  text: "OpenAI told staff that its next model, code-named Spud, has finished pre-training. The company will shut down Sora, its flagship video generation tool, to free computing power.",
});
const SPUD_TOO = story("OpenAI shuts down video tool Sora as new model Spud nears", {
  text: "OpenAI is closing Sora, the video generation tool, so that its computing power can go to a model named Spud, staff were told.",
});
const QWEN = story("Alibaba shows Qwen model with a million words of memory", {
  text: "Alibaba has shown a new member of its Qwen family, which remembers a million words. Developers can try it from Monday.",
});

describe("what is the same", () => {
  it("is known by its link, whatever its title", () => {
    const url = "https://post.example/a/spud?utm_source=x";
    const found = joins(
      story("Old title of it", { url }),
      story("Quite another line", { url: "http://www.post.example/a/spud" }),
    );
    expect(found).toMatchObject({ how: "url", similarity: 1 });
  });
  it.each(["https://post.example", "https://post.example/", "no link", ""])(
    "is not known by the link %j",
    (url) => {
      expect(
        joins(story("Ferry sinks off Skarholm", { url }), story("Baker wins bread prize", { url })),
      ).toBeUndefined();
    },
  );
  it("is not known by a link that three titles share", () => {
    const url = "https://post.example/ticker";
    const three = [
      "Ferry sinks off Skarholm coast",
      "Baker wins golden bread prize",
      "Lake Brunn freezes in spring",
    ];
    const coverage = makeCoverage();
    for (const title of three) coverage.add(story(title, { url }), title);
    expect(coverage.near(story("Mayor opens bridge at Ellery", { url }))).toEqual([]);
  });
  it("is known by its text, and by it rather than by its title", () => {
    const { text, title } = SPUD;
    expect(joins(SPUD, story("Sora is over", { text: `  ${text.toUpperCase()}!` }))).toMatchObject({
      how: "content",
      similarity: 1,
    });
    expect(joins(SPUD, story(title, { text }))).toMatchObject({ how: "content" });
  });
  it("is not known by a text that does not speak of the title", () => {
    const text =
      "Please log in to read on. Our reporters need your support, and so does the press as a whole. You can leave at any time, and the first month costs nothing at all.";
    expect(
      joins(story("Ferry sinks off Skarholm coast", { text }), story("Baker wins golden prize", { text }))
        ?.how,
    ).not.toBe("content");
  });
  it("is not known by a short text", () => {
    const text = "The ferry sank.";
    expect(
      joins(story("Ferry sinks off Skarholm", { text }), story("Ferry: the end", { text }))?.how,
    ).not.toBe("content");
  });
  it("is known by its title, without what outlets put around it", () => {
    const plain = story("Ferry Aurelia sinks off Skarholm");
    const dressed = story("UPDATE 2-Ferry Aurelia sinks off Skarholm - Example Post");
    expect(joins(plain, dressed)).toMatchObject({ how: "title", similarity: 1 });
    expect(joins(dressed, plain)).toMatchObject({ how: "title" });
  });
  it("is read quickly in a title that is made to be slow", () => {
    const hostile = `update${" ".repeat(50_000)}${"1 ".repeat(50_000)}${" - A".repeat(50_000)}`;
    expect(joins(SPUD, story(hostile))).toBeUndefined();
  });
  it("is not known by a title of few words or of a column", () => {
    expect(joins(story("Ferry sinks"), story("Ferry sinks!"))?.how).not.toBe("title");
    const column = "Five things to know this morning";
    expect(joins(story(column), story(column))?.how).not.toBe("title");
  });
  it("is not known by a title over two quite different texts", () => {
    const title = "Letters from our readers in Skarholm and Brunn";
    const one = story(title, { text: `${SPUD.text} ${SPUD_TOO.text}` });
    const other = story(title, {
      text: "Potatoes grow badly in wet soil, writes a gardener. Her neighbour disagrees, praises horse manure and recommends planting beneath oak trees before Easter frost.",
    });
    expect(joins(one, other)?.how).not.toBe("title");
  });
  it("counts as its strongest proof, in one row", () => {
    const url = "https://post.example/x/1";
    const found = coverageOf(story(SPUD.title, { url, text: SPUD.text })).near(
      story(SPUD.title, { url, text: SPUD.text }),
    );
    expect(found.map(({ how }) => how)).toEqual(["url"]);
  });
});

describe("how near is near enough", () => {
  const near = (similarity: number, how: Near["how"] = "similar"): Near => {
    return { story: "a", coverage: "a", similarity, how, because: [] };
  };
  it.each([
    ["exact", near(0.99), false],
    ["exact", near(1, "title"), true],
    ["normal", near(NORMAL), true],
    ["normal", near(NORMAL - 0.01), false],
    ["strict", near(STRICT), true],
    ["strict", near(STRICT - 0.01), false],
    ["strict", near(1, "url"), true],
  ] as const)("%s: %o", (level, one, expected) => expect(isNearEnough(one, level)).toBe(expected));

  it("is for whoever asks to say: what is less near is named, too", () => {
    const vague = story(
      "Five video tools that film schools use while they wait for Sora and its rivals to settle",
    );
    const [found] = coverageOf(SPUD).near(vague);
    expect(found?.similarity).toBeLessThan(NORMAL);
  });
});

describe("two events told in the same words", () => {
  it.each([
    [
      "Arsenal beat Leeds 2-0",
      "Arsenal beat Everton 2-0",
      "Two goals in the second half gave the team a home win, and the trainer praised the young keeper.",
    ],
    [
      "Nvidia reports record revenue for third quarter",
      "AMD reports record revenue for third quarter",
      "Revenue rose by half as data centres bought its chips, and the board raised the dividend.",
    ],
    [
      "OpenTable to open kitchen school in Lyon",
      "OpenTable to open kitchen school in Porto",
      "The company will employ eighty cooks in the city and wants to begin before winter.",
    ],
  ])("stay apart: %s, %s", (one, other, text) => {
    expect(joins(story(one, { text }), story(other, { text: text.replace("and", "while") }))).toBeUndefined();
  });

  it("are one where the other's name stands in the text", () => {
    const one = story("Quake shakes houses in Calama", {
      text: "The quake near Calama in Chile broke windows and cut roads, the survey said.",
    });
    const other = story("Quake shakes houses in Chile", {
      text: "A quake broke windows and cut roads around Calama, the survey said on Monday.",
    });
    expect(joins(one, other)).toMatchObject({ how: "similar" });
  });

  it("does not take a title in CAPITALS for a list of names", () => {
    const text = "The quake near Calama broke windows and cut roads, the survey said on Monday morning.";
    expect(
      joins(
        story("QUAKE SHAKES HOUSES NEAR CALAMA", { text }),
        story("Quake near Calama shakes houses", { text: text.slice(10) }),
      ),
    ).toBeDefined();
  });
});

describe("what reports the same event", () => {
  it("joins, and says by which words, as the story writes them", () => {
    const found = joins(SPUD, SPUD_TOO);
    expect(found).toMatchObject({ story: SPUD.id, coverage: SPUD.id, how: "similar" });
    expect(found?.because).toHaveLength(5);
    expect(found?.because.slice(0, 3).toSorted()).toEqual(["OpenAI", "Sora", "Spud"]);
    expect(found?.similarity).toBeLessThan(1);
  });
  it("is surer, the more is the same", () => {
    const near = joins(SPUD, story(SPUD.title.replace("end", "close"), { text: SPUD.text.slice(0, 120) }));
    expect(near?.similarity).toBeGreaterThanOrEqual(STRICT);
    expect(joins(SPUD, QWEN)).toBeUndefined();
  });
  it.each([
    [
      "other forms of words",
      "Storm Ottilie kills twelve in Florida",
      "Twelve people killed as storm Ottilie hits Florida",
    ],
    [
      "other words for the same",
      "Quake kills 40 in northern Chile",
      "Earthquake in the north of Chile leaves 40 dead",
    ],
    [
      "numbers written differently",
      "Norrland buys Vesterbank for $3bn",
      "Vesterbank bought by Norrland for 3 billion dollars",
    ],
    ["spelt numbers", "Eleven hurt as bus overturns near Brunn", "Bus overturns near Brunn: 11 hurt"],
    ["the country and its people", "U.S. bans Tindra chips", "American ban on Tindra chips"],
    ["Title Case", "Glacier Threatens Village Of Brunnalp", "Glacier threatens the village of Brunnalp"],
    ["signs", "Kestrel & Norrland: rocket in orbit 🚀", "Rocket of Kestrel and Norrland in orbit"],
    ["names in capitals", "Vaccine of Serovance backed by WHO", "WHO backs Serovance vaccine"],
    ["a model named twice", "Lumen 8: why the Lumen 8 sells", "Lumen 8 sells well"],
    ["hashtags", "Kestrel rocket reaches orbit #KestrelOne", "Kestrel rocket in orbit at last"],
    [
      "German",
      "Zug entgleist bei Freudental, zwölf Verletzte",
      "Freudental: Zug mit achtzig Reisenden entgleist",
    ],
    ["Japanese", "宮崎県沖で地震、津波の心配なし", "宮崎県沖の地震、津波なし"],
    ["Korean", "서울 지하철 화재로 운행 중단", "서울 지하철 화재, 운행 멈춰"],
  ])("joins over %s", (_, one, other) => {
    expect(joins(story(one), story(other))).toMatchObject({ how: "similar" });
    expect(joins(story(other), story(one))).toMatchObject({ how: "similar" });
  });

  it.each([
    [
      "other places",
      "Wildfire near Zamora forces village to evacuate",
      "Wildfire near Evros forces village to evacuate",
    ],
    ["other people", "Actress Mira Tolan enters rehab clinic", "Actress Vera Nyqvist enters rehab clinic"],
    ["other models", "Brightwell unveils Lumen 8 phone", "Brightwell unveils Lumen 9 phone"],
    ["other letters", "Tesla recalls 9,000 Model Y cars over belts", "Tesla recalls Model X cars over belts"],
    ["other quarters", "Castellan posts loss in Q2", "Castellan posts loss in third quarter"],
    ["another hearing", "First hearing of Dario Venn ends early", "Second hearing adjourned by judge Amsel"],
    ["another turn", "Kestrel rocket launch scrubbed", "Kestrel rocket reaches orbit"],
    ["two mornings", "Morning briefing: what to know on Monday", "Morning briefing: what to know on Tuesday"],
    ["common words", "What we know about the new plan", "What we know about the old house"],
    ["pronouns and countries", "US sends help", "Help us find a name for the new column"],
  ])("stays apart over %s", (_, one, other) => {
    const found = joins(story(one), story(other));
    expect(found === undefined || found.similarity < STRICT).toBe(true);
  });

  it("joins more readily what has no such difference", () => {
    const both = (one: string, other: string) => joins(story(one), story(other))?.similarity ?? 0;
    expect(
      both("Judge adjourns first hearing in Venn case", "First hearing in Venn case adjourned"),
    ).toBeGreaterThan(
      both("Judge adjourns second hearing in Venn case", "First hearing in Venn case adjourned"),
    );
    expect(both("Lumen 8 phone unveiled by Brightwell", "Brightwell unveils Lumen 8 phone")).toBeGreaterThan(
      both("Lumen 9 phone unveiled by Brightwell", "Brightwell unveils Lumen 8 phone"),
    );
  });
  it("gives at most eight, the best first", () => {
    const titles = Array.from(
      { length: 12 },
      (_, n) => `Ferry Aurelia sinks off Skarholm ${"again ".repeat(n % 3)}`,
    );
    const coverage = makeCoverage();
    for (const title of titles) coverage.add(story(title), "one");
    const found = coverage.near(story("Ferry Aurelia sinks off Skarholm coast"));
    expect(found).toHaveLength(8);
    expect(found.map(({ similarity }) => similarity)).toEqual(
      found.map(({ similarity }) => similarity).toSorted((a, b) => b - a),
    );
  });
  it("finds the one among many that share common words, of which the oldest are left out", () => {
    const coverage = makeCoverage();
    for (let n = 0; n < 4_010; n += 1) coverage.add(story("Skarholm council report"), "c");
    const wanted = story("Skarholm council sells ferry Aurelia to Vesterbank", { hours: 1 });
    coverage.add(wanted, wanted.id);
    const asked = story("Ferry Aurelia sold to Vesterbank by Skarholm council");
    expect(coverage.near(asked)[0]?.story).toBe(wanted.id);
    for (let n = 0; n < 9; n += 1) coverage.forget(new Date(NOON + 1));
    expect(coverage.near(asked).map((one) => one.story)).toEqual([wanted.id]);
  });
});

describe("time", () => {
  it.each([
    [71, true],
    [73, false],
    [-71, true],
    [-73, false],
  ])("joins what is %i hours apart: %j", (hours, expected) => {
    expect(joins(SPUD, { ...SPUD_TOO, publishedAt: new Date(NOON + hours * HOUR) }) !== undefined).toBe(
      expected,
    );
  });
  it("prefers the nearer of two that are as alike", () => {
    const [far, close] = [story(SPUD.title, { hours: -50 }), story(SPUD.title, { hours: -1 })];
    expect(coverageOf(far, close).near(story(SPUD.title))[0]?.story).toBe(close.id);
  });
  it("prefers the earlier, then the lesser id, where both are as near", () => {
    const twins = ["b", "a"].map((id) => story(SPUD.title, { id, hours: 1 }));
    expect(
      coverageOf(...twins)
        .near(story(SPUD.title))
        .map((one) => one.story),
    ).toEqual(["a", "b"]);
    const around = [story(SPUD.title, { id: "a", hours: 1 }), story(SPUD.title, { id: "z", hours: -1 })];
    expect(
      coverageOf(...around)
        .near(story(SPUD.title))
        .map((one) => one.story),
    ).toEqual(["z", "a"]);
  });
  it("takes a window of nothing for the same instant", () => {
    const coverage = makeCoverage({ windowMs: 0 });
    coverage.add(SPUD, SPUD.id);
    expect(coverage.near(SPUD_TOO)).toHaveLength(1);
    expect(coverage.near({ ...SPUD_TOO, publishedAt: new Date(NOON + 1) })).toEqual([]);
  });
  it("forgets what is older, and takes it in anew", () => {
    const coverage = coverageOf(SPUD, story("Ferry Aurelia sinks off Skarholm", { hours: 5 }));
    coverage.forget(new Date(NOON + HOUR));
    expect(coverage.near(SPUD_TOO)).toEqual([]);
    expect(coverage.near(story("Ferry Aurelia sinks off Skarholm"))).toHaveLength(1);
    coverage.add(SPUD, "again");
    expect(coverage.near(SPUD_TOO)[0]?.coverage).toBe("again");
  });
  it("forgets members and founders alike", () => {
    const title = "Ferry Aurelia sinks off Skarholm";
    const coverage = coverageOf(story(title), story(title), story(title, { hours: 9 }));
    coverage.add(story(title, { hours: 8 }), "other");
    coverage.forget(new Date(NOON + HOUR));
    expect(coverage.near(story(title))).toHaveLength(2);
    coverage.forget(new Date(NOON + 10 * HOUR));
    expect(coverage.near(story(title))).toEqual([]);
  });
  it("clears away what many forgotten stories left little by little, and is the same at once", () => {
    const coverage = makeCoverage();
    const stories = Array.from({ length: 600 }, (_, n) =>
      story(`Ferry Aurelia sinks off Skarholm ${n} h${n}`, {
        id: `f${n}`,
        url: `https://post.example/${n % 300}`,
      }),
    );
    for (const one of stories) coverage.add(one, one.id);
    coverage.forget(new Date(NOON + 1));
    const last = story("Ferry Aurelia sinks off Skarholm");
    expect(coverage.near(last)).toEqual([]);
    // Those that were not cleared away yet come in anew under the same ids.
    for (const one of stories) coverage.add(one, "anew");
    for (let n = 0; n < 50; n += 1) coverage.add(story(`Potato ${n}`), "p");
    expect(coverage.near(last)[0]?.coverage).toBe("anew");
    expect(coverage.near(last)).toHaveLength(8);
  });
});

describe("entryOf", () => {
  it("knows a word the same when it has forgotten it", () => {
    const [police, name] = [entryOf("police"), entryOf("london")];
    expect([police.isName, name.isName]).toEqual([false, true]);
    for (let n = 0; n <= 60_000; n += 1) entryOf(`${n}x`);
    expect(entryOf("police")).not.toBe(police);
    expect(entryOf("police")).toEqual(police);
  });
});

describe("parting", () => {
  const [a, b] = [story(SPUD.title, { id: "a" }), story(SPUD.title, { id: "b", hours: 1 })];
  const late = story(SPUD.title, { id: "late", hours: 2 });

  it("holds for the other and all of its coverage, both ways", () => {
    const coverage = coverageOf(a, late);
    coverage.part("b", "a");
    expect(coverage.near(b)).toEqual([]);
    coverage.add(b, "b");
    expect(coverage.near(a).map((one) => one.story)).toEqual(["late"]);
    expect(coverage.near(late).map((one) => one.story)).toEqual(["b", "a"]);
  });
  it("lets the one leave that did not open the coverage", () => {
    for (const pair of [
      ["a", "b"],
      ["b", "a"],
    ] as const) {
      const coverage = coverageOf(a, b);
      coverage.part(pair[0], pair[1]);
      expect(coverage.near(late).map((one) => [one.story, one.coverage])).toEqual([
        ["b", "b"],
        ["a", "a"],
      ]);
    }
  });
  it("lets the later one of two members leave, whichever came in first", () => {
    for (const order of [
      [a, b],
      [b, a],
    ]) {
      const coverage = makeCoverage();
      coverage.part("a", "b");
      for (const one of order) coverage.add(one, "c");
      expect(Object.fromEntries(coverage.near(late).map((one) => [one.story, one.coverage]))).toEqual({
        a: "c",
        b: "b",
      });
    }
  });
  it("means nothing for a story and itself, or when it is told twice", () => {
    const coverage = coverageOf(a);
    coverage.part("a", "a");
    expect(coverage.near(b)).toHaveLength(1);
    coverage.part("x", "y");
    coverage.part("x", "y");
    expect(coverage.near(b)).toHaveLength(1);
  });
  it("is forgotten with its story", () => {
    const coverage = coverageOf(a);
    coverage.part("a", "b");
    coverage.part("a", "late");
    coverage.part("b", "z");
    coverage.forget(new Date(NOON + 1));
    coverage.add(a, "a");
    expect(coverage.near(b)).toHaveLength(1);
  });
});

describe("laws", () => {
  const word = fc.constantFrom(
    ..."Ferry Aurelia sinks Skarholm Norrland buys Vesterbank Kestrel 8 9 3bn orbit storm the in 宮崎県沖で地震".split(
      " ",
    ),
  );
  const anyStory = fc.record({
    id: fc.constantFrom("a", "b", "c", "d", "e", "f"),
    title: fc.array(word, { maxLength: 8 }).map((words) => words.join(" ")),
    text: fc.array(word, { maxLength: 40 }).map((words) => words.join(" ")),
    url: fc.constantFrom("", "https://post.example/1", "https://post.example/2"),
    publishedAt: fc.integer({ min: 0, max: 100 }).map((hours) => new Date(NOON + hours * HOUR)),
  });
  const rows = fc.array(fc.record({ story: anyStory, coverage: fc.constantFrom("a", "b", "x") }), {
    maxLength: 8,
  });
  const loaded = (...lists: readonly (readonly { story: CoverageStory; coverage: string }[])[]) => {
    const coverage = makeCoverage();
    for (const list of lists) coverage.load(list);
    return coverage;
  };

  it("never gives a story itself, a row twice, or what it would not join", () => {
    fc.assert(
      fc.property(rows, anyStory, (known, asked) => {
        const found = loaded(known).near(asked);
        expect(found.map(({ story }) => story)).not.toContain(asked.id);
        expect(new Set(found.map(({ story }) => story)).size).toBe(found.length);
        for (const { how, similarity, because } of found) {
          expect(similarity).toBeGreaterThan(0);
          expect(similarity).toBeLessThanOrEqual(1);
          expect(because.length).toBeLessThanOrEqual(5);
          if (how !== "similar") expect(similarity).toBe(1);
          for (const one of because) expect(`${asked.title} ${asked.text}`).toContain(one);
        }
      }),
    );
  });
  it("reads only: what is asked changes no answer", () => {
    fc.assert(
      fc.property(rows, anyStory, anyStory, (known, asked, between) => {
        const coverage = loaded(known);
        const before = coverage.near(asked);
        coverage.near(between);
        expect(coverage.near(asked)).toEqual(before);
      }),
    );
  });
  it("takes a story in once, and many as one by one", () => {
    fc.assert(
      fc.property(rows, anyStory, (known, asked) => {
        const once = makeCoverage();
        for (const { story, coverage } of known) once.add(story, coverage);
        const expected = once.near(asked);
        expect(loaded(known).near(asked)).toEqual(expected);
        expect(loaded(known, known).near(asked)).toEqual(expected);
      }),
    );
  });
  it("answers the same in whatever order different stories came", () => {
    fc.assert(
      fc.property(rows, anyStory, (known, asked) => {
        const each = [...new Map(known.map((row) => [row.story.id, row])).values()];
        const rounded = (coverage: Coverage) =>
          coverage.near(asked).map((one) => ({
            ...one,
            similarity: one.similarity.toFixed(9),
            because: one.because.toSorted(),
          }));
        expect(rounded(loaded(each.toReversed()))).toEqual(rounded(loaded(each)));
      }),
    );
  });
  it("keeps parted stories apart, told before or after they came", () => {
    fc.assert(
      fc.property(rows, anyStory, fc.boolean(), (known, asked, isBefore) => {
        const coverage = makeCoverage();
        if (isBefore) coverage.part(asked.id, "b");
        coverage.load(known);
        if (!isBefore) coverage.part("b", asked.id);
        if (asked.id !== "b") expect(coverage.near(asked).map(({ story }) => story)).not.toContain("b");
      }),
    );
  });
});
