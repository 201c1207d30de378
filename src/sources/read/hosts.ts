/** What is remembered of a host; times in ms since the epoch. */
interface Host {
  /** Requests under way. */
  readonly active: number;
  readonly startedAt: number;
  /** No request before this moment. */
  readonly aloneUntil: number;
  /** Answers 403 in a row. */
  readonly forbidden: number;
}

/** How a request ended: the status of its answer, where there was one, and the wait that the server asked for. */
export interface Answer {
  readonly status?: number;
  readonly retryAfterMs?: number;
}

/** How hosts have treated us lately, and when each may be asked again; `now` is in ms since the epoch. */
export interface Hosts {
  /** Whether a host has asked, or shown, that it wants to be left alone. */
  isLeftAlone(host: string, now: number): boolean;
  /** The ms until a request to a host may start; infinite while as many are under way as it should bear. */
  waitMs(host: string, now: number): number;
  started(host: string, now: number): void;
  ended(host: string, now: number, answer: Answer): void;
}

/** Requests to one host at once, and the ms between the starts of two. */
const AT_ONCE = 2;
const SPACING_MS = 250;
/** After so many answers 403 in a row a host is left alone for so long, in ms. */
const MOST_FORBIDDEN = 3;
const FORBIDDEN_MS = 60 * 60_000;
/** How many hosts are remembered; of the others nothing bad is known. */
const MOST_HOSTS = 1_000;

const STRANGER: Host = { active: 0, startedAt: Number.NEGATIVE_INFINITY, aloneUntil: 0, forbidden: 0 };

/** Makes a memory of at most 1,000 hosts, those asked last, and those that are being asked. */
export function makeHosts(): Hosts {
  const known = new Map<string, Host>();
  const of = (host: string) => known.get(host) ?? STRANGER;
  const put = (host: string, change: Partial<Host>) => {
    const changed = { ...of(host), ...change };
    known.delete(host);
    known.set(host, changed);
    if (known.size > MOST_HOSTS) forgetOldest(known);
  };
  return {
    isLeftAlone: (host, now) => of(host).aloneUntil > now,
    waitMs(host, now) {
      const { active, startedAt } = of(host);
      if (active >= AT_ONCE) return Number.POSITIVE_INFINITY;
      // A clock that was set back must not stop us.
      return Math.min(Math.max(startedAt + SPACING_MS - now, 0), SPACING_MS);
    },
    started: (host, now) => put(host, { active: of(host).active + 1, startedAt: now }),
    ended(host, now, { status, retryAfterMs }) {
      const { active, aloneUntil, forbidden: before } = of(host);
      const forbidden = forbiddenAfter(before, status);
      const alone = retryAfterMs ?? (status === 403 && forbidden >= MOST_FORBIDDEN ? FORBIDDEN_MS : 0);
      put(host, { active: active - 1, aloneUntil: Math.max(aloneUntil, now + alone), forbidden });
    },
  };
}

/** A request without an answer says nothing of what the host thinks of us. */
function forbiddenAfter(before: number, status: number | undefined): number {
  if (status === undefined) return before;
  return status === 403 ? before + 1 : 0;
}

function forgetOldest(known: Map<string, Host>): void {
  for (const [host, { active }] of known) {
    if (active > 0) continue;
    known.delete(host);
    return;
  }
}
