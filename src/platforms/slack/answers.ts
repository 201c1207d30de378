import type { Reply } from "../../commands/command.ts";
import type { Channel } from "../../watches/channel.ts";
import type { Api } from "./api.ts";
import { plainly } from "./posting.ts";
import type { Rendered } from "./render.ts";
import type { SlackLog } from "./sdk.ts";

/** Posts to the response address of a command or button: five times at most, within half an hour. */
export type Respond = (message: {
  readonly response_type: "ephemeral" | "in_channel";
  readonly replace_original: false;
  readonly text: string;
  readonly thread_ts?: string;
}) => Promise<unknown>;

/** Where an answer belongs. */
export interface Asker {
  readonly channel: Channel;
  readonly person: string;
  /** The thread in which all may read the answer. */
  readonly thread?: string;
  /** The thread in which the person alone reads it: one that stands already, for others show nothing. */
  readonly standing?: string;
  readonly respond?: Respond;
}

export interface AnswersOptions {
  readonly api: Api;
  prepare(card: Reply["card"]): Promise<Rendered>;
  readonly log: SlackLog;
}

/** Gives answers to those who asked; what cannot be given is logged. */
export function makeAnswers({ api, prepare, log }: AnswersOptions) {
  async function respond(asker: Asker, reply: Reply, rendered: Rendered): Promise<boolean> {
    if (!asker.respond) return false;
    try {
      await asker.respond({
        ...plainly(rendered),
        response_type: reply.visibility === "public" ? "in_channel" : "ephemeral",
        replace_original: false,
        ...(asker.thread && { thread_ts: asker.thread }),
      });
      return true;
    } catch (error) {
      log.warn("slack.respond.failed", { error: String(error) });
      return false;
    }
  }

  async function call(method: string, args: object): Promise<boolean> {
    try {
      await api(method, args);
      return true;
    } catch (error) {
      log.warn("slack.answer.failed", { method, error: String(error) });
      return false;
    }
  }

  /** Tries the response address, then the places of the answer in turn. */
  async function answer(asker: Asker, reply: Reply): Promise<void> {
    const rendered = await prepare(reply.card);
    if (await respond(asker, reply, rendered)) return;
    const said = plainly(rendered);
    for (const { method, args } of placesOf(asker, reply.visibility)) {
      if (await call(method, { ...said, ...args })) return;
    }
  }

  return { answer };
}

interface Place {
  readonly method: "chat.postMessage" | "chat.postEphemeral";
  readonly args: object;
}

/**
 * Returns where an answer is posted, best first; the last resort is the person's direct messages.
 *
 * A public answer that its response address did not take goes to the one who asked: it may stand there already.
 */
export function placesOf(asker: Asker, visibility: Reply["visibility"]): readonly Place[] {
  const { channel, person, thread, standing } = asker;
  const inThread = thread ? { thread_ts: thread } : {};
  if (channel.id.startsWith("@")) {
    return [{ method: "chat.postMessage", args: { channel: channel.id.slice(1), ...inThread } }];
  }
  const alone = { channel: channel.id, user: person, ...(standing && { thread_ts: standing }) };
  const first: Place =
    visibility === "public" && !asker.respond
      ? { method: "chat.postMessage", args: { channel: channel.id, ...inThread } }
      : { method: "chat.postEphemeral", args: alone };
  return [first, { method: "chat.postMessage", args: { channel: person } }];
}

export type Answers = ReturnType<typeof makeAnswers>;
