-- The decision names the extension by which a call goes its way: the number that was called, else the pattern that treated what was dialled.
ALTER TYPE kam.decision ADD ATTRIBUTE ext_id text;

CREATE OR REPLACE FUNCTION kam.route_call(
  p_user text, p_src text, p_dialed text, p_domain text, p_forward text DEFAULT '', p_hops int DEFAULT 0, p_cli text DEFAULT '',
  p_trunk text DEFAULT '', p_customer text DEFAULT '', p_at timestamptz DEFAULT NULL, p_trace boolean DEFAULT false
) RETURNS kam.decision LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = kam, public, pg_temp AS $$
DECLARE
  r kam.decision; at timestamptz := coalesce(p_at, now()); u public."user"; payer public.customer; f public.forward; x public.extension;
  callee public."user"; t record; dialed text := p_dialed; digits text; nation text; levels text[]; by_whom uuid; found_path text; body text;
  is_help boolean := false; targets uuid[]; from_user boolean := p_user <> '' OR p_customer <> '';
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
    is_help := p_forward = '' AND EXISTS (SELECT FROM kam.emergency_number e WHERE e.number = dialed AND e.country =
      (SELECT c.country FROM public.customer c WHERE c.path = ANY (levels) AND c.country IS NOT NULL ORDER BY c.depth DESC LIMIT 1));
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

-- From which level of a record's charges on (0 is the payer) the extension and the destination lie in the reader's scope: who owned them
-- is not asked again, as they may be gone or have moved. Null where there is none.
ALTER TABLE "call_record" ADD COLUMN "extension_level" smallint, ADD COLUMN "destination_level" smallint;
