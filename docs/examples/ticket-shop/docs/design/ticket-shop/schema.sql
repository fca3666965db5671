-- Ticket shop: schema, derived from the requirements. A draft to review.
-- Each owner has a database of its own: its tables belong there, with an event table of their own.

-- Event, owned by Programme, public data, kept for 5 years
CREATE TABLE event (
  id uuid NOT NULL PRIMARY KEY,
  venue text NOT NULL,
  starts_at timestamptz NOT NULL,
  on_sale_at timestamptz NOT NULL
);

-- Seat, owned by Seating, internal data
CREATE TABLE seat (
  id uuid NOT NULL PRIMARY KEY,
  event_id uuid NOT NULL, -- refers to Event, which another owner keeps in a database of its own
  block text NOT NULL,
  "row" text NOT NULL,
  number text NOT NULL,
  state text NOT NULL
);
CREATE INDEX seat_event_id_idx ON seat (event_id); -- refers to Event

-- Order, owned by Sales, personal data, kept for 10 years
CREATE TABLE "order" (
  id uuid NOT NULL PRIMARY KEY,
  fan_id uuid NOT NULL,
  total numeric(19, 4) NOT NULL,
  state text NOT NULL,
  seat_id uuid NOT NULL, -- from the references of the requirements; refers to Seat, which another owner keeps in a database of its own
  recorded_at timestamptz NOT NULL DEFAULT now() -- added, so that retention can count from it
);
CREATE INDEX order_seat_id_idx ON "order" (seat_id); -- refers to Seat
CREATE INDEX order_recorded_at_idx ON "order" (recorded_at); -- finds what is past its retention

-- Ticket, owned by Entry, personal data, kept for 2 years
-- The requirements name no fields for it; only what identifies and links it stands here.
CREATE TABLE ticket (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY, -- assumed: the requirements name no key
  order_id uuid NOT NULL, -- from the references of the requirements; refers to Order, which another owner keeps in a database of its own
  seat_id uuid NOT NULL, -- from the references of the requirements; refers to Seat, which another owner keeps in a database of its own
  recorded_at timestamptz NOT NULL DEFAULT now() -- added, so that retention can count from it
);
CREATE INDEX ticket_order_id_idx ON ticket (order_id); -- refers to Order
CREATE INDEX ticket_seat_id_idx ON ticket (seat_id); -- refers to Seat
CREATE INDEX ticket_recorded_at_idx ON ticket (recorded_at); -- finds what is past its retention

-- Settlement, owned by Finance, internal data, kept for 10 years
-- The requirements name no fields for it; only what identifies and links it stands here.
CREATE TABLE settlement (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY, -- assumed: the requirements name no key
  event_id uuid NOT NULL, -- from the references of the requirements; refers to Event, which another owner keeps in a database of its own
  order_id uuid NOT NULL, -- from the references of the requirements; refers to Order, which another owner keeps in a database of its own
  recorded_at timestamptz NOT NULL DEFAULT now() -- added, so that retention can count from it
);
CREATE INDEX settlement_event_id_idx ON settlement (event_id); -- refers to Event
CREATE INDEX settlement_order_id_idx ON settlement (order_id); -- refers to Order
CREATE INDEX settlement_recorded_at_idx ON settlement (recorded_at); -- finds what is past its retention

-- Transactional outbox: a command writes its event here in the transaction that changes the table.
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  aggregate_type text NOT NULL,
  aggregate_id text NOT NULL,
  event_type text NOT NULL,
  payload jsonb NOT NULL,
  occurred_at timestamptz NOT NULL DEFAULT now(),
  published_at timestamptz -- null until the relay has passed it on
);
CREATE INDEX outbox_unpublished_idx ON outbox (id) WHERE published_at IS NULL;
