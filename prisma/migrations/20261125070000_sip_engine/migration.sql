-- What a SIP engine sees: docs/sip.md. Nothing of it is known to Prisma.
CREATE SCHEMA "kam";

-- Roles belong to the whole cluster: another database of it may have made this one, at this very moment too.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kam') THEN
    CREATE ROLE kam LOGIN;
    ALTER ROLE kam SET search_path = kam;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
  WHEN insufficient_privilege THEN RAISE WARNING 'the role kam must be made by hand, see docs/sip.md';
END $$;

-- The levels of a path, from the root down.
CREATE FUNCTION kam.levels_of(p_path text) RETURNS text[] LANGUAGE sql IMMUTABLE
  RETURN ARRAY(SELECT left(p_path, 26 * n) FROM generate_series(1, length(p_path) / 26) n);

CREATE FUNCTION kam.is_active(p_path text) RETURNS boolean LANGUAGE sql STABLE
  RETURN NOT EXISTS (SELECT FROM public.customer a WHERE a.path = ANY (kam.levels_of(p_path)) AND a.status <> 'active');

-- Views. They spell out is_active: a function in a view runs with the rights of whoever reads. -----------------------------------------------------------------------------------------------------------------
CREATE VIEW kam.subscriber AS
  SELECT u.username::varchar AS username, d.domain::varchar AS domain, u.ha1::varchar AS ha1, u.ha1_sha256::varchar AS ha1_sha256,
    u.id::varchar AS user_id, u.customer_id::varchar AS customer_id, u.max_registrations::int4 AS max_registrations,
    d.registration_allowed::int4 AS registration_allowed
  FROM public."user" u JOIN public.domain d ON d.id = u.domain_id
  WHERE u.status = 'active' AND d.status = 'active' AND NOT EXISTS (SELECT FROM public.customer a WHERE a.status <> 'active'
    AND a.path = ANY (ARRAY(SELECT left(u.path, 26 * n) FROM generate_series(1, length(u.path) / 26) n)));

CREATE VIEW kam.domain AS
  SELECT row_number() OVER (ORDER BY d.domain)::int4 AS id, d.domain::varchar AS domain, d.id::varchar AS did,
    d.updated_at::timestamp AS last_modified
  FROM public.domain d WHERE d.status = 'active' AND NOT EXISTS (SELECT FROM public.customer a WHERE a.status <> 'active'
    AND a.path = ANY (ARRAY(SELECT left(d.path, 26 * n) FROM generate_series(1, length(d.path) / 26) n)));

-- What Kamailio 5.6 expects of the tables that its modules open.
CREATE VIEW kam.version AS
  SELECT v.table_name::varchar AS table_name, v.table_version::int4 AS table_version
  FROM (VALUES ('subscriber', 7), ('domain', 2), ('location', 9), ('location_attrs', 1), ('dialog', 7), ('dialog_vars', 1),
    ('acc', 5), ('acc_cdrs', 2), ('missed_calls', 4), ('version', 1)) v (table_name, table_version);

-- Tables that Kamailio writes ---------------------------------------------------------------------------------------------
CREATE TABLE kam.location (
  id bigserial PRIMARY KEY, ruid varchar(64) NOT NULL UNIQUE, username varchar(64) NOT NULL DEFAULT '', domain varchar(255),
  contact varchar(512) NOT NULL DEFAULT '', received varchar(128), path varchar(512), expires timestamp NOT NULL,
  q real NOT NULL DEFAULT 1, callid varchar(255) NOT NULL DEFAULT '', cseq int NOT NULL DEFAULT 1,
  last_modified timestamp NOT NULL DEFAULT now(), flags int NOT NULL DEFAULT 0, cflags int NOT NULL DEFAULT 0,
  user_agent varchar(255) NOT NULL DEFAULT '', socket varchar(64), methods int, instance varchar(255),
  reg_id int NOT NULL DEFAULT 0, server_id int NOT NULL DEFAULT 0, connection_id int NOT NULL DEFAULT 0,
  keepalive int NOT NULL DEFAULT 0, partition int NOT NULL DEFAULT 0
);
CREATE INDEX location_user ON kam.location (username, domain);
CREATE INDEX location_expires ON kam.location (expires);
CREATE TABLE kam.location_attrs (
  id bigserial PRIMARY KEY, ruid varchar(64) NOT NULL DEFAULT '', username varchar(64) NOT NULL DEFAULT '', domain varchar(255),
  aname varchar(64) NOT NULL DEFAULT '', atype int NOT NULL DEFAULT 0, avalue varchar(512) NOT NULL DEFAULT '',
  last_modified timestamp NOT NULL DEFAULT now()
);
CREATE INDEX location_attrs_ruid ON kam.location_attrs (ruid);
CREATE TABLE kam.dialog (
  id bigserial PRIMARY KEY, hash_entry int NOT NULL, hash_id int NOT NULL, callid varchar(255) NOT NULL,
  from_uri varchar(255) NOT NULL, from_tag varchar(128) NOT NULL, to_uri varchar(255) NOT NULL, to_tag varchar(128) NOT NULL,
  caller_cseq varchar(20) NOT NULL, callee_cseq varchar(20) NOT NULL, caller_route_set varchar(512), callee_route_set varchar(512),
  caller_contact varchar(255) NOT NULL, callee_contact varchar(255) NOT NULL, caller_sock varchar(64) NOT NULL,
  callee_sock varchar(64) NOT NULL, state int NOT NULL, start_time int NOT NULL, timeout int NOT NULL DEFAULT 0,
  sflags int NOT NULL DEFAULT 0, iflags int NOT NULL DEFAULT 0, toroute_name varchar(32), req_uri varchar(255) NOT NULL,
  xdata varchar(512)
);
CREATE INDEX dialog_hash ON kam.dialog (hash_entry, hash_id);
CREATE TABLE kam.dialog_vars (
  id bigserial PRIMARY KEY, hash_entry int NOT NULL, hash_id int NOT NULL, dialog_key varchar(128) NOT NULL,
  dialog_value varchar(512) NOT NULL
);
CREATE INDEX dialog_vars_hash ON kam.dialog_vars (hash_entry, hash_id);
CREATE TABLE kam.acc_cdrs (
  id bigserial PRIMARY KEY, inserted_at timestamptz NOT NULL DEFAULT clock_timestamp(), start_time timestamp NOT NULL,
  end_time timestamp NOT NULL, duration real NOT NULL, call_id varchar(255), from_tag varchar(128), to_tag varchar(128),
  src_ip varchar(64), src_user varchar(64), src_domain varchar(255), dialled varchar(128), final_uri varchar(255),
  bill_user_id varchar(40), bill_customer_id varchar(40), callee_user_id varchar(40), dest_id varchar(40), fwd_by varchar(40),
  fwd_kind varchar(16), call_type varchar(16), leg_type varchar(16), auth_user_id varchar(40), auth_customer_id varchar(40),
  src_dest_id varchar(40), hops varchar(4), cli varchar(64), sip_code varchar(4), reject_reason varchar(64),
  release_by varchar(16), answer_ts varchar(24), setup_ts varchar(24), node varchar(32), claimed_at timestamptz
);
CREATE INDEX acc_cdrs_unclaimed ON kam.acc_cdrs (id) WHERE claimed_at IS NULL;
CREATE TABLE kam.acc (
  id bigserial PRIMARY KEY, method varchar(16) NOT NULL DEFAULT '', from_tag varchar(128) NOT NULL DEFAULT '',
  to_tag varchar(128) NOT NULL DEFAULT '', callid varchar(255) NOT NULL DEFAULT '', sip_code varchar(3) NOT NULL DEFAULT '',
  sip_reason varchar(128) NOT NULL DEFAULT '', time timestamp NOT NULL
);
CREATE TABLE kam.missed_calls (LIKE kam.acc INCLUDING ALL);
CREATE SEQUENCE kam.missed_calls_id_seq OWNED BY kam.missed_calls.id;
ALTER TABLE kam.missed_calls ALTER COLUMN id SET DEFAULT nextval('kam.missed_calls_id_seq');

-- What a decision looks for at a level: few rows, however many users the level has.
CREATE INDEX limit_of_level ON public."limit" (path) WHERE user_id IS NULL AND enabled;
CREATE INDEX whitelist_of_level ON public.whitelist (path) WHERE user_id IS NULL AND enabled;
CREATE INDEX extension_dialed_at_level ON public.extension (path)
  WHERE user_id IS NULL AND direction = 'outbound' AND status = 'active';
CREATE INDEX forward_of_customer ON public.forward (customer_id) WHERE user_id IS NULL AND enabled;
CREATE INDEX "destination_host_idx" ON public.destination (host);

-- Parts of the decision -----------------------------------------------------------------------------------------------------
-- Digits of an E.164 number however it was written: +, 00, or international without either. Null: it is none.
CREATE FUNCTION kam.digits_of(p_number text) RETURNS text LANGUAGE sql IMMUTABLE RETURN CASE
  WHEN p_number ~ '^\+[1-9][0-9]{6,14}$' THEN substr(p_number, 2)
  WHEN p_number ~ '^00[1-9][0-9]{6,14}$' THEN substr(p_number, 3)
  WHEN p_number ~ '^[1-9][0-9]{7,14}$' THEN p_number END;

CREATE FUNCTION kam.minute_of(p_time text) RETURNS int LANGUAGE sql IMMUTABLE
  RETURN split_part(p_time, ':', 1)::int * 60 + split_part(p_time, ':', 2)::int;

-- As OffPeak of packages/domain: what the clocks of the zone show decides; a window may run past midnight.
CREATE FUNCTION kam.in_schedule(p_schedule jsonb, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM (SELECT p_at AT TIME ZONE (p_schedule->>'timeZone') AS shown) clock,
      jsonb_array_elements(p_schedule->'windows') w, jsonb_array_elements_text(w->'days') d,
      LATERAL (SELECT
        (array_position(ARRAY['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'], d) - 1) * 1440
          + kam.minute_of(w->>'from') AS first,
        (kam.minute_of(w->>'to') - kam.minute_of(w->>'from') + 2879) % 1440 + 1 AS length,
        (extract(isodow FROM shown)::int - 1) * 1440 + extract(hour FROM shown)::int * 60 + extract(minute FROM shown)::int AS minute
      ) m
    WHERE (m.minute - m.first + 10080) % 10080 < m.length)
$$;

-- Digits, X for any digit, a dot at the end for any number of digits more.
CREATE FUNCTION kam.dial_matches(p_pattern text, p_dialed text) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN p_dialed ~ ('^' || regexp_replace(
    replace(replace(replace(p_pattern, '+', '\+'), '*', '\*'), 'X', '[0-9]'), '\.$', '[0-9*#]*') || '$');

-- The rate of the longest prefix that is valid then, by one look into the index for each length.
CREATE FUNCTION kam.rate_of(p_plan uuid, p_digits text, p_direction rate_direction, p_at timestamptz)
RETURNS SETOF public.rate LANGUAGE sql STABLE ROWS 1 AS $$
  SELECT r.* FROM generate_series(least(length(p_digits), 15), 1, -1) n
    CROSS JOIN LATERAL (SELECT * FROM public.rate r
      WHERE r.tariffplan_id = p_plan AND r.prefix = left(p_digits, n) AND r.direction = p_direction
        AND r.valid_from <= p_at AND (r.valid_to IS NULL OR p_at < r.valid_to) LIMIT 1) r
  ORDER BY n DESC LIMIT 1
$$;

-- As priceCall of packages/domain, to the last digit: whole numbers of 10^-8, divided and rounded once, at the end.
CREATE FUNCTION kam.price_of(p_rate public.rate, p_plan public.tariffplan, p_off_peak boolean, p_seconds int)
RETURNS numeric LANGUAGE sql IMMUTABLE RETURN CASE WHEN p_seconds <= p_rate.grace_seconds THEN 0 ELSE (
  SELECT div(greatest(
      60 * p_rate.connection_fee + (p_rate.initial_seconds + p_rate.increment_seconds
        * greatest(0, ceil((p_seconds - p_rate.initial_seconds)::numeric / p_rate.increment_seconds)))
        * CASE WHEN p_off_peak THEN coalesce(p_rate.off_peak_price_per_minute, p_rate.price_per_minute) ELSE p_rate.price_per_minute END,
      60 * p_rate.minimum_charge) * 100000000
    + CASE p_plan.rounding_mode WHEN 'up' THEN unit - 1 WHEN 'halfUp' THEN div(unit, 2) ELSE 0 END, unit)
    / (10::numeric ^ p_plan.rounding_decimals::int)
  FROM (SELECT 60 * 10::numeric ^ (8 - p_plan.rounding_decimals)::int AS unit) u) END;

-- The longest call, in seconds, whose price is no more than that; null: any. Found by halving, as the price only grows.
CREATE FUNCTION kam.seconds_for(p_rate public.rate, p_plan public.tariffplan, p_off_peak boolean, p_amount numeric, p_max int)
RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE low int := 0; high int := p_max; middle int; funds numeric := greatest(p_amount, 0);
BEGIN
  IF kam.price_of(p_rate, p_plan, p_off_peak, p_max) <= funds THEN RETURN NULL; END IF;
  IF kam.price_of(p_rate, p_plan, p_off_peak, p_rate.grace_seconds + 1) > funds THEN RETURN 0; END IF;
  WHILE high - low > 1 LOOP
    middle := (low + high) / 2;
    IF kam.price_of(p_rate, p_plan, p_off_peak, middle) <= funds THEN low := middle; ELSE high := middle; END IF;
  END LOOP;
  RETURN low;
END $$;

-- Where a limit that counts over time stands: as LIVE_LIMITS of packages/domain. Minutes are counted in seconds.
CREATE FUNCTION kam.limit_value(p_limit public."limit", p_zone text, p_at timestamptz) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN p_limit.type = 'distinctNumbers'
    THEN (SELECT count(DISTINCT number) FROM (
      SELECT number FROM public.limit_number WHERE limit_id = p_limit.id AND slot >= w.f AND slot < w.t
      UNION ALL SELECT number FROM public.limit_delta WHERE limit_id = p_limit.id AND slot >= w.f AND slot < w.t) n)
    ELSE (SELECT coalesce(sum(value), 0) FROM (
      SELECT value FROM public.limit_slot WHERE limit_id = p_limit.id AND slot >= w.f AND slot < w.t
      UNION ALL SELECT value FROM public.limit_delta WHERE limit_id = p_limit.id AND slot >= w.f AND slot < w.t) v) END
  FROM (SELECT public.limit_slot_from(p_limit.period, p_limit."window", p_zone, p_at) AS f,
    coalesce(public.limit_window_to(p_limit.period, p_limit."window", p_zone, p_at), 'infinity') AS t) w
$$;

-- The customer's balance as it is now and its credit: as liveBalance of packages/domain.
CREATE FUNCTION kam.funds_of(p_customer public.customer) RETURNS numeric LANGUAGE sql STABLE
  RETURN p_customer.balance + p_customer.credit_limit
    - coalesce((SELECT a.unposted FROM public.account a WHERE a.customer_id = p_customer.id AND a.currency = p_customer.currency), 0)
    - coalesce((SELECT sum(d.cost) FROM public.usage_delta d
        WHERE d.customer_id = p_customer.id AND d.cost_currency = p_customer.currency), 0);

-- Whether an entry of a whitelist fits. Null arguments fit nothing.
CREATE FUNCTION kam.entry_fits(e jsonb, p_type whitelist_type, p_src inet, p_digits text, p_country text) RETURNS boolean
LANGUAGE sql IMMUTABLE RETURN coalesce(CASE
  WHEN p_type = 'ip' THEN p_src <<= (e->>'cidr')::inet
  WHEN e ? 'prefix' THEN starts_with(p_digits, e->>'prefix')
  WHEN e ? 'number' THEN p_digits = ltrim(e->>'number', '+')
  ELSE p_country = e->>'country' END, false);

-- The node whose lists of that type keep the call away, nearest the root first: its customer. Null: none does.
CREATE FUNCTION kam.kept_away_by(p_levels text[], p_user uuid, p_type whitelist_type, p_src inet, p_digits text, p_country text)
RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT l.customer_id FROM (
      SELECT * FROM public.whitelist w WHERE w.path = ANY (p_levels) AND w.user_id IS NULL AND w.enabled
      UNION ALL SELECT * FROM public.whitelist w WHERE w.user_id = p_user AND w.enabled) l
  WHERE l.type = p_type AND l.mode = 'restrict'
  GROUP BY l.customer_id, l.user_id
  HAVING NOT bool_or(EXISTS (
    SELECT FROM jsonb_array_elements(l.entries) e WHERE kam.entry_fits(e, p_type, p_src, p_digits, p_country)))
  ORDER BY min(length(l.path)), l.user_id NULLS FIRST LIMIT 1
$$;

-- The limits that a call meets. Internal calls are counted by none that counts over time, and cost nothing.
CREATE FUNCTION kam.limits_on(p_levels text[], p_user uuid, p_direction rate_direction, p_internal boolean, p_digits text, p_country text)
RETURNS SETOF public."limit" LANGUAGE sql STABLE AS $$
  SELECT l.* FROM (
      SELECT * FROM public."limit" l WHERE l.path = ANY (p_levels) AND l.user_id IS NULL AND l.enabled
      UNION ALL SELECT * FROM public."limit" l WHERE l.user_id = p_user AND l.enabled) l
  WHERE l.action <> 'notify' AND (l.direction IS NULL OR l.direction = p_direction)
    AND (NOT p_internal OR l.type IN ('concurrentCalls', 'callsPerSecond', 'callDuration'))
    AND (cardinality(l.countries) + cardinality(l.prefixes) = 0 OR p_country = ANY (l.countries)
      OR EXISTS (SELECT FROM unnest(l.prefixes) x WHERE starts_with(p_digits, x)))
  ORDER BY length(l.path) DESC, l.id
$$;
