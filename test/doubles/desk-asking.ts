import type { Desk, Found, Latest, Refused, Tested } from "../../src/commands/desk.ts";
import { tokenise } from "../../src/text/tokens.ts";
import { type Channel, channelKey } from "../../src/watches/channel.ts";
import { evaluate, explain } from "../../src/watches/evaluate.ts";
import { matchable } from "../../src/watches/matchable.ts";
import type { Query } from "../../src/watches/query.ts";
import { parseWanted } from "../../src/watches/wanted.ts";
import type { Watch } from "../../src/watches/watch.ts";
import type { DeskState } from "./desk.ts";

/** The half of the desk double that only reads. */
export function asking(
  state: DeskState,
): Pick<Desk, "test" | "latest" | "search" | "words" | "why" | "split"> {
  return {
    test: async (_channel, text) => tested(state, text),
    async latest(channel, query, count) {
      const watches = inChannel(state, channel);
      const found = matching(state, query ? [query] : watches.map((watch) => watch.query));
      return { ...answer(state, found, count), ...(query ? {} : { watches }) };
    },
    async search(_channel, query, count) {
      const best = matching(state, [query]).toSorted((a, b) => b.because.length - a.because.length);
      return answer(state, best, count);
    },
    async words() {
      const words = state.stories.flatMap(({ title }) => tokenise(title).tokens.map(({ word }) => word));
      return [...new Set(words)];
    },
    async why(channel, named) {
      const story = state.stories.find(({ id, url }) => url === named || id === named);
      if (!story) return { kind: "unknown", named, nearest: state.stories.slice(0, 2) };
      const watches = inChannel(state, channel).map((watch) => ({
        watch,
        ...explain(watch.query, matchable(story)),
      }));
      return { kind: "known", story, watches, ...state.known[named] };
    },
    async split(_channel, id) {
      const joined = Object.values(state.known).flatMap(({ alert, lead, members = [] }) => [
        ...(alert?.verdict.kind === "joined" && lead
          ? [{ id: alert.id, story: alert.story, from: lead.story }]
          : []),
        ...members.map((one) => ({ id: one.alert, story: one.story.id, from: one.story })),
      ]);
      const one = joined.find((pair) => pair.id === id);
      const story = state.stories.find((known) => known.id === one?.story);
      if (!one || !story) return { kind: "gone" };
      state.changes.push(`split ${id}`);
      return { kind: "split", story, from: one.from };
    },
  };
}

/** What a query would have matched, or why it cannot be. */
export function tested(state: DeskState, text: string): Tested | Refused {
  const parsed = parseWanted(text);
  if (!parsed.ok) return { kind: "refused", text: parsed.text, error: parsed.error };
  const found = matching(state, [parsed.query]);
  const { total, more, of } = answer(state, found, 0);
  return {
    kind: "tested",
    query: parsed.query,
    text: parsed.text,
    notes: parsed.notes,
    days: 7,
    reach: state.reach,
    matched: total,
    of,
    more,
    samples: found.slice(0, 3),
    titles: found.slice(0, total).map(({ story }) => story.title),
  };
}

export function inChannel(state: DeskState, channel: Channel): readonly Watch[] {
  return state.watches.filter((watch) => channelKey(watch.channel) === channelKey(channel));
}

function answer(state: DeskState, found: readonly Found[], count: number): Latest {
  return {
    found: found.slice(0, count),
    total: Math.min(found.length, state.countsTo),
    more: found.length > state.countsTo,
    of: state.stories.length,
    days: 30,
    sources: state.sources.length,
  };
}

function matching(state: DeskState, queries: readonly Query[]): readonly Found[] {
  return state.stories.flatMap((story): readonly Found[] => {
    const hits = queries.map((query) => evaluate(query, matchable(story)));
    return hits.some((found) => found) ? [{ story, because: hits.flatMap((found) => found ?? []) }] : [];
  });
}
