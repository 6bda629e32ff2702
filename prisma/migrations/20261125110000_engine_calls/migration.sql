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

-- How long a user rings before its noAnswer forward holds stands in that forward.
CREATE OR REPLACE FUNCTION kam.deliver(r kam.decision, p_caller public."user", p_payer_path text, p_callee public."user", p_number public.extension,
  p_internal boolean, p_digits text, p_country text, p_dialed text, p_at timestamptz)
RETURNS kam.decision LANGUAGE plpgsql STABLE AS $$
DECLARE called uuid; called_path text;
BEGIN
  called := coalesce(p_callee.customer_id, p_number.customer_id);
  called_path := coalesce(p_callee.path, p_number.path);
  r.callee_user_id := coalesce(p_callee.id::text, '');
  r.callee_customer_id := called::text;
  IF NOT kam.is_active(called_path) OR p_callee.status = 'suspended' THEN RETURN kam.refuse(kam.note(r, 'callee', 'inactive'), 'userUnavailable'); END IF;
  IF r.call_type = 'outbound' THEN r.call_type := 'internal'; END IF;
  IF p_caller.max_calls IS NOT NULL THEN r.profiles := concat_ws(';', nullif(r.profiles, ''), 'usr:' || p_caller.id || '=' || p_caller.max_calls); END IF;
  IF p_callee.max_calls IS NOT NULL AND p_callee.id IS DISTINCT FROM p_caller.id THEN
    r.profiles := concat_ws(';', nullif(r.profiles, ''), 'usr:' || p_callee.id || '=' || p_callee.max_calls);
  END IF;
  IF p_number.max_calls IS NOT NULL THEN r.profiles := concat_ws(';', nullif(r.profiles, ''), 'ext:' || p_number.id || '=' || p_number.max_calls); END IF;
  IF p_payer_path IS NOT NULL THEN
    r := kam.apply_limits(r, p_payer_path, p_caller.id, 'outbound', p_digits, p_country, p_at);
    IF r.action = 'reject' THEN RETURN r; END IF;
  ELSE
    r.bill_customer_id := called::text;
    r.bill_user_id := r.callee_user_id;
    r := kam.apply_limits(r, called_path, p_callee.id, 'inbound', p_digits, p_country, p_at);
    IF r.action = 'reject' THEN RETURN r; END IF;
    r := kam.apply_prices(r, called_path, p_callee.id, 'inbound', p_digits, p_country, p_at);
    IF r.action = 'reject' THEN RETURN r; END IF;
  END IF;
  IF p_number.target_forward_id IS NOT NULL THEN
    r.action := 'forward';
    r.fwd_unconditional := p_number.target_forward_id::text;
    RETURN r;
  END IF;
  IF p_number.target_destination_id IS NOT NULL THEN RETURN kam.send_to(r, ARRAY[p_number.target_destination_id], p_digits, p_dialed); END IF;
  r.ring_seconds := coalesce(p_number.ring_seconds, r.ring_seconds);
  r.fwd_unconditional := kam.forward_of(p_callee.id, called, 'unconditional', p_internal, p_at);
  r.action := CASE WHEN r.fwd_unconditional = '' THEN 'user' ELSE 'forward' END;
  r.ruser := p_callee.username;
  SELECT d.domain INTO r.rdomain FROM public.domain d WHERE d.id = p_callee.domain_id;
  r.fwd_busy := kam.forward_of(p_callee.id, called, 'busy', p_internal, p_at);
  r.fwd_no_answer := kam.forward_of(p_callee.id, called, 'noAnswer', p_internal, p_at);
  r.fwd_unreachable := kam.forward_of(p_callee.id, called, 'unreachable', p_internal, p_at);
  IF r.fwd_no_answer <> '' THEN SELECT f.ring_seconds INTO r.ring_seconds FROM public.forward f WHERE f.id = r.fwd_no_answer::uuid; END IF;
  RETURN kam.note(r, 'callee', 'found');
END $$;

-- All signs that a username may have can be dialled.
DO $$ BEGIN
  EXECUTE replace(pg_get_functiondef('kam.route_call'::regproc), '^[+]?[A-Za-z0-9._*#-]{1,64}$', '^[A-Za-z0-9._~*#+-]{1,64}$');
END $$;

REVOKE EXECUTE ON FUNCTION kam.ring_acc_cdrs FROM PUBLIC;
DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'kam') THEN PERFORM kam.grant_engine(); END IF; END $$;
