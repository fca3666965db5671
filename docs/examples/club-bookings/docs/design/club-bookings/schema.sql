-- Club bookings: schema, derived from the requirements. A draft to review.
PRAGMA journal_mode = WAL;
PRAGMA foreign_keys = ON; -- for each connection

-- Member, owned by Club office, personal data
CREATE TABLE member (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  joined_on TEXT NOT NULL -- ISO 8601 date
) STRICT;

-- Court, owned by Club office, public data
-- The requirements name no fields for it; only what identifies and links it stands here.
CREATE TABLE court (
  id TEXT NOT NULL PRIMARY KEY -- assumed: the requirements name no key
) STRICT;

-- Booking, owned by Club office, personal data, kept for 3 years
CREATE TABLE booking (
  id TEXT NOT NULL PRIMARY KEY,
  court_id TEXT NOT NULL REFERENCES court (id),
  member_id TEXT NOT NULL REFERENCES member (id),
  starts_at TEXT NOT NULL -- ISO 8601, UTC
) STRICT;
CREATE INDEX booking_member_id_idx ON booking (member_id); -- refers to Member
CREATE INDEX booking_court_id_idx ON booking (court_id); -- refers to Court
CREATE INDEX booking_starts_at_idx ON booking (starts_at); -- finds what is past its retention

-- Transactional outbox: a command writes its event here in the transaction that changes the table.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  aggregate_type TEXT NOT NULL,
  aggregate_id TEXT NOT NULL,
  event_type TEXT NOT NULL,
  payload TEXT NOT NULL,
  occurred_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  published_at TEXT -- null until the relay has passed it on
) STRICT;
CREATE INDEX outbox_unpublished_idx ON outbox (id) WHERE published_at IS NULL;
