-- The decision about a call: docs/sip.md tells columns, order and reasons, docs/decisions/013 why it is one function.
CREATE TYPE kam.decision AS (
  action text, code int, reason text, refused_by text, call_type text, bill_user_id text, bill_customer_id text,
  callee_user_id text, callee_customer_id text, ruser text, rdomain text, ruri text, dest_id text, routes text,
  number text, cli text, cli_presentation text, profiles text, rates text, max_seconds int, ring_seconds int,
  fwd_unconditional text, fwd_busy text, fwd_no_answer text, fwd_unreachable text, trace jsonb
);

CREATE FUNCTION kam.code_of(p_reason text) RETURNS int LANGUAGE sql IMMUTABLE RETURN CASE
  WHEN p_reason IN ('balanceExhausted', 'spend') THEN 402
  WHEN p_reason IN ('numberUnknown', 'forwardUnknown') THEN 404
  WHEN p_reason = 'userUnavailable' THEN 480
  WHEN p_reason = 'tooManyHops' THEN 483
  WHEN p_reason = 'numberInvalid' THEN 484
  WHEN p_reason = 'noDestination' THEN 503
  ELSE 403 END;

-- What is the matter above the payer is no concern of it: one word, and no figure.
CREATE FUNCTION kam.refuse(r kam.decision, p_reason text, p_by uuid DEFAULT NULL) RETURNS kam.decision LANGUAGE plpgsql STABLE AS $$
BEGIN
  r.action := 'reject';
  r.refused_by := coalesce(p_by::text, '');
  r.reason := CASE WHEN p_by::text <> r.bill_customer_id AND p_by::text <> r.callee_customer_id THEN 'ancestorLimit' ELSE p_reason END;
  r.code := kam.code_of(r.reason);
  RETURN r;
END $$;

CREATE FUNCTION kam.note(r kam.decision, p_rule text, p_answer text, p_by uuid DEFAULT NULL) RETURNS kam.decision LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF r.trace IS NOT NULL THEN
    r.trace := r.trace || jsonb_build_object('rule', p_rule, 'answer', p_answer, 'by', p_by);
  END IF;
  RETURN r;
END $$;

-- Every limit on a path that judges a call before it is made, or caps it. Its counters of the moment are the engine's: ceilings.
CREATE FUNCTION kam.apply_limits(r kam.decision, p_path text, p_user uuid, p_direction rate_direction, p_digits text, p_country text, p_at timestamptz)
RETURNS kam.decision LANGUAGE plpgsql STABLE AS $$
DECLARE l public."limit"; zone text; v numeric; key text; is_own boolean;
BEGIN
  FOR l IN SELECT * FROM kam.limits_on(kam.levels_of(p_path), p_user, p_direction, r.call_type = 'internal', p_digits, p_country) LOOP
    is_own := l.path = p_path;
    key := CASE WHEN is_own THEN 'lim:' ELSE 'anc:' END || l.id || '=' || trunc(l.threshold);
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
        RETURN kam.refuse(kam.note(r, l.type::text, 'reached', l.customer_id), l.type::text, l.customer_id);
      END IF;
      IF l.type = 'minutes' AND l.action = 'terminate' THEN
        r.max_seconds := least(r.max_seconds, greatest(1, ceil((l.threshold - v) * 60))::int);
      END IF;
    END IF;
    r := kam.note(r, l.type::text, 'passed', l.customer_id);
    IF r.max_seconds < 1 THEN RETURN kam.refuse(r, l.type::text, l.customer_id); END IF;
  END LOOP;
  RETURN r;
END $$;

-- What every level would be charged: blocked rates, price ceilings, and how long the money of each lasts.
CREATE FUNCTION kam.apply_prices(r kam.decision, p_path text, p_user uuid, p_direction rate_direction, p_digits text, p_country text, p_at timestamptz)
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
    IF rate.blocked THEN RETURN kam.refuse(kam.note(r, 'rate', 'blocked', c.id), 'rateBlocked', c.id); END IF;
    is_off_peak := plan.off_peak IS NOT NULL AND kam.in_schedule(plan.off_peak, p_at);
    per_minute := CASE WHEN is_off_peak THEN coalesce(rate.off_peak_price_per_minute, rate.price_per_minute) ELSE rate.price_per_minute END;
    FOR l IN SELECT * FROM kam.limits_on(ARRAY[c.path], CASE WHEN c.path = p_path THEN p_user END, p_direction, false, p_digits, p_country) LOOP
      IF l.type = 'pricePerMinute' THEN
        IF per_minute > l.threshold THEN RETURN kam.refuse(kam.note(r, 'pricePerMinute', 'reached', c.id), 'pricePerMinute', c.id); END IF;
        r := kam.note(r, 'pricePerMinute', 'passed', c.id);
      ELSIF l.type = 'spend' AND l.action = 'terminate' THEN
        funds := l.threshold - kam.limit_value(l, coalesce(l.time_zone, c.time_zone), p_at);
        seconds := kam.seconds_for(rate, plan, is_off_peak, funds, r.max_seconds);
        IF seconds = 0 THEN RETURN kam.refuse(kam.note(r, 'spend', 'reached', c.id), 'spend', c.id); END IF;
        r.max_seconds := coalesce(seconds, r.max_seconds);
      END IF;
    END LOOP;
    IF c.billing_mode = 'prepaid' THEN
      seconds := kam.seconds_for(rate, plan, is_off_peak, kam.funds_of(c), r.max_seconds);
      IF seconds = 0 THEN RETURN kam.refuse(kam.note(r, 'balance', 'exhausted', c.id), 'balanceExhausted', c.id); END IF;
      r.max_seconds := coalesce(seconds, r.max_seconds);
      r := kam.note(r, 'balance', 'passed', c.id);
    END IF;
    r := kam.note(r, 'rate', 'found', c.id);
  END LOOP;
  RETURN r;
END $$;

-- The SIP address of a number at a destination.
CREATE FUNCTION kam.uri_at(d public.destination, p_digits text, p_dialed text) RETURNS text LANGUAGE sql STABLE RETURN
  'sip:' || coalesce(d.uri_user, coalesce(d.tech_prefix, '') || coalesce(CASE d.number_format
    WHEN 'e164' THEN '+' || p_digits
    WHEN 'e164NoPlus' THEN p_digits
    ELSE substr(p_digits, 1 + coalesce((SELECT n.code_length FROM kam.number_prefix n
      WHERE starts_with(p_digits, n.prefix) ORDER BY length(n.prefix) DESC LIMIT 1), 0)) END, p_dialed))
  || '@' || CASE WHEN d.host LIKE '%:%' THEN '[' || d.host || ']' ELSE d.host END || ':' || d.port
  || CASE WHEN d.transport = 'udp' THEN '' ELSE ';transport=' || d.transport END;

-- Sends the call to destinations, in that order: the first is dest_id and ruri, all are routes.
CREATE FUNCTION kam.send_to(r kam.decision, p_destinations uuid[], p_digits text, p_dialed text) RETURNS kam.decision LANGUAGE plpgsql STABLE AS $$
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
  RETURN kam.note(r, 'destination', 'found');
END $$;

-- The forward of a condition that holds now for calls from there: the user's own before its customer's, the lowest priority first.
CREATE FUNCTION kam.forward_of(p_user uuid, p_customer uuid, p_condition forward_condition, p_internal boolean, p_at timestamptz)
RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT f.id::text FROM (
      SELECT * FROM public.forward f WHERE f.user_id = p_user AND f.enabled
      UNION ALL SELECT * FROM public.forward f WHERE f.customer_id = p_customer AND f.user_id IS NULL AND f.enabled) f
    WHERE f.condition = p_condition AND (f.call_source = 'any' OR (f.call_source = 'internal') = p_internal)
      AND (f.schedule IS NULL OR kam.in_schedule(f.schedule, p_at))
    ORDER BY f.user_id IS NULL, f.priority, f.id LIMIT 1), '')
$$;

-- Who may call from an address without a digest, and which destination calls from there: Kamailio asks before it challenges.
CREATE FUNCTION kam.trusted_source(p_src text, p_dialed text)
RETURNS TABLE (kind varchar, user_id varchar, customer_id varchar, destination_id varchar, tech_prefix varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = kam, public, pg_temp AS $$
  (SELECT 'trust'::varchar, coalesce(w.user_id::text, '')::varchar, w.customer_id::varchar, ''::varchar, n.tech_prefix::varchar
    FROM public.trusted_network n JOIN public.whitelist w ON w.id = n.whitelist_id
    WHERE n.network && p_src::inet AND starts_with(p_dialed, n.tech_prefix) AND kam.is_active(w.path)
    ORDER BY length(n.tech_prefix) DESC LIMIT 1)
  UNION ALL
  (SELECT 'destination', '', d.customer_id::varchar, d.id::varchar, ''
    FROM public.destination d WHERE d.host = p_src AND d.enabled AND kam.is_active(d.path) ORDER BY length(d.path), d.id LIMIT 1)
  LIMIT 1
$$;

CREATE FUNCTION kam.route_call(
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
  IF dialed !~ '^[+]?[A-Za-z0-9._*#-]{1,64}$' THEN RETURN kam.refuse(r, 'numberInvalid'); END IF;

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
    IF NOT kam.is_active(payer.path) THEN RETURN kam.refuse(kam.note(r, 'status', 'inactive'), 'customerSuspended'); END IF;
    IF u.status = 'suspended' THEN RETURN kam.refuse(kam.note(r, 'status', 'inactive'), 'userSuspended'); END IF;
    r := kam.note(r, 'status', 'active');
    SELECT EXISTS (SELECT FROM kam.emergency_number e WHERE e.number = dialed AND e.country =
      (SELECT c.country FROM public.customer c WHERE c.path = ANY (levels) AND c.country IS NOT NULL ORDER BY c.depth DESC LIMIT 1)) INTO is_help;
    IF is_help THEN r.call_type := 'emergency'; r := kam.note(r, 'emergency', 'yes'); END IF;

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
        r := kam.note(r, 'dialPattern', 'matched', x.customer_id);
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
    r := kam.apply_limits(r, payer.path, u.id, 'outbound', digits, nation, at);
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

-- To a user, a number's destination, or a forward. A call from outside is paid by whoever is called; within the platform it is free.
CREATE FUNCTION kam.deliver(r kam.decision, p_caller public."user", p_payer_path text, p_callee public."user", p_number public.extension,
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
  RETURN kam.note(r, 'callee', 'found');
END $$;

-- What the engine may: read the views, write its own tables, ask for decisions. Run again where the role was made by hand.
CREATE FUNCTION kam.grant_engine() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  GRANT USAGE ON SCHEMA kam TO kam;
  GRANT SELECT ON kam.subscriber, kam.domain, kam.version TO kam;
  GRANT SELECT, INSERT, UPDATE, DELETE ON kam.location, kam.location_attrs, kam.dialog, kam.dialog_vars TO kam;
  GRANT INSERT ON kam.acc_cdrs, kam.acc, kam.missed_calls TO kam;
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA kam TO kam;
  GRANT EXECUTE ON FUNCTION kam.route_call, kam.trusted_source TO kam;
END $$;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA kam FROM PUBLIC;
DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'kam') THEN PERFORM kam.grant_engine(); END IF; END $$;
