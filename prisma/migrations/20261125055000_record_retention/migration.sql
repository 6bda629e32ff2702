-- CreateTable
CREATE TABLE "record_retention" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "kept_from" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_retention_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "record_retention" ADD CONSTRAINT "record_retention_once" CHECK ("id" = 1);

-- The tables that have a partition for each month.
CREATE VIEW "monthly_table" AS
  SELECT c.oid AS "oid", c.relname AS "name"
  FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0]
  WHERE p.partstrat = 'r' AND p.partnatts = 1 AND a.attname = 'started_at' AND c.relnamespace = current_schema()::regnamespace;

-- Their months: attached, or detached and still there. `state` is 'pending' where a detachment was interrupted.
CREATE VIEW "monthly_partition" AS
  SELECT t."name" AS "parent", c.relname AS "child",
    to_date(right(c.relname, 7), 'YYYY_MM')::timestamp AT TIME ZONE 'UTC' AS "month_start",
    CASE WHEN i.inhrelid IS NULL THEN 'detached' WHEN i.inhdetachpending THEN 'pending' ELSE 'attached' END AS "state"
  FROM "monthly_table" t
    JOIN pg_class c ON c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
      AND left(c.relname, -8) = t."name" AND c.relname ~ '_[0-9]{4}_[0-9]{2}$'
    LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND i.inhparent = t."oid";

-- Makes the month of `at` in every table that has months, or attaches it again where it was detached. A month that is not
-- kept any more is not made. ATTACH takes a weaker lock than CREATE … PARTITION OF, so calls that are written meanwhile
-- do not wait; the advisory lock makes concurrent makers take turns.
CREATE OR REPLACE FUNCTION ensure_month(at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  month_start timestamptz := date_trunc('month', at, 'UTC');
  month_end timestamptz := (date_trunc('month', at, 'UTC') AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC';
  suffix text := to_char(month_start AT TIME ZONE 'UTC', '_YYYY_MM');
  parent_name text;
  found text;
BEGIN
  IF EXISTS (SELECT FROM record_retention WHERE kept_from >= month_end) THEN
    RETURN;
  END IF;
  FOR parent_name IN SELECT t.name FROM monthly_table t ORDER BY t.name LOOP
    IF NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = quote_ident(parent_name)::regclass AND i.inhrelid = to_regclass(quote_ident(parent_name || suffix))) THEN
      PERFORM pg_advisory_xact_lock(hashtext('ensure_month'));
      -- Looked up anew, and by name: to_regclass remembers that there was none, as an advisory lock makes nobody look at what changed.
      SELECT p.state INTO found FROM monthly_partition p WHERE p.parent = parent_name AND p.child = parent_name || suffix;
      IF found IS NULL THEN
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', parent_name || suffix, parent_name);
      END IF;
      IF found IS NULL OR found = 'detached' THEN
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent_name, parent_name || suffix, month_start, month_end);
      END IF;
    END IF;
  END LOOP;
END $$;
