import { owned } from "../../text/owned.ts";

/** The terms of the stories in the window, each with a number, its weight, and the stories it finds. */
export interface Vocabulary {
  /** The number of a term, or undefined where no story in the window has it. */
  idOf(key: string): number | undefined;
  /** Notes that a story has a term; `opens` says that the story is the first one of its event. Returns its number. */
  hold(key: string, share: number, opens: boolean): number;
  /** Takes back one `hold`; a term that no story has any more is forgotten. */
  release(id: number, opens: boolean): void;
  /** What a term tells, in nats: 0 where every story has it, about 8 where hardly one has. */
  weight(id: number): number;
  /** The weight of a term that no story has, by its share alone. */
  weightOfNew(share: number): number;
  /** The slots of the stories that are found by a term, oldest first; none where there are none. */
  slots(id: number): readonly number[];
  /** Lets a story be found by a term. Of a term that very many stories have, the newest are kept. */
  post(id: number, slot: number): void;
  /** Takes back a `post`. */
  unpost(id: number, slot: number): void;
  /** One more than the highest number of a term. */
  readonly size: number;
  /** Notes that one story more, or less, opened an event. */
  countOpened(change: 1 | -1): void;
}

/** So many events the language stands for: from there on what the stories themselves tell counts for more. */
const PRIOR_EVENTS = 1_000;
/** Stands for what is not known of a word that was never seen. */
const FLOOR = 1 / 2_500;
/** Weights are reckoned anew when the events have grown or shrunk by this. */
const STEP = 0.05;
/** So many of the newest stories are found by one term. What more stories have in common says little. */
export const MOST_SLOTS = 2_000;
const NO_SLOTS: readonly number[] = [];
const FEWEST = 1_024;

/**
 * Returns an empty vocabulary.
 *
 * The weight is that of an inverse document frequency, ln(1 / (p + 1/2500)), where p is the share of events that a term
 * comes in: what the language says, corrected by the events of the window. Counted are events and not stories, since one
 * great event would make its own words look common.
 */
export function makeVocabulary(): Vocabulary {
  return new Terms();
}

class Terms implements Vocabulary {
  /** Of most terms there is one story, for which a list would be dear. */
  readonly #slots: (number[] | number | undefined)[] = [];
  readonly #ids = new Map<string, number>();
  readonly #keys: string[] = [];
  readonly #free: number[] = [];
  #shares = new Float64Array(FEWEST);
  #weights = new Float64Array(FEWEST);
  #stories = new Int32Array(FEWEST);
  #events = new Int32Array(FEWEST);
  #opened = 0;
  #openedAtWeighing = 0;

  get size(): number {
    return this.#keys.length;
  }

  idOf(key: string): number | undefined {
    return this.#ids.get(key);
  }

  hold(key: string, share: number, opens: boolean): number {
    const id = this.#ids.get(key) ?? this.#learn(key, share);
    this.#stories[id] = (this.#stories[id] as number) + 1;
    if (opens) this.#events[id] = (this.#events[id] as number) + 1;
    if (opens || this.#stories[id] === 1) this.#weigh(id);
    return id;
  }

  release(id: number, opens: boolean): void {
    this.#stories[id] = (this.#stories[id] as number) - 1;
    if (opens) this.#events[id] = (this.#events[id] as number) - 1;
    if (this.#stories[id] === 0) {
      this.#ids.delete(this.#keys[id] as string);
      this.#slots[id] = undefined;
      this.#free.push(id);
    } else if (opens) this.#weigh(id);
  }

  weight(id: number): number {
    return this.#weights[id] as number;
  }

  weightOfNew(share: number): number {
    return this.#reckon(share, 0);
  }

  slots(id: number): readonly number[] {
    const slots = this.#slots[id] ?? NO_SLOTS;
    return typeof slots === "number" ? [slots] : slots;
  }

  post(id: number, slot: number): void {
    const slots = this.#slots[id];
    if (slots === undefined) this.#slots[id] = slot;
    else if (typeof slots === "number") this.#slots[id] = [slots, slot];
    else if (slots.push(slot) >= 2 * MOST_SLOTS) slots.splice(0, MOST_SLOTS);
  }

  unpost(id: number, slot: number): void {
    const slots = this.#slots[id] as number[] | number;
    if (typeof slots === "number") {
      this.#slots[id] = undefined;
      return;
    }
    const at = slots.indexOf(slot);
    // The oldest may have been left out of a long list.
    if (at >= 0) slots.splice(at, 1);
  }

  countOpened(change: 1 | -1): void {
    this.#opened += change;
    const step = (PRIOR_EVENTS + this.#openedAtWeighing) * STEP;
    if (Math.abs(this.#opened - this.#openedAtWeighing) < step) return;
    this.#openedAtWeighing = this.#opened;
    for (const id of this.#ids.values()) this.#weigh(id);
  }

  #learn(key: string, share: number): number {
    const id = this.#free.pop() ?? this.#keys.length;
    if (id === this.#shares.length) this.#grow();
    const own = owned(key);
    this.#ids.set(own, id);
    this.#keys[id] = own;
    this.#shares[id] = share;
    this.#stories[id] = 0;
    this.#events[id] = 0;
    return id;
  }

  #weigh(id: number): void {
    this.#weights[id] = this.#reckon(this.#shares[id] as number, this.#events[id] as number);
  }

  #reckon(share: number, events: number): number {
    const expected = (PRIOR_EVENTS * share + events) / (PRIOR_EVENTS + this.#openedAtWeighing);
    return Math.max(0, -Math.log(expected + FLOOR));
  }

  #grow(): void {
    const room = 2 * this.#shares.length;
    this.#shares = grown(this.#shares, new Float64Array(room));
    this.#weights = grown(this.#weights, new Float64Array(room));
    this.#stories = grown(this.#stories, new Int32Array(room));
    this.#events = grown(this.#events, new Int32Array(room));
  }
}

function grown<T extends Float64Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
