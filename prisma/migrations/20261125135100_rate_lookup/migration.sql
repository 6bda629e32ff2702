-- The rate of a number by one search of a small index. Left to itself PostgreSQL asks the index that keeps validities apart, once
-- for each length: of a deck of 36,000 prefixes it read 37 pages where this reads 4. That one knows no other collation.
CREATE INDEX "rate_lookup" ON public.rate (tariffplan_id, direction, prefix COLLATE "C");

CREATE OR REPLACE FUNCTION kam.rate_of(p_plan uuid, p_digits text, p_direction rate_direction, p_at timestamptz)
RETURNS SETOF public.rate LANGUAGE sql STABLE ROWS 1 AS $$
  SELECT r.* FROM public.rate r
  WHERE r.tariffplan_id = p_plan AND r.direction = p_direction
    AND r.prefix COLLATE "C" = ANY (ARRAY(SELECT left(p_digits, n) FROM generate_series(1, least(length(p_digits), 15)) n))
    AND r.valid_from <= p_at AND (r.valid_to IS NULL OR p_at < r.valid_to)
  ORDER BY length(r.prefix) DESC LIMIT 1
$$;
