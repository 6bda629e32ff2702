-- A forward to a destination is a call out of who forwards: before, it met no limit of it, no list and no price, and cost nothing.
-- A decision takes fewer statements than before, each of which takes some 50 µs whatever it finds: what all levels say is read at once, so are the
-- lists of a call that leaves, and one destination is in no need of an order.

-- The number by which a forward comes to numbers of the platform: the one that was called where it is one of them, else their first. Null: there are none.
CREATE FUNCTION kam.number_in(p_extension uuid, p_dialed text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT '+' || CASE WHEN kam.digits_of(p_dialed)::bigint BETWEEN e.first_number AND e.last_number THEN kam.digits_of(p_dialed) ELSE e.first_number::text END
  FROM public.extension e WHERE e.id = p_extension AND e.direction = 'inbound'
$$;

-- A tree is twelve levels deep at the most. Without a query in it, it becomes a part of whatever asks for it.
CREATE OR REPLACE FUNCTION kam.levels_of(p_path text) RETURNS text[] LANGUAGE sql IMMUTABLE
  RETURN (ARRAY[
    left(p_path, 26), left(p_path, 52), left(p_path, 78), left(p_path, 104),
    left(p_path, 130), left(p_path, 156), left(p_path, 182), left(p_path, 208),
    left(p_path, 234), left(p_path, 260), left(p_path, 286), left(p_path, 312),
    left(p_path, 338), left(p_path, 364), left(p_path, 390), left(p_path, 416)
  ])[1:length(p_path) / 26];

-- As kept_away_by, for a call that leaves the platform: the list of destinations that keeps it away, else that of caller ids.
CREATE FUNCTION kam.kept_within(p_levels text[], p_user uuid, p_digits text, p_country text, p_cli text)
RETURNS TABLE (type whitelist_type, customer_id uuid) LANGUAGE sql STABLE ROWS 1 AS $$
  SELECT l.type, l.customer_id FROM (
      SELECT * FROM public.whitelist w WHERE w.path = ANY (p_levels) AND w.user_id IS NULL AND w.enabled
      UNION ALL SELECT * FROM public.whitelist w WHERE w.user_id = p_user AND w.enabled) l
  WHERE l.type IN ('destination', 'callerId') AND l.mode = 'restrict'
  GROUP BY l.type, l.customer_id, l.user_id
  HAVING NOT bool_or(EXISTS (SELECT FROM jsonb_array_elements(l.entries) e WHERE CASE l.type
    WHEN 'destination' THEN kam.entry_fits(e, l.type, NULL, p_digits, p_country) ELSE kam.entry_fits(e, l.type, NULL, p_cli, NULL) END))
  ORDER BY l.type = 'callerId', min(length(l.path)), l.user_id NULLS FIRST LIMIT 1
$$;

-- Off the platform, by the rules of who pays; a call for help by none of them.
CREATE FUNCTION kam.leave(r kam.decision, p_payer public."user", p_path text, p_destinations uuid[], p_digits text, p_country text, p_dialed text, p_at timestamptz)
RETURNS kam.decision LANGUAGE plpgsql STABLE AS $$
DECLARE levels text[] := kam.levels_of(p_path); list whitelist_type; by_whom uuid; targets uuid[] := p_destinations;
BEGIN
  IF r.call_type <> 'emergency' THEN
    SELECT k.type, k.customer_id INTO list, by_whom FROM kam.kept_within(levels, p_payer.id, p_digits, p_country, nullif(ltrim(r.cli, '+'), '')) k;
    IF list = 'destination' THEN RETURN kam.refuse(kam.note(r, 'destinationWhitelist', 'refused', by_whom), 'destinationNotAllowed', by_whom); END IF;
    IF list = 'callerId' THEN RETURN kam.refuse(kam.note(r, 'callerIdWhitelist', 'refused', by_whom), 'callerIdNotAllowed', by_whom); END IF;
    r := kam.note(kam.note(r, 'destinationWhitelist', 'passed'), 'callerIdWhitelist', 'passed');
    IF p_payer.max_calls IS NOT NULL THEN r.profiles := 'usr:' || p_payer.id || '=' || p_payer.max_calls; END IF;
    r := kam.apply_limits(r, p_path, p_payer.id, 'outbound', false, p_digits, p_country, p_at);
    IF r.action = 'reject' THEN RETURN r; END IF;
    r := kam.apply_prices(r, p_path, p_payer.id, 'outbound', p_digits, p_country, p_at);
    IF r.action = 'reject' THEN RETURN r; END IF;
  ELSIF targets IS NULL THEN
    -- Help is reached by any trunk of the nearest level that has one.
    SELECT array_agg(d.id) INTO targets FROM public.destination d WHERE d.user_id IS NULL AND d.enabled AND d.path =
      (SELECT e.path FROM public.destination e WHERE e.path = ANY (levels) AND e.user_id IS NULL AND e.enabled ORDER BY length(e.path) DESC LIMIT 1);
  END IF;
  IF cardinality(targets) > 1 THEN
    SELECT array_agg(o.id) INTO targets FROM (
      SELECT d.id FROM unnest(targets) WITH ORDINALITY w (id, place) JOIN public.destination d ON d.id = w.id
      GROUP BY d.id ORDER BY d.priority, -ln(1 - random()) / greatest(d.weight, 0.001)) o;
  END IF;
  RETURN kam.send_to(r, targets, p_digits, p_dialed);
END $$;

CREATE OR REPLACE FUNCTION kam.route_call(
  p_user text, p_src text, p_dialed text, p_domain text, p_forward text DEFAULT '', p_hops int DEFAULT 0, p_cli text DEFAULT '',
  p_trunk text DEFAULT '', p_customer text DEFAULT '', p_at timestamptz DEFAULT NULL, p_trace boolean DEFAULT false
) RETURNS kam.decision LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = kam, public, pg_temp SET plan_cache_mode = 'force_generic_plan' AS $$
DECLARE
  r kam.decision; at timestamptz := coalesce(p_at, now()); u public."user"; payer public.customer; f public.forward; x public.extension;
  callee public."user"; t record; dialed text := p_dialed; digits text; nation text; levels text[]; by_whom uuid; found_path text; body text;
  is_help boolean := false; is_live boolean; own_number text; targets uuid[]; from_user boolean := p_user <> '' OR p_customer <> '';
BEGIN
  r := ROW('', 0, '', '', '', '', '', '', '', '', '', '', '', '', '', '', 'allowed', '', '', 14400, 60, '', '', '', '', CASE WHEN p_trace THEN '[]'::jsonb END, '');
  IF p_hops > 5 THEN RETURN kam.refuse(r, 'tooManyHops'); END IF;
  IF dialed !~ '^[A-Za-z0-9._~*#+-]{1,64}$' THEN RETURN kam.refuse(r, 'numberInvalid'); END IF;

  -- Who pays: whoever forwards, else whoever calls; of a call from a trunk whoever is called, further down.
  IF p_forward <> '' THEN
    SELECT * INTO f FROM public.forward w WHERE w.id = p_forward::uuid AND w.enabled;
    IF NOT FOUND THEN RETURN kam.refuse(r, 'forwardUnknown'); END IF;
    SELECT * INTO u FROM public."user" w WHERE w.id = f.user_id;
    SELECT * INTO payer FROM public.customer c WHERE c.id = f.customer_id;
    r.ring_seconds := f.ring_seconds;
    dialed := coalesce(f.target_number, kam.number_in(f.target_extension_id, dialed), dialed);
  ELSIF p_user <> '' THEN
    SELECT w AS caller, c AS owner INTO t FROM public."user" w JOIN public.customer c ON c.id = w.customer_id WHERE w.id = p_user::uuid;
    IF NOT FOUND THEN RETURN kam.refuse(r, 'userUnknown'); END IF;
    u := t.caller;
    payer := t.owner;
  ELSIF p_customer <> '' THEN
    SELECT * INTO payer FROM public.customer c WHERE c.id = p_customer::uuid;
  END IF;
  r.call_type := CASE WHEN p_forward <> '' THEN 'forwarded' WHEN payer.id IS NOT NULL THEN 'outbound' ELSE 'inbound' END;

  IF payer.id IS NOT NULL THEN
    levels := kam.levels_of(payer.path);
    r.bill_user_id := coalesce(u.id::text, '');
    r.bill_customer_id := payer.id::text;
    SELECT a.is_live, a.own_number, p_forward = '' AND EXISTS (SELECT FROM kam.emergency_number e WHERE e.number = dialed AND e.country = a.country)
      INTO is_live, own_number, is_help FROM (
        SELECT bool_and(c.status = 'active') AS is_live,
          (array_agg(c.country ORDER BY c.depth DESC) FILTER (WHERE c.country IS NOT NULL))[1] AS country,
          (array_agg(c.default_caller_id ORDER BY c.depth DESC) FILTER (WHERE c.default_caller_id IS NOT NULL))[1] AS own_number
        FROM public.customer c WHERE c.path = ANY (levels)) a;
    IF is_help THEN
      r.call_type := 'emergency';
      r := kam.note(r, 'emergency', 'yes');
    ELSIF NOT is_live THEN
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
      ELSE coalesce(u.caller_id, own_number, '') END;
    r.cli_presentation := coalesce(u.caller_id_presentation::text, 'allowed');

    -- The nearest level with a matching pattern treats the number; the nearest that names a destination supplies it. A forward to a thing
    -- has dialled nothing.
    FOR t IN SELECT e.* FROM (
        SELECT * FROM public.extension e WHERE e.user_id = u.id AND e.direction = 'outbound' AND e.status = 'active'
        UNION ALL SELECT * FROM public.extension e WHERE e.path = ANY (levels) AND e.user_id IS NULL
          AND e.direction = 'outbound' AND e.status = 'active') e
      WHERE p_forward = '' OR f.target_number IS NOT NULL
      ORDER BY length(e.path) DESC, e.user_id NULLS LAST, e.priority, length(e.dial_pattern) DESC, e.id
    LOOP
      CONTINUE WHEN NOT (kam.dial_matches(t.dial_pattern, dialed) OR kam.dial_matches(t.dial_pattern, ltrim(dialed, '+'))
        OR (t.destination_id IS NOT NULL AND kam.dial_matches(t.dial_pattern, coalesce(body, dialed))));
      IF x.id IS NULL THEN
        x := t;
        body := substr(ltrim(dialed, '+'), 1 + coalesce(x.strip_digits, 0));
        body := coalesce(x.prepend, CASE WHEN coalesce(x.strip_digits, 0) = 0 AND dialed LIKE '+%' THEN '+' ELSE '' END) || body;
        IF x.caller_id IS NOT NULL THEN r.cli := x.caller_id; END IF;
        r.ext_id := x.id::text;
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

  -- On the platform: what a forward names, a number of it, or a user of that domain. A destination that a forward names is none of it.
  x := NULL;
  IF f.target_user_id IS NOT NULL THEN
    SELECT * INTO callee FROM public."user" w WHERE w.id = f.target_user_id;
  ELSIF f.target_extension_id IS NOT NULL THEN
    SELECT * INTO x FROM public.extension e WHERE e.id = f.target_extension_id AND e.status = 'active' AND e.direction = 'inbound';
    IF NOT FOUND THEN RETURN kam.refuse(r, 'numberUnknown'); END IF;
  ELSIF p_forward = '' AND p_trunk = '' AND NOT is_help THEN
    SELECT w.* INTO callee FROM public."user" w JOIN public.domain d ON d.id = w.domain_id WHERE w.username = dialed AND d.domain = p_domain;
  END IF;
  IF f.target_user_id IS NULL AND f.target_destination_id IS NULL AND x.id IS NULL AND callee.id IS NULL AND digits IS NOT NULL THEN
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
    r.ext_id := coalesce(x.id::text, '');
    RETURN kam.deliver(r, u, payer.path, callee, x, from_user, digits, nation, dialed, at);
  END IF;
  IF f.target_destination_id IS NOT NULL THEN targets := ARRAY[f.target_destination_id];
  ELSIF payer.id IS NULL OR (digits IS NULL AND NOT is_help AND kam.digits_of(dialed) IS NULL AND dialed !~ '^[+]?[0-9*#]+$') THEN
    RETURN kam.refuse(r, 'numberUnknown');
  ELSIF digits IS NULL AND NOT is_help THEN RETURN kam.refuse(r, 'numberInvalid');
  END IF;
  RETURN kam.leave(r, u, payer.path, targets, digits, nation, dialed, at);
END $$;

REVOKE EXECUTE ON FUNCTION kam.number_in, kam.kept_within, kam.leave FROM PUBLIC;
