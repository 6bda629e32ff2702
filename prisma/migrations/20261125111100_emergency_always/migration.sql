-- A call for help goes through whatever the status of who calls, and the limits of who is called count within the platform as well.
-- What the decision asked is told with the thing that was asked: docs/sip.md. How long a user rings before its noAnswer forward holds
-- stands in that forward; all signs that a username may have can be dialled.

-- Who is suspended signs in as before, so that help can be called; what else it calls is refused by its reason.
CREATE FUNCTION kam.may_ask(p_path text) RETURNS boolean LANGUAGE sql STABLE
  RETURN NOT EXISTS (SELECT FROM public.customer a WHERE a.path = ANY (kam.levels_of(p_path)) AND a.status = 'terminated');

CREATE OR REPLACE VIEW kam.subscriber AS
  SELECT u.username::varchar AS username, d.domain::varchar AS domain, u.ha1::varchar AS ha1, u.ha1_sha256::varchar AS ha1_sha256,
    u.id::varchar AS user_id, u.customer_id::varchar AS customer_id, u.max_registrations::int4 AS max_registrations,
    (d.registration_allowed AND u.status = 'active' AND NOT EXISTS (SELECT FROM public.customer a WHERE a.status <> 'active'
      AND a.path = ANY (ARRAY(SELECT left(u.path, 26 * n) FROM generate_series(1, length(u.path) / 26) n))))::int4 AS registration_allowed
  FROM public."user" u JOIN public.domain d ON d.id = u.domain_id
  WHERE d.status = 'active' AND NOT EXISTS (SELECT FROM public.customer a WHERE a.status = 'terminated'
    AND a.path = ANY (ARRAY(SELECT left(u.path, 26 * n) FROM generate_series(1, length(u.path) / 26) n)));

CREATE OR REPLACE FUNCTION kam.trusted_source(p_src text, p_dialed text)
RETURNS TABLE (kind varchar, user_id varchar, customer_id varchar, destination_id varchar, tech_prefix varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = kam, public, pg_temp AS $$
  (SELECT 'trust'::varchar, coalesce(w.user_id::text, '')::varchar, w.customer_id::varchar, ''::varchar, n.tech_prefix::varchar
    FROM public.trusted_network n JOIN public.whitelist w ON w.id = n.whitelist_id
    WHERE n.network && p_src::inet AND starts_with(p_dialed, n.tech_prefix) AND kam.may_ask(w.path)
    ORDER BY length(n.tech_prefix) DESC LIMIT 1)
  UNION ALL
  (SELECT 'destination', '', d.customer_id::varchar, d.id::varchar, ''
    FROM public.destination d WHERE d.host = p_src AND d.enabled AND kam.is_active(d.path) ORDER BY length(d.path), d.id LIMIT 1)
  LIMIT 1
$$;

-- How long the call may last so far is told with each rule: whoever may not know a rule must not learn its figure by it either.
DROP FUNCTION kam.note(kam.decision, text, text, uuid);
CREATE FUNCTION kam.note(r kam.decision, p_rule text, p_answer text, p_by uuid DEFAULT NULL, p_thing uuid DEFAULT NULL)
RETURNS kam.decision LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF r.trace IS NOT NULL THEN
    r.trace := r.trace
      || jsonb_build_object('rule', p_rule, 'answer', p_answer, 'by', p_by, 'thing', p_thing, 'seconds', r.max_seconds);
  END IF;
  RETURN r;
END $$;

-- Every limit on a path that judges a call before it is made, or caps it. Its counters of the moment are the engine's: ceilings.
DROP FUNCTION kam.apply_limits(kam.decision, text, uuid, rate_direction, text, text, timestamptz);
CREATE FUNCTION kam.apply_limits(r kam.decision, p_path text, p_user uuid, p_direction rate_direction, p_internal boolean, p_digits text, p_country text, p_at timestamptz)
RETURNS kam.decision LANGUAGE plpgsql STABLE AS $$
DECLARE l public."limit"; zone text; v numeric; key text;
BEGIN
  FOR l IN SELECT * FROM kam.limits_on(kam.levels_of(p_path), p_user, p_direction, p_internal, p_digits, p_country) LOOP
    key := CASE WHEN l.path = p_path THEN 'lim:' ELSE 'anc:' END || l.id || '=' || trunc(l.threshold);
    -- A limit above both ends counts a call between them once.
    CONTINUE WHEN strpos(r.profiles || r.rates, l.id::text) > 0;
    IF l.type = 'concurrentCalls' THEN r.profiles := concat_ws(';', nullif(r.profiles, ''), key);
    ELSIF l.type = 'callsPerSecond' THEN r.rates := concat_ws(';', nullif(r.rates, ''), key);
    ELSIF l.type = 'callDuration' THEN r.max_seconds := least(r.max_seconds, greatest(trunc(l.threshold), 0)::int);
    ELSIF l.type <> 'pricePerMinute' THEN
      zone := coalesce(l.time_zone, (SELECT c.time_zone FROM public.customer c WHERE c.id = l.customer_id));
      v := kam.limit_value(l, zone, p_at);
      IF l.type = 'minutes' THEN v := v / 60; END IF;
      IF v >= l.threshold AND NOT (l.type = 'distinctNumbers' AND EXISTS (
        SELECT FROM public.limit_number n WHERE n.limit_id = l.id AND n.number = '+' || p_digits
          AND n.slot >= public.limit_slot_from(l.period, l."window", zone, p_at))) THEN
        RETURN kam.refuse(kam.note(r, l.type::text, 'reached', l.customer_id, l.id), l.type::text, l.customer_id);
      END IF;
      IF l.type = 'minutes' AND l.action = 'terminate' THEN
        r.max_seconds := least(r.max_seconds, greatest(1, ceil((l.threshold - v) * 60))::int);
      END IF;
    END IF;
    r := kam.note(r, l.type::text, 'passed', l.customer_id, l.id);
    IF r.max_seconds < 1 THEN RETURN kam.refuse(r, l.type::text, l.customer_id); END IF;
  END LOOP;
  RETURN r;
END $$;

CREATE OR REPLACE FUNCTION kam.apply_prices(r kam.decision, p_path text, p_user uuid, p_direction rate_direction, p_digits text, p_country text, p_at timestamptz)
RETURNS kam.decision LANGUAGE plpgsql STABLE AS $$
DECLARE c public.customer; plan public.tariffplan; rate public.rate; l public."limit"; is_off_peak boolean; per_minute numeric; seconds int; funds numeric;
BEGIN
  FOR c IN SELECT * FROM public.customer a WHERE a.path = ANY (kam.levels_of(p_path)) AND a.parent_id IS NOT NULL ORDER BY a.depth DESC LOOP
    SELECT * INTO plan FROM public.tariffplan t WHERE t.id = c.tariffplan_id AND t.valid_from <= p_at AND (t.valid_to IS NULL OR p_at < t.valid_to);
    rate := NULL;
    IF plan.id IS NOT NULL THEN SELECT * INTO rate FROM kam.rate_of(plan.id, p_digits, p_direction, p_at); END IF;
    IF rate.id IS NULL THEN
      IF c.billing_mode = 'prepaid' THEN RETURN kam.refuse(kam.note(r, 'rate', 'none', c.id), 'noRate', c.id); END IF;
      r := kam.note(r, 'rate', 'none', c.id);
      CONTINUE;
    END IF;
    IF rate.blocked THEN RETURN kam.refuse(kam.note(r, 'rate', 'blocked', c.id, rate.id), 'rateBlocked', c.id); END IF;
    is_off_peak := plan.off_peak IS NOT NULL AND kam.in_schedule(plan.off_peak, p_at);
    per_minute := CASE WHEN is_off_peak THEN coalesce(rate.off_peak_price_per_minute, rate.price_per_minute) ELSE rate.price_per_minute END;
    FOR l IN SELECT * FROM kam.limits_on(ARRAY[c.path], CASE WHEN c.path = p_path THEN p_user END, p_direction, false, p_digits, p_country) LOOP
      IF l.type = 'pricePerMinute' THEN
        IF per_minute > l.threshold THEN RETURN kam.refuse(kam.note(r, 'pricePerMinute', 'reached', c.id, l.id), 'pricePerMinute', c.id); END IF;
        r := kam.note(r, 'pricePerMinute', 'passed', c.id, l.id);
      ELSIF l.type = 'spend' AND l.action = 'terminate' THEN
        funds := l.threshold - kam.limit_value(l, coalesce(l.time_zone, c.time_zone), p_at);
        seconds := kam.seconds_for(rate, plan, is_off_peak, funds, r.max_seconds);
        IF seconds = 0 THEN RETURN kam.refuse(kam.note(r, 'spend', 'reached', c.id, l.id), 'spend', c.id); END IF;
        r.max_seconds := coalesce(seconds, r.max_seconds);
      END IF;
    END LOOP;
    IF c.billing_mode = 'prepaid' THEN
      seconds := kam.seconds_for(rate, plan, is_off_peak, kam.funds_of(c), r.max_seconds);
      IF seconds = 0 THEN RETURN kam.refuse(kam.note(r, 'balance', 'exhausted', c.id), 'balanceExhausted', c.id); END IF;
      r.max_seconds := coalesce(seconds, r.max_seconds);
      r := kam.note(r, 'balance', 'passed', c.id);
    END IF;
    r := kam.note(r, 'rate', 'found', c.id, rate.id);
  END LOOP;
  RETURN r;
END $$;

CREATE OR REPLACE FUNCTION kam.send_to(r kam.decision, p_destinations uuid[], p_digits text, p_dialed text) RETURNS kam.decision LANGUAGE plpgsql STABLE AS $$
BEGIN
  SELECT 'uri', d.id::text, kam.uri_at(d, p_digits, p_dialed), d.ring_seconds INTO r.action, r.dest_id, r.ruri, r.ring_seconds
    FROM unnest(p_destinations) WITH ORDINALITY w (id, place) JOIN public.destination d ON d.id = w.id AND d.enabled ORDER BY place LIMIT 1;
  IF NOT FOUND THEN
    r.dest_id := '';
    r.ruri := '';
    RETURN kam.refuse(r, 'noDestination');
  END IF;
  SELECT string_agg(concat_ws('|', d.id, kam.uri_at(d, p_digits, p_dialed), coalesce(d.max_calls, -1), coalesce(d.calls_per_second, -1), d.ring_seconds), ',' ORDER BY place)
    INTO r.routes FROM unnest(p_destinations) WITH ORDINALITY w (id, place) JOIN public.destination d ON d.id = w.id AND d.enabled;
  RETURN kam.note(r, 'destination', 'found', NULL, r.dest_id::uuid);
END $$;

CREATE OR REPLACE FUNCTION kam.route_call(
  p_user text, p_src text, p_dialed text, p_domain text, p_forward text DEFAULT '', p_hops int DEFAULT 0, p_cli text DEFAULT '',
  p_trunk text DEFAULT '', p_customer text DEFAULT '', p_at timestamptz DEFAULT NULL, p_trace boolean DEFAULT false
) RETURNS kam.decision LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = kam, public, pg_temp AS $$
DECLARE
  r kam.decision; at timestamptz := coalesce(p_at, now()); u public."user"; payer public.customer; f public.forward; x public.extension;
  callee public."user"; t record; dialed text := p_dialed; digits text; nation text; levels text[]; by_whom uuid; found_path text; body text;
  is_help boolean := false; targets uuid[]; from_user boolean := p_user <> '' OR p_customer <> '';
BEGIN
  r := ROW('', 0, '', '', '', '', '', '', '', '', '', '', '', '', '', '', 'allowed', '', '', 14400, 60, '', '', '', '', CASE WHEN p_trace THEN '[]'::jsonb END);
  IF p_hops > 5 THEN RETURN kam.refuse(r, 'tooManyHops'); END IF;
  IF dialed !~ '^[A-Za-z0-9._~*#+-]{1,64}$' THEN RETURN kam.refuse(r, 'numberInvalid'); END IF;

  -- Who pays: whoever forwards, else whoever calls; of a call from a trunk whoever is called, further down.
  IF p_forward <> '' THEN
    SELECT * INTO f FROM public.forward w WHERE w.id = p_forward::uuid AND w.enabled;
    IF NOT FOUND THEN RETURN kam.refuse(r, 'forwardUnknown'); END IF;
    SELECT * INTO u FROM public."user" w WHERE w.id = f.user_id;
    SELECT * INTO payer FROM public.customer c WHERE c.id = f.customer_id;
    r.ring_seconds := f.ring_seconds;
    IF f.target_number IS NOT NULL THEN dialed := f.target_number; END IF;
  ELSIF p_user <> '' THEN
    SELECT * INTO u FROM public."user" w WHERE w.id = p_user::uuid;
    IF NOT FOUND THEN RETURN kam.refuse(r, 'userUnknown'); END IF;
    SELECT * INTO payer FROM public.customer c WHERE c.id = u.customer_id;
  ELSIF p_customer <> '' THEN
    SELECT * INTO payer FROM public.customer c WHERE c.id = p_customer::uuid;
  END IF;
  r.call_type := CASE WHEN p_forward <> '' THEN 'forwarded' WHEN payer.id IS NOT NULL THEN 'outbound' ELSE 'inbound' END;

  IF payer.id IS NOT NULL THEN
    levels := kam.levels_of(payer.path);
    r.bill_user_id := coalesce(u.id::text, '');
    r.bill_customer_id := payer.id::text;
    SELECT EXISTS (SELECT FROM kam.emergency_number e WHERE e.number = dialed AND e.country =
      (SELECT c.country FROM public.customer c WHERE c.path = ANY (levels) AND c.country IS NOT NULL ORDER BY c.depth DESC LIMIT 1)) INTO is_help;
    IF is_help THEN
      r.call_type := 'emergency';
      r := kam.note(r, 'emergency', 'yes');
    ELSIF NOT kam.is_active(payer.path) THEN
      RETURN kam.refuse(kam.note(r, 'status', 'inactive'), 'customerSuspended');
    ELSIF u.status = 'suspended' THEN
      RETURN kam.refuse(kam.note(r, 'status', 'inactive', u.customer_id, u.id), 'userSuspended');
    ELSE
      r := kam.note(r, 'status', 'active');
    END IF;

    IF NOT is_help AND p_forward = '' THEN
      by_whom := kam.kept_away_by(levels, u.id, 'ip', p_src::inet, NULL, NULL);
      IF by_whom IS NOT NULL THEN RETURN kam.refuse(kam.note(r, 'ipWhitelist', 'refused', by_whom), 'sourceNotAllowed', by_whom); END IF;
      r := kam.note(r, 'ipWhitelist', 'passed');
    END IF;
    r.cli := CASE WHEN p_cli <> '' AND (f.keep_caller_id OR p_cli = ANY (u.allowed_caller_ids)) THEN p_cli
      ELSE coalesce(u.caller_id, (SELECT c.default_caller_id FROM public.customer c
        WHERE c.path = ANY (levels) AND c.default_caller_id IS NOT NULL ORDER BY c.depth DESC LIMIT 1), '') END;
    r.cli_presentation := coalesce(u.caller_id_presentation::text, 'allowed');

    -- The nearest level with a matching pattern treats the number; the nearest that names a destination supplies it.
    FOR t IN SELECT e.* FROM (
        SELECT * FROM public.extension e WHERE e.user_id = u.id AND e.direction = 'outbound' AND e.status = 'active'
        UNION ALL SELECT * FROM public.extension e WHERE e.path = ANY (levels) AND e.user_id IS NULL
          AND e.direction = 'outbound' AND e.status = 'active') e
      ORDER BY length(e.path) DESC, e.user_id NULLS LAST, e.priority, length(e.dial_pattern) DESC, e.id
    LOOP
      CONTINUE WHEN NOT (kam.dial_matches(t.dial_pattern, dialed) OR kam.dial_matches(t.dial_pattern, ltrim(dialed, '+'))
        OR (t.destination_id IS NOT NULL AND kam.dial_matches(t.dial_pattern, coalesce(body, dialed))));
      IF x.id IS NULL THEN
        x := t;
        body := substr(ltrim(dialed, '+'), 1 + coalesce(x.strip_digits, 0));
        body := coalesce(x.prepend, CASE WHEN coalesce(x.strip_digits, 0) = 0 AND dialed LIKE '+%' THEN '+' ELSE '' END) || body;
        IF x.caller_id IS NOT NULL THEN r.cli := x.caller_id; END IF;
        r := kam.note(r, 'dialPattern', 'matched', x.customer_id, x.id);
      END IF;
      IF t.destination_id IS NOT NULL THEN
        EXIT WHEN found_path IS NOT NULL AND found_path <> t.path || coalesce(t.user_id::text, '');
        found_path := t.path || coalesce(t.user_id::text, '');
        targets := targets || t.destination_id;
      END IF;
    END LOOP;
  END IF;
  digits := kam.digits_of(CASE WHEN is_help THEN NULL ELSE coalesce(body, dialed) END);
  r.number := CASE WHEN digits IS NULL THEN coalesce(body, dialed) ELSE '+' || digits END;
  SELECT n.country INTO nation FROM kam.number_prefix n WHERE n.prefix = ANY (ARRAY(SELECT left(digits, g) FROM generate_series(1, 4) g))
    ORDER BY length(n.prefix) DESC LIMIT 1;

  -- On the platform: what a forward names, a number of it, or a user of that domain.
  x := NULL;
  IF f.target_user_id IS NOT NULL THEN
    SELECT * INTO callee FROM public."user" w WHERE w.id = f.target_user_id;
  ELSIF f.target_destination_id IS NOT NULL THEN
    x.id := f.id; x.target_destination_id := f.target_destination_id; x.path := f.path; x.customer_id := f.customer_id;
  ELSIF f.target_extension_id IS NOT NULL THEN
    SELECT * INTO x FROM public.extension e WHERE e.id = f.target_extension_id AND e.status = 'active' AND e.direction = 'inbound';
    IF NOT FOUND THEN RETURN kam.refuse(r, 'numberUnknown'); END IF;
  ELSIF p_forward = '' AND p_trunk = '' AND NOT is_help THEN
    SELECT w.* INTO callee FROM public."user" w JOIN public.domain d ON d.id = w.domain_id WHERE w.username = dialed AND d.domain = p_domain;
  END IF;
  IF f.target_user_id IS NULL AND x.id IS NULL AND callee.id IS NULL AND digits IS NOT NULL THEN
    SELECT * INTO x FROM public.extension e WHERE e.direction = 'inbound' AND e.status = 'active'
      AND int8range(e.first_number, e.last_number, '[]') && int8range(digits::bigint, digits::bigint, '[]');
  END IF;
  IF x.id IS NOT NULL AND p_trunk <> '' AND payer.id IS NULL AND NOT EXISTS (
    SELECT FROM public.destination d WHERE d.id = p_trunk::uuid AND starts_with(x.path, d.path)) THEN
    RETURN kam.refuse(r, 'numberUnknown');
  END IF;
  IF x.target_user_id IS NOT NULL THEN
    SELECT * INTO callee FROM public."user" w WHERE w.id = x.target_user_id;
  END IF;
  IF callee.id IS NOT NULL OR x.id IS NOT NULL THEN
    RETURN kam.deliver(r, u, payer.path, callee, x, from_user, digits, nation, dialed, at);
  END IF;
  IF payer.id IS NULL OR (digits IS NULL AND NOT is_help AND kam.digits_of(dialed) IS NULL AND dialed !~ '^[+]?[0-9*#]+$') THEN
    RETURN kam.refuse(r, 'numberUnknown');
  END IF;

  -- Off the platform.
  IF NOT is_help THEN
    IF digits IS NULL THEN RETURN kam.refuse(r, 'numberInvalid'); END IF;
    by_whom := kam.kept_away_by(levels, u.id, 'destination', NULL, digits, nation);
    IF by_whom IS NOT NULL THEN RETURN kam.refuse(kam.note(r, 'destinationWhitelist', 'refused', by_whom), 'destinationNotAllowed', by_whom); END IF;
    by_whom := kam.kept_away_by(levels, u.id, 'callerId', NULL, nullif(ltrim(r.cli, '+'), ''), NULL);
    IF by_whom IS NOT NULL THEN RETURN kam.refuse(kam.note(r, 'callerIdWhitelist', 'refused', by_whom), 'callerIdNotAllowed', by_whom); END IF;
    r := kam.note(kam.note(r, 'destinationWhitelist', 'passed'), 'callerIdWhitelist', 'passed');
    IF u.max_calls IS NOT NULL THEN r.profiles := 'usr:' || u.id || '=' || u.max_calls; END IF;
    r := kam.apply_limits(r, payer.path, u.id, 'outbound', false, digits, nation, at);
    IF r.action = 'reject' THEN RETURN r; END IF;
    r := kam.apply_prices(r, payer.path, u.id, 'outbound', digits, nation, at);
    IF r.action = 'reject' THEN RETURN r; END IF;
  ELSIF targets IS NULL THEN
    -- Help is reached by any trunk of the nearest level that has one.
    SELECT array_agg(d.id) INTO targets FROM public.destination d WHERE d.user_id IS NULL AND d.enabled AND d.path =
      (SELECT e.path FROM public.destination e WHERE e.path = ANY (levels) AND e.user_id IS NULL AND e.enabled ORDER BY length(e.path) DESC LIMIT 1);
  END IF;
  SELECT array_agg(o.id) INTO targets FROM (
    SELECT d.id FROM unnest(targets) WITH ORDINALITY w (id, place) JOIN public.destination d ON d.id = w.id
    GROUP BY d.id ORDER BY d.priority, -ln(1 - random()) / greatest(d.weight, 0.001)) o;
  RETURN kam.send_to(r, targets, digits, dialed);
END $$;

CREATE OR REPLACE FUNCTION kam.deliver(r kam.decision, p_caller public."user", p_payer_path text, p_callee public."user", p_number public.extension,
  p_internal boolean, p_digits text, p_country text, p_dialed text, p_at timestamptz)
RETURNS kam.decision LANGUAGE plpgsql STABLE AS $$
DECLARE called uuid; called_path text;
BEGIN
  called := coalesce(p_callee.customer_id, p_number.customer_id);
  called_path := coalesce(p_callee.path, p_number.path);
  r.callee_user_id := coalesce(p_callee.id::text, '');
  r.callee_customer_id := called::text;
  IF NOT kam.is_active(called_path) OR p_callee.status = 'suspended' THEN RETURN kam.refuse(kam.note(r, 'callee', 'inactive', called, p_callee.id), 'userUnavailable'); END IF;
  IF r.call_type = 'outbound' THEN r.call_type := 'internal'; END IF;
  IF p_caller.max_calls IS NOT NULL THEN r.profiles := concat_ws(';', nullif(r.profiles, ''), 'usr:' || p_caller.id || '=' || p_caller.max_calls); END IF;
  IF p_callee.max_calls IS NOT NULL AND p_callee.id IS DISTINCT FROM p_caller.id THEN
    r.profiles := concat_ws(';', nullif(r.profiles, ''), 'usr:' || p_callee.id || '=' || p_callee.max_calls);
  END IF;
  IF p_number.max_calls IS NOT NULL THEN r.profiles := concat_ws(';', nullif(r.profiles, ''), 'ext:' || p_number.id || '=' || p_number.max_calls); END IF;
  IF p_payer_path IS NOT NULL THEN
    r := kam.apply_limits(r, p_payer_path, p_caller.id, 'outbound', true, p_digits, p_country, p_at);
    IF r.action = 'reject' THEN RETURN r; END IF;
    r := kam.apply_limits(r, called_path, p_callee.id, 'inbound', true, p_digits, p_country, p_at);
    IF r.action = 'reject' THEN RETURN r; END IF;
  ELSE
    r.bill_customer_id := called::text;
    r.bill_user_id := r.callee_user_id;
    r := kam.apply_limits(r, called_path, p_callee.id, 'inbound', false, p_digits, p_country, p_at);
    IF r.action = 'reject' THEN RETURN r; END IF;
    r := kam.apply_prices(r, called_path, p_callee.id, 'inbound', p_digits, p_country, p_at);
    IF r.action = 'reject' THEN RETURN r; END IF;
  END IF;
  IF p_number.target_forward_id IS NOT NULL THEN
    r.action := 'forward';
    r.fwd_unconditional := p_number.target_forward_id::text;
    RETURN kam.note(r, 'callee', 'found', called, p_number.target_forward_id);
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
  RETURN kam.note(r, 'callee', 'found', called, p_callee.id);
END $$;

REVOKE EXECUTE ON FUNCTION kam.may_ask, kam.note, kam.apply_limits FROM PUBLIC;
DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'kam') THEN PERFORM kam.grant_engine(); END IF; END $$;
