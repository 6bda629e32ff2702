-- The decision as before, in a half of the time: plans are kept, levels are read at once, each address is made once.

-- Who signs in, as kam.subscriber has it. A plan for that view takes longer than the answer, and a function keeps its own.
CREATE FUNCTION kam.subscriber_of(p_username text, p_domain text) RETURNS SETOF kam.subscriber
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = kam, public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT * FROM kam.subscriber s WHERE s.username = p_username AND s.domain = p_domain;
END $$;

CREATE OR REPLACE FUNCTION kam.apply_prices(r kam.decision, p_path text, p_user uuid, p_direction rate_direction, p_digits text, p_country text, p_at timestamptz)
RETURNS kam.decision LANGUAGE plpgsql STABLE AS $$
DECLARE
  level record; c public.customer; plan public.tariffplan; rate public.rate; l public."limit"; levels text[] := kam.levels_of(p_path);
  ceilings public."limit"[]; is_off_peak boolean; per_minute numeric; seconds int; funds numeric;
BEGIN
  SELECT array_agg(x ORDER BY x.id) INTO ceilings FROM kam.limits_on(levels, p_user, p_direction, false, p_digits, p_country) x
    WHERE x.type = 'pricePerMinute' OR (x.type = 'spend' AND x.action = 'terminate');
  FOR level IN SELECT a AS customer, t AS plan, x AS rate FROM public.customer a
      LEFT JOIN public.tariffplan t ON t.id = a.tariffplan_id AND t.valid_from <= p_at AND (t.valid_to IS NULL OR p_at < t.valid_to)
      LEFT JOIN LATERAL kam.rate_of(t.id, p_digits, p_direction, p_at) x ON true
    WHERE a.path = ANY (levels) AND a.parent_id IS NOT NULL ORDER BY a.depth DESC
  LOOP
    c := level.customer;
    plan := level.plan;
    rate := level.rate;
    IF rate.id IS NULL THEN
      IF c.billing_mode = 'prepaid' THEN RETURN kam.refuse(kam.note(r, 'rate', 'none', c.id), 'noRate', c.id); END IF;
      r := kam.note(r, 'rate', 'none', c.id);
      CONTINUE;
    END IF;
    IF rate.blocked THEN RETURN kam.refuse(kam.note(r, 'rate', 'blocked', c.id, rate.id), 'rateBlocked', c.id); END IF;
    is_off_peak := plan.off_peak IS NOT NULL AND kam.in_schedule(plan.off_peak, p_at);
    per_minute := CASE WHEN is_off_peak THEN coalesce(rate.off_peak_price_per_minute, rate.price_per_minute) ELSE rate.price_per_minute END;
    FOREACH l IN ARRAY coalesce(ceilings, '{}') LOOP
      CONTINUE WHEN l.path <> c.path;
      IF l.type = 'pricePerMinute' THEN
        IF per_minute > l.threshold THEN RETURN kam.refuse(kam.note(r, 'pricePerMinute', 'reached', c.id, l.id), 'pricePerMinute', c.id); END IF;
        r := kam.note(r, 'pricePerMinute', 'passed', c.id, l.id);
      ELSE
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
DECLARE d public.destination; uri text;
BEGIN
  r.dest_id := '';
  r.ruri := '';
  FOR d IN SELECT t.* FROM unnest(p_destinations) WITH ORDINALITY w (id, place) JOIN public.destination t ON t.id = w.id AND t.enabled ORDER BY place LOOP
    uri := kam.uri_at(d, p_digits, p_dialed);
    IF r.dest_id = '' THEN
      r.action := 'uri';
      r.dest_id := d.id::text;
      r.ruri := uri;
      r.ring_seconds := d.ring_seconds;
      r.routes := '';
    END IF;
    r.routes := concat_ws(',', nullif(r.routes, ''), concat_ws('|', d.id, uri, coalesce(d.max_calls, -1), coalesce(d.calls_per_second, -1), d.ring_seconds));
  END LOOP;
  IF r.dest_id = '' THEN RETURN kam.refuse(r, 'noDestination'); END IF;
  RETURN kam.note(r, 'destination', 'found', NULL, r.dest_id::uuid);
END $$;

-- Each statement looks up a few keys, for which the plan is the same whatever they are. PostgreSQL would make it anew for each call:
-- it takes arrays of unknown length for longer than a path is.
ALTER FUNCTION kam.trusted_source SET plan_cache_mode = 'force_generic_plan';
ALTER FUNCTION kam.subscriber_of SET plan_cache_mode = 'force_generic_plan';

REVOKE EXECUTE ON FUNCTION kam.subscriber_of FROM PUBLIC;
