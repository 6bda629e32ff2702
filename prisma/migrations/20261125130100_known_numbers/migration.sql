-- A number that was called a moment ago is known as well: what has come in stands in limit_delta until it is folded into limit_number.
CREATE FUNCTION kam.is_counted(p_limit public."limit", p_number text, p_zone text, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM public.limit_number n WHERE n.limit_id = p_limit.id AND n.number = p_number AND n.slot >= w.f)
    OR EXISTS (SELECT FROM public.limit_delta d WHERE d.limit_id = p_limit.id AND d.number = p_number AND d.slot >= w.f)
  FROM (SELECT public.limit_slot_from(p_limit.period, p_limit."window", p_zone, p_at) AS f) w
$$;

CREATE OR REPLACE FUNCTION kam.apply_limits(r kam.decision, p_path text, p_user uuid, p_direction rate_direction, p_internal boolean, p_digits text, p_country text, p_at timestamptz)
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
      IF v >= l.threshold AND NOT (l.type = 'distinctNumbers' AND kam.is_counted(l, '+' || p_digits, zone, p_at)) THEN
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

REVOKE EXECUTE ON FUNCTION kam.is_counted FROM PUBLIC;
