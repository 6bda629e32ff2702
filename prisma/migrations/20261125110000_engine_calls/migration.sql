-- What Kamailio writes of a call, as deploy/kamailio does: docs/sip.md tells the columns. Text has no length here, as a row that
-- does not fit is a call that is lost.
DROP TABLE kam.acc_cdrs;
CREATE TABLE kam.acc_cdrs (
  id bigserial PRIMARY KEY, inserted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  start_time timestamp NOT NULL, end_time timestamp NOT NULL, duration real NOT NULL,
  call_id text, from_tag text, to_tag text, node text, src_ip text, transport text, user_agent text,
  from_user text, from_domain text, dialed text, dialed_domain text,
  auth_user_id text, auth_customer_id text, trunk_id text, trunk_customer_id text,
  legs text, final_uri text, dest_id text, hops text,
  setup_ts text, ringing_ts text, answer_ts text, failed_ts text,
  sip_code text, blocked_reason text, refused_by text, release_by text,
  drained_at timestamptz
);
CREATE INDEX acc_cdrs_waiting ON kam.acc_cdrs (id) WHERE drained_at IS NULL;

-- Whoever drains is told at once. A trigger's function runs without a look at the right to execute it.
CREATE FUNCTION kam.ring_acc_cdrs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('kam_acc_cdrs', '');
  RETURN NULL;
END $$;
CREATE TRIGGER acc_cdrs_ring AFTER INSERT ON kam.acc_cdrs FOR EACH STATEMENT EXECUTE FUNCTION kam.ring_acc_cdrs();

-- The ceilings of a call and its route sets are longer than Kamailio's own columns.
ALTER TABLE kam.dialog ALTER COLUMN callid TYPE text, ALTER COLUMN from_uri TYPE text, ALTER COLUMN to_uri TYPE text,
  ALTER COLUMN from_tag TYPE text, ALTER COLUMN to_tag TYPE text, ALTER COLUMN caller_route_set TYPE text,
  ALTER COLUMN callee_route_set TYPE text, ALTER COLUMN caller_contact TYPE text, ALTER COLUMN callee_contact TYPE text,
  ALTER COLUMN req_uri TYPE text, ALTER COLUMN xdata TYPE text;
ALTER TABLE kam.dialog_vars ALTER COLUMN dialog_value TYPE text;

REVOKE EXECUTE ON FUNCTION kam.ring_acc_cdrs FROM PUBLIC;
DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'kam') THEN PERFORM kam.grant_engine(); END IF; END $$;
