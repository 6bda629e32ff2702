-- A re-rating commits in a numbered batch as an ingest does, so that a reader at a watermark tells both by the same rule.
-- It has no source.
ALTER TABLE "ingest_batch" ALTER COLUMN "source_id" DROP NOT NULL;

-- What a charge was made by, for "explain", and which revision it is.
ALTER TABLE "charge"
  -- 0 is the payer, then its parent, …: the cost of one level is the revenue of the next.
  ADD COLUMN "level" smallint NOT NULL DEFAULT 0,
  -- Number of the batch that made this revision; null for the first one, which came with the record.
  ADD COLUMN "revised_in" bigint,
  -- Which terms of the rate's tariffplan counted (tariffplan_terms).
  ADD COLUMN "cost_terms" int,
  ADD COLUMN "revenue_terms" int,
  -- The tariffplan that was asked and has no price: a later rate of it may have one.
  ADD COLUMN "cost_asked_plan_id" uuid,
  ADD COLUMN "revenue_asked_plan_id" uuid;
UPDATE "charge" c SET "level" = l."level" FROM (
  SELECT g."tenant_id", g."customer_id", g."started_at", g."record_id",
    row_number() OVER (PARTITION BY g."record_id" ORDER BY n."depth" DESC) - 1 AS "level"
  FROM "charge" g JOIN "customer" n ON n."id" = g."customer_id") l
  WHERE (c."tenant_id", c."customer_id", c."started_at", c."record_id") = (l."tenant_id", l."customer_id", l."started_at", l."record_id");
UPDATE "charge" c SET "cost_terms" = 1 WHERE c."cost_rate_id" IS NOT NULL;
UPDATE "charge" c SET "revenue_terms" = 1 WHERE c."revenue_rate_id" IS NOT NULL;
ALTER TABLE "charge" ALTER COLUMN "level" DROP DEFAULT;

-- What is to be re-rated when a rate is added: few rows, of unpriced calls only.
CREATE INDEX "charge_asked_plan" ON "charge" ("cost_asked_plan_id", "started_at", "record_id") WHERE "cost_asked_plan_id" IS NOT NULL;
CREATE INDEX "charge_unrated" ON "charge" ("customer_id", "started_at", "record_id") WHERE "rating_status" IN ('unrated', 'failed');

-- Revisions that were replaced, as they were. No row here means that the one in `charge` is the first.
CREATE TABLE "charge_history" (
  LIKE "charge" INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
  -- Number of the batch that made the revision behind it.
  "replaced_in" bigint NOT NULL,
  PRIMARY KEY ("customer_id", "started_at", "record_id", "tenant_id", "revision")
) PARTITION BY RANGE ("started_at");

-- Every table that is partitioned by started_at gets the month. Else as before.
CREATE OR REPLACE FUNCTION ensure_month(at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  month_start timestamptz := date_trunc('month', at, 'UTC');
  month_end timestamptz := (date_trunc('month', at, 'UTC') AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC';
  parent text;
  child text;
BEGIN
  FOR parent IN
    SELECT c.relname FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0]
    WHERE p.partstrat = 'r' AND p.partnatts = 1 AND a.attname = 'started_at' AND c.relnamespace = current_schema()::regnamespace
    ORDER BY c.relname
  LOOP
    child := parent || '_' || to_char(month_start AT TIME ZONE 'UTC', 'YYYY_MM');
    IF to_regclass(quote_ident(child)) IS NULL THEN
      PERFORM pg_advisory_xact_lock(hashtext('ensure_month'));
      -- Not to_regclass again: it remembers that there was none, as an advisory lock makes nobody look at what changed.
      IF NOT EXISTS (SELECT FROM pg_class WHERE relname = child AND relnamespace = current_schema()::regnamespace) THEN
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', child, parent);
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent, child, month_start, month_end);
      END IF;
    END IF;
  END LOOP;
END $$;
