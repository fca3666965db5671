-- Payment ledger: schema, derived from the requirements. A draft to review.
-- Each owner has a database of its own: its tables belong there, with an event table of their own.

-- Account, owned by Accounts, personal data, kept for 30 years
CREATE TABLE account (
  iban text NOT NULL PRIMARY KEY,
  currency text NOT NULL,
  opened_on date NOT NULL,
  state text NOT NULL
);

-- Booking, owned by Ledger, secret data, kept for 10 years
CREATE TABLE booking (
  id uuid NOT NULL PRIMARY KEY,
  booked_at timestamptz NOT NULL,
  value_date date NOT NULL,
  purpose text NOT NULL,
  account_iban text NOT NULL -- from the references of the requirements; refers to Account, which another owner keeps in a database of its own
);
-- To drop months of it whole, its key needs booked_at beside id, and so does whatever refers to it.
CREATE INDEX booking_account_iban_idx ON booking (account_iban); -- refers to Account
CREATE INDEX booking_booked_at_idx ON booking (booked_at); -- finds what is past its retention

-- Entry, owned by Ledger, secret data, kept for 10 years
CREATE TABLE entry (
  id uuid NOT NULL DEFAULT gen_random_uuid(), -- assumed: the requirements name no key
  booking_id uuid NOT NULL REFERENCES booking (id),
  iban text NOT NULL, -- refers to Account, which another owner keeps in a database of its own
  amount numeric NOT NULL,
  direction text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(), -- added, so that retention can count from it
  PRIMARY KEY (id, recorded_at)
) PARTITION BY RANGE (recorded_at);
-- One partition for each month; this one takes what no month takes and is to stay empty.
CREATE TABLE entry_rest PARTITION OF entry DEFAULT;
CREATE INDEX entry_booking_id_idx ON entry (booking_id); -- refers to Booking
CREATE INDEX entry_iban_idx ON entry (iban); -- refers to Account
CREATE INDEX entry_amount_idx ON entry (amount); -- F8 looks it up
CREATE INDEX entry_recorded_at_idx ON entry (recorded_at); -- finds what is past its retention

-- Payment, owned by Payments, personal data, kept for 10 years
-- The requirements name no fields for it; only what identifies and links it stands here.
CREATE TABLE payment (
  id uuid NOT NULL DEFAULT gen_random_uuid(), -- assumed: the requirements name no key
  account_iban text NOT NULL, -- from the references of the requirements; refers to Account, which another owner keeps in a database of its own
  recorded_at timestamptz NOT NULL DEFAULT now(), -- added, so that retention can count from it
  PRIMARY KEY (id, recorded_at)
) PARTITION BY RANGE (recorded_at);
-- One partition for each month; this one takes what no month takes and is to stay empty.
CREATE TABLE payment_rest PARTITION OF payment DEFAULT;
CREATE INDEX payment_account_iban_idx ON payment (account_iban); -- refers to Account
CREATE INDEX payment_recorded_at_idx ON payment (recorded_at); -- finds what is past its retention

-- Fraud case, owned by Fraud, secret data
-- The requirements name no fields for it; only what identifies and links it stands here.
CREATE TABLE fraud_case (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY, -- assumed: the requirements name no key
  payment_id uuid NOT NULL -- from the references of the requirements; refers to Payment, which another owner keeps in a database of its own
);
CREATE INDEX fraud_case_payment_id_idx ON fraud_case (payment_id); -- refers to Payment

-- Clearing file, owned by Clearing, secret data, kept for 10 years
-- The requirements name no fields for it; only what identifies and links it stands here.
CREATE TABLE clearing_file (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY, -- assumed: the requirements name no key
  booking_id uuid NOT NULL, -- from the references of the requirements; refers to Booking, which another owner keeps in a database of its own
  recorded_at timestamptz NOT NULL DEFAULT now() -- added, so that retention can count from it
);
CREATE INDEX clearing_file_booking_id_idx ON clearing_file (booking_id); -- refers to Booking
CREATE INDEX clearing_file_recorded_at_idx ON clearing_file (recorded_at); -- finds what is past its retention
