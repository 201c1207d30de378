/**
 * The base schema. Times are ms since 1970, lists and hits are JSON, a channel is its written form.
 * There are no foreign keys on purpose: alerts outlive stories, and a source may go while its stories stay.
 */
export const BASE_SCHEMA = `
  -- The keyed store: v is Keyv's own envelope, e the moment from which the row counts as absent.
  CREATE TABLE kv (
    ns TEXT NOT NULL, k TEXT NOT NULL, v TEXT NOT NULL, e INTEGER,
    PRIMARY KEY (ns, k)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX kv_expiry ON kv (e) WHERE e IS NOT NULL;

  CREATE TABLE source (
    id TEXT PRIMARY KEY, url TEXT NOT NULL, name TEXT NOT NULL, topics TEXT NOT NULL, every_ms INTEGER,
    owners TEXT NOT NULL, due_at INTEGER NOT NULL, etag TEXT, last_modified TEXT, parsed_at INTEGER,
    body_hash TEXT, checked_at INTEGER, first_polled_at INTEGER, failures INTEGER NOT NULL, trouble TEXT,
    interval_ms INTEGER NOT NULL, hints TEXT, newest_at INTEGER, disabled INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX source_due ON source (due_at) WHERE disabled = 0;

  CREATE TABLE story (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, source_name TEXT NOT NULL, url TEXT NOT NULL, url_key TEXT,
    title TEXT NOT NULL, text TEXT NOT NULL, published_at INTEGER NOT NULL, date_guessed INTEGER NOT NULL,
    first_seen_at INTEGER NOT NULL, authors TEXT NOT NULL, tags TEXT NOT NULL, language TEXT, image TEXT,
    coverage TEXT
  ) STRICT;
  CREATE INDEX story_latest ON story (published_at DESC, id);
  CREATE INDEX story_link ON story (url_key) WHERE url_key IS NOT NULL;

  CREATE TABLE sighting (
    story TEXT NOT NULL, source TEXT NOT NULL, source_name TEXT NOT NULL, url TEXT NOT NULL, url_key TEXT,
    at INTEGER NOT NULL,
    PRIMARY KEY (story, source)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sighting_link ON sighting (url_key) WHERE url_key IS NOT NULL;

  CREATE TABLE watch (
    id TEXT PRIMARY KEY, channel TEXT NOT NULL, text TEXT NOT NULL, created_at INTEGER NOT NULL,
    by_id TEXT, by_name TEXT, origin TEXT NOT NULL, paused_until INTEGER
  ) STRICT;
  CREATE INDEX watch_channel ON watch (channel);

  CREATE TABLE alert (
    id TEXT PRIMARY KEY, channel TEXT NOT NULL, story TEXT NOT NULL, matches TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('told', 'joined', 'held')),
    dispatch TEXT, told_by TEXT, joined TEXT, reason TEXT, decided_at INTEGER NOT NULL, coverage TEXT
  ) STRICT;
  CREATE UNIQUE INDEX alert_story ON alert (channel, story);
  CREATE INDEX alert_posts ON alert (channel, decided_at) WHERE told_by = 'post';
  -- One event is told once per channel.
  CREATE UNIQUE INDEX alert_coverage ON alert (channel, coverage)
    WHERE verdict = 'told' AND coverage IS NOT NULL;

  -- Which told alerts a watch had a part in.
  CREATE TABLE told (
    watch TEXT NOT NULL, at INTEGER NOT NULL, alert TEXT NOT NULL,
    PRIMARY KEY (watch, at, alert)
  ) STRICT, WITHOUT ROWID;

  -- The outbox: seq is the order of a lane.
  CREATE TABLE dispatch (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, channel TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('post', 'edit', 'reply', 'digest')),
    alerts TEXT NOT NULL, target TEXT,
    state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'sent', 'unknown', 'dead')),
    attempts INTEGER NOT NULL, due_at INTEGER NOT NULL, created_at INTEGER NOT NULL, attempted_at INTEGER,
    message TEXT, reason TEXT, plain INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX dispatch_open ON dispatch (channel, seq, kind)
    WHERE state IN ('pending', 'sending', 'unknown');
  CREATE INDEX dispatch_state ON dispatch (state, attempted_at);
  CREATE INDEX dispatch_digests ON dispatch (channel, due_at) WHERE kind = 'digest';

  -- Lanes that rest because of a fault.
  CREATE TABLE lane (
    channel TEXT PRIMARY KEY, since INTEGER NOT NULL, detail TEXT NOT NULL, fix TEXT, probe_at INTEGER NOT NULL
  ) STRICT;
`;

/** What stored search and retention need beyond the base schema; the index of words itself is in words.ts. */
export const SEARCH_SCHEMA = `
  -- The place of a story in the order of publication (place.ts); never null once the migration is through.
  ALTER TABLE story ADD COLUMN place INTEGER;
  CREATE UNIQUE INDEX story_place ON story (place);
  DROP INDEX story_latest;

  -- Until when an alert must be known, because a seen mark of its story may still bring the story back.
  ALTER TABLE alert ADD COLUMN kept_until INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX alert_of_story ON alert (story);
  CREATE INDEX alert_kept ON alert (kept_until);
  CREATE INDEX told_alert ON told (alert);
  CREATE INDEX dispatch_target ON dispatch (target) WHERE target IS NOT NULL;
`;

/** What main texts, coverage and changed stories need beyond that. */
export const COVERAGE_SCHEMA = `
  -- page is what came of looking at the story's page, as JSON.
  ALTER TABLE story ADD COLUMN description TEXT;
  ALTER TABLE story ADD COLUMN page TEXT;
  ALTER TABLE story ADD COLUMN updated_at INTEGER;
  CREATE INDEX story_coverage ON story (coverage) WHERE coverage IS NOT NULL;

  -- near is why a joined alert joined, as JSON; follows is the alert that a told one links back to.
  ALTER TABLE alert ADD COLUMN near TEXT;
  ALTER TABLE alert ADD COLUMN follows TEXT;
  CREATE INDEX alert_joined ON alert (joined) WHERE joined IS NOT NULL;

  -- Pairs of stories that are never joined again, each in the order of its ids.
  CREATE TABLE parted (
    a TEXT NOT NULL, b TEXT NOT NULL,
    PRIMARY KEY (a, b)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX parted_other ON parted (b);
`;
