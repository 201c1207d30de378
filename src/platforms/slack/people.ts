import type { Channel } from "../../watches/channel.ts";
import type { Api } from "./api.ts";
import { at } from "./inbound.ts";
import type { SlackLog } from "./sdk.ts";

/** Who may change the watches of a channel. */
export type Who = "anyone" | "creator" | "admins";

/** So many names are remembered. */
const NAMES = 1_000;

export interface PeopleOptions {
  readonly api: Api;
  who(channel: Channel): Promise<Who>;
  readonly log: SlackLog;
}

/** What is asked about people. */
export interface People {
  /** Whether a person may change watches there, by the channel's setting. Everyone may in their direct messages. */
  mayManage(channel: Channel, person: string): Promise<boolean>;
  /** Whether a person may change the sources of the workspace: admins, and in channels that say so everyone. */
  mayManageSpace(channel: Channel, person: string): Promise<boolean>;
  /** What a person is called; their id where Slack does not say. */
  nameOf(person: string): Promise<string>;
}

/** Asks Slack about people; what cannot be found out counts as not allowed. */
export function makePeople({ api, who, log }: PeopleOptions): People {
  const names = new Map<string, string>();

  async function isAdmin(person: string): Promise<boolean> {
    const { user } = await api("users.info", { user: person });
    const { is_admin, is_owner } = (user ?? {}) as { is_admin?: unknown; is_owner?: unknown };
    return is_admin === true || is_owner === true;
  }

  async function isCreator(channel: Channel, person: string): Promise<boolean> {
    const info = await api("conversations.info", { channel: channel.id });
    return at(info, "channel", "creator") === person;
  }

  return {
    async mayManage(channel, person) {
      if (channel.id.startsWith("@")) return channel.id === `@${person}`;
      try {
        const rule = await who(channel);
        if (rule === "anyone") return true;
        // Admins may also where the creator may: people leave.
        return (rule === "creator" && (await isCreator(channel, person))) || (await isAdmin(person));
      } catch (error) {
        log.warn("slack.may_manage.failed", { channel: channel.id, person, error: String(error) });
        return false;
      }
    },
    async mayManageSpace(channel, person) {
      try {
        // In direct messages everyone would have the say over the sources of all.
        const isForAll = !channel.id.startsWith("@") && (await who(channel)) === "anyone";
        return isForAll || (await isAdmin(person));
      } catch (error) {
        log.warn("slack.may_manage.failed", { channel: channel.id, person, error: String(error) });
        return false;
      }
    },
    async nameOf(person) {
      const known = names.get(person);
      if (known !== undefined) return known;
      try {
        const info = await api("users.info", { user: person });
        const name = at(info, "user", "profile", "display_name") || at(info, "user", "name") || person;
        if (names.size >= NAMES) names.clear();
        names.set(person, name);
        return name;
      } catch (error) {
        log.debug("slack.name.failed", { person, error: String(error) });
        return person;
      }
    },
  };
}
