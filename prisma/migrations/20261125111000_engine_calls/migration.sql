-- A call as the SIP engine saw it: docs/sip.md, "Calls". Texts have no bound, as one that is too long would cost the row.
DROP TABLE kam.acc_cdrs;
CREATE TABLE kam.acc_cdrs (
  id bigserial PRIMARY KEY, inserted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  start_time timestamp, end_time timestamp, duration double precision,
  setup_ts varchar, ringing_ts varchar, answer_ts varchar, failed_ts varchar, legs varchar, sip_code varchar, blocked_reason varchar,
  release_by varchar, src_ip varchar, auth_user_id varchar, auth_customer_id varchar, trunk_customer_id varchar, dest_id varchar, node varchar,
  dialed varchar, from_user varchar, call_id varchar, from_tag varchar, to_tag varchar, user_agent varchar,
  drained_at timestamptz
);
CREATE INDEX acc_cdrs_waiting ON kam.acc_cdrs (id) WHERE drained_at IS NULL;
CREATE INDEX acc_cdrs_drained ON kam.acc_cdrs (drained_at) WHERE drained_at IS NOT NULL;

-- Workers that listen drain at once.
CREATE FUNCTION kam.ring() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NOTIFY kam_acc_cdrs;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION kam.ring FROM PUBLIC;
CREATE TRIGGER ring AFTER INSERT ON kam.acc_cdrs FOR EACH STATEMENT EXECUTE FUNCTION kam.ring();

-- The legs of a call that was forwarded often are a long text.
ALTER TABLE kam.dialog_vars ALTER COLUMN dialog_value TYPE varchar;

DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'kam') THEN PERFORM kam.grant_engine(); END IF; END $$;
