-- CreateTable
CREATE TABLE "destination_state" (
    "destination_id" UUID NOT NULL,
    "is_up" BOOLEAN,
    "changed_at" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3),
    "sip_code" INTEGER,
    "silences" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "destination_state_pkey" PRIMARY KEY ("destination_id")
);

-- CreateIndex
CREATE INDEX "destination_state_due_at_idx" ON "destination_state"("due_at");

-- AddForeignKey
ALTER TABLE "destination_state" ADD CONSTRAINT "destination_state_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "destination"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

CREATE INDEX "destination_state_down" ON "destination_state" ("destination_id") WHERE NOT "is_up";
CREATE INDEX "destination_probed" ON "destination" ("id") WHERE "probe" AND "enabled";

-- Whether a customer is one still.
CREATE FUNCTION kam.is_there(p_customer uuid) RETURNS boolean LANGUAGE sql STABLE
  RETURN EXISTS (SELECT FROM public.customer c WHERE c.id = p_customer AND c.status <> 'terminated');

-- What is to be asked now, and where: each is handed out once, to whichever engine comes first, and comes again when p_seconds are over.
-- One that is not to be asked any more is forgotten.
CREATE FUNCTION kam.probe_due(p_seconds int) RETURNS TABLE (destination_id text, ruri text) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM public.destination_state s USING public.destination d
    WHERE d.id = s.destination_id AND NOT (d.probe AND d.enabled AND kam.is_there(d.customer_id));
  INSERT INTO public.destination_state (destination_id, due_at)
    SELECT d.id, now() FROM public.destination d
    WHERE d.probe AND d.enabled AND kam.is_there(d.customer_id) AND NOT EXISTS (SELECT FROM public.destination_state s WHERE s.destination_id = d.id)
    ORDER BY d.id LIMIT 1000
    ON CONFLICT DO NOTHING;
  RETURN QUERY
    WITH due AS (
      SELECT s.destination_id AS id FROM public.destination_state s WHERE s.due_at <= now() ORDER BY s.due_at LIMIT 200
      FOR UPDATE SKIP LOCKED
    ), taken AS (
      UPDATE public.destination_state s SET due_at = now() + make_interval(secs => p_seconds)
      FROM due WHERE s.destination_id = due.id RETURNING s.destination_id AS id
    )
    SELECT d.id::text, 'sip:' || CASE WHEN d.host LIKE '%:%' THEN '[' || d.host || ']' ELSE d.host END || ':' || d.port
      || CASE WHEN d.transport = 'udp' THEN '' ELSE ';transport=' || d.transport END
    FROM taken JOIN public.destination d ON d.id = taken.id;
END $$;

-- What came back. Any answer says that something is there, but 408 (nothing came) and 5xx. One silence may be a packet that was lost:
-- it is asked again soon, and is down with the second.
CREATE FUNCTION kam.probe_result(p_destination text, p_code int) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.destination_state s SET
    is_up = after.is_up, sip_code = p_code, checked_at = now(), silences = after.silences,
    changed_at = CASE WHEN s.is_up IS NOT DISTINCT FROM after.is_up THEN s.changed_at ELSE now() END,
    due_at = CASE WHEN after.silences = 1 THEN least(s.due_at, now() + interval '3 seconds') ELSE s.due_at END
  FROM (
    SELECT b.destination_id, CASE WHEN answers THEN 0 ELSE least(b.silences + 1, 2) END AS silences,
      CASE WHEN answers THEN true WHEN b.silences >= 1 THEN false ELSE b.is_up END AS is_up
    FROM (SELECT t.*, NOT (p_code = 408 OR p_code >= 500 AND p_code < 600) AS answers
      FROM public.destination_state t WHERE t.destination_id = p_destination::uuid) b
  ) after
  WHERE s.destination_id = after.destination_id
$$;
REVOKE EXECUTE ON FUNCTION kam.is_there, kam.probe_due, kam.probe_result FROM PUBLIC;

-- The calls at once of a limit are read from the places that calls hold: one of a call's many variables.
CREATE INDEX dialog_vars_keys ON kam.dialog_vars (hash_entry, hash_id) WHERE dialog_key = 'keys';

CREATE OR REPLACE FUNCTION kam.grant_engine() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  GRANT USAGE ON SCHEMA kam TO kam;
  GRANT SELECT ON kam.subscriber, kam.domain, kam.version TO kam;
  GRANT SELECT, INSERT, UPDATE, DELETE ON kam.location, kam.location_attrs, kam.dialog, kam.dialog_vars TO kam;
  GRANT INSERT ON kam.acc_cdrs, kam.acc, kam.missed_calls TO kam;
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA kam TO kam;
  GRANT EXECUTE ON FUNCTION kam.route_call, kam.trusted_source, kam.subscriber_of, kam.probe_due, kam.probe_result TO kam;
END $$;
DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'kam') THEN PERFORM kam.grant_engine(); END IF; END $$;
