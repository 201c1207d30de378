import type { Alert, AlertMatch } from "./alerts/alert.ts";
import { composeAlert, composeDigest, composeReply, plainCard } from "./alerts/compose.ts";
import type { Dispatch } from "./alerts/dispatch.ts";
import { isCorrection } from "./alerts/material.ts";
import type { Card } from "./commands/command.ts";
import type { Settings } from "./commands/desk.ts";
import { settingsOf } from "./desk/settings.ts";
import { isInSight, tellings } from "./desk/sight.ts";
import type { Store } from "./store/store.ts";
import type { StoredStory } from "./stories/story.ts";
import { codeOf } from "./text/error.ts";
import type { Channel } from "./watches/channel.ts";
import { evaluate } from "./watches/evaluate.ts";
import { matchable } from "./watches/matchable.ts";
import { parseWanted } from "./watches/wanted.ts";
import type { Wording } from "./wording.ts";

/** Why there is no card: nothing that a further attempt could mend. */
export interface Unfit {
  readonly kind: "unfit";
  readonly detail: string;
}

/** There is nothing to tell: none of it is what the watches ask for with `about:`. */
export interface Withheld {
  readonly kind: "withheld";
}

export type Composed = Card | Unfit | Withheld;

/** Composes the card of a dispatch; rejects only where the store does. */
export type Composer = (dispatch: Dispatch) => Promise<Composed>;

/** An alert with its story as the channel sees it. */
interface Told {
  readonly alert: Alert;
  readonly story: StoredStory;
  /** Those of its matches that ask for the story. */
  readonly matches: readonly AlertMatch[];
}

interface Parts {
  readonly store: Store;
  /** What a language model adds; left out, the stories speak for themselves. */
  readonly wording?: Wording;
}

/** Makes a composer that reads what a dispatch tells from the store, afresh for each attempt. */
export function makeComposer({ store, wording }: Parts): Composer {
  /** The story as its first outlet in sight of the channel tells it; as it is where those are gone. */
  async function asSeenFrom(channel: Channel, story: StoredStory): Promise<StoredStory> {
    const sources = await Promise.all(story.outlets.map(({ source }) => store.sources.get(source)));
    const inSight = sources.flatMap((source) => (source && isInSight(source, channel) ? [source.id] : []));
    return tellings(story, new Set(inSight))[0] ?? story;
  }

  /** Alerts whose stories are stored, with the matches that nothing holds back. */
  async function tellable(channel: Channel, alerts: readonly Alert[]): Promise<readonly Told[]> {
    const stories = await store.stories.get(alerts.map(({ story }) => story));
    const seen = await Promise.all(stories.map((story) => asSeenFrom(channel, story)));
    const byId = new Map(seen.map((story) => [story.id, story]));
    return alerts.flatMap((alert): Told[] => {
      const story = byId.get(alert.story);
      const matches = alert.matches.filter(({ held }) => held === undefined);
      return story
        ? [{ alert, story, matches: story.updatedAt ? matches.map((one) => again(one, story)) : matches }]
        : [];
    });
  }

  /** Leaves out what no watch asks for, and the matches that do not. */
  async function asked(told: readonly Told[], turn = wording?.begin()): Promise<readonly Told[]> {
    if (!turn) return told;
    const judged = await Promise.all(
      told.map(async (one) => ({ ...one, matches: await turn.relevant(one.story, one.matches) })),
    );
    return judged.filter(({ matches }, at) => matches.length > 0 || told[at]?.matches.length === 0);
  }

  /** What is not wanted is held, but for what another alert has joined: that one may be wanted. */
  async function digest(told: readonly Told[]): Promise<Composed> {
    const all = told.filter(({ alert }) => alert.verdict.kind === "told");
    const wanted = new Map((await asked(all)).map((one) => [one.alert.id, one]));
    const shown: Told[] = [];
    for (const one of all) {
      const { id } = one.alert;
      const isKept = wanted.has(id) || !(await store.alerts.withhold([id], "not about"));
      if (isKept) shown.push(wanted.get(id) ?? one);
    }
    if (shown.length === 0) return { kind: "withheld" };
    return composeDigest({
      stories: shown.map(({ story, matches }) => ({ story, queries: matches.map(({ query }) => query) })),
    });
  }

  /** The message that an alert leads, with what has joined it. */
  async function message(lead: Told, settings: Settings): Promise<Composed> {
    const { alert, story } = lead;
    const joined = await tellable(alert.channel, await store.alerts.joinedTo([alert.id]));
    const turn = wording?.begin();
    const wanted = await asked([lead, ...joined], turn);
    if (wanted.length === 0) {
      const ids = [alert.id, ...joined.map((one) => one.alert.id)];
      return (await store.alerts.withhold(ids, "not about")) ? { kind: "withheld" } : message(lead, settings);
    }
    const words = await turn?.words(story, lead.matches, settings);
    const isLead = (one: Told) => one.alert.id === alert.id;
    const follows = await followed(alert);
    return composeAlert({
      story,
      matches: wanted.filter(isLead).flatMap(({ matches }) => matches),
      further: wanted.filter((one) => !isLead(one)).flatMap(({ matches }) => matches),
      also: joined.map((one) => ({ name: one.story.sourceName, url: one.story.url })),
      images: settings.images === "on",
      ...words,
      ...(follows && { follows }),
    });
  }

  /** The message about the same event that an alert links back to. */
  async function followed({ verdict }: Alert): Promise<{ title: string; url?: string } | undefined> {
    if (verdict.kind !== "told" || verdict.follows === undefined) return undefined;
    const [before] = await store.alerts.get([verdict.follows]);
    const [story] = before ? await store.stories.get([before.story]) : [];
    if (before?.verdict.kind !== "told" || !story) return undefined;
    const url = (await store.dispatches.get(before.verdict.dispatch))?.message?.url ?? story.url;
    return { title: story.title, ...(url !== "" && { url }) };
  }

  /** What an alert that has joined another one, or one whose story has changed, says in the thread of the message. */
  async function reply(told: Told): Promise<Composed> {
    const [wanted] = await asked([told]);
    if (!wanted) return { kind: "withheld" };
    const isNews = told.alert.verdict.kind === "joined";
    const kind = isCorrection(told.story.title) ? "correction" : isNews ? "news" : "changed";
    return composeReply({ ...wanted, kind });
  }

  async function cardOf({ kind, plain, channel }: Dispatch, told: readonly Told[]): Promise<Composed> {
    const [first] = told;
    if (!first) return { kind: "unfit", detail: "its story is no longer stored" };
    if (first.alert.verdict.kind === "held") return { kind: "withheld" };
    if (plain) return plainCard(first.story);
    if (kind === "digest") return digest(told);
    return kind === "reply" ? reply(first) : message(first, await settingsOf(store, channel));
  }

  return async (dispatch) => {
    const told = await tellable(dispatch.channel, await store.alerts.get(namedBy(dispatch)));
    try {
      return await cardOf(dispatch, told);
    } catch (error) {
      // The store's failures pass; what a story makes impossible to say stays so.
      if (codeOf(error) !== "") throw error;
      return { kind: "unfit", detail: `the card cannot be composed: ${String(error)}` };
    }
  };
}

/** The alerts whose stories a dispatch shows: a post goes by the id of the alert that leads it, and an edit names it as its target. */
function namedBy({ kind, target, alerts }: Dispatch): readonly string[] {
  if (kind === "digest") return alerts;
  return kind === "edit" && target !== undefined ? [target] : alerts.slice(0, 1);
}

/** What a match saw in a story was seen under the title that the story had then. */
function again(match: AlertMatch, story: StoredStory): AlertMatch {
  const read = parseWanted(match.query);
  return { ...match, because: (read.ok && evaluate(read.query, matchable(story))) || [] };
}
