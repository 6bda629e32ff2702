-- Ingest commits in numbered batches. `xid` tells, against a stored snapshot, whether a batch was still open when
-- a request fixed its watermark: such a batch is never part of that request, however it ends.
CREATE TABLE "ingest_batch" (
  "number" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
  "source_id" uuid NOT NULL,
  "accepted" int NOT NULL,
  "duplicate" int NOT NULL,
  "quarantined" int NOT NULL,
  "committed_at" timestamptz(3) NOT NULL
);
CREATE INDEX "ingest_batch_xid" ON "ingest_batch" ("xid");

-- One call leg. No foreign keys: history outlives what it names, and the table can be distributed by tenant_id (the
-- top-level reseller at acceptance), which is why that column is in every unique key but the identity.
CREATE TABLE "call_record" (
  "id" uuid NOT NULL,
  "tenant_id" uuid NOT NULL,
  "started_at" timestamptz(3) NOT NULL,
  "source_id" uuid NOT NULL,
  "record_key" text NOT NULL,
  "ingest_batch" bigint NOT NULL,
  "ingested_at" timestamptz(3) NOT NULL,
  "call_id" text,
  "leg_id" text,
  "other_leg_id" text,
  "customer_id" uuid NOT NULL,
  "user_id" uuid,
  "extension_id" uuid,
  "destination_id" uuid,
  "direction" text NOT NULL CHECK ("direction" IN ('inbound', 'outbound', 'internal', 'forwarded')),
  "from" text NOT NULL,
  "to" text NOT NULL,
  "from_number" text,
  "to_number" text,
  "dialed" text,
  "caller_name" text,
  "forwarded_by" text,
  "country" char(2),
  "ringing_at" timestamptz(3),
  "answered_at" timestamptz(3),
  "ended_at" timestamptz(3) NOT NULL,
  "duration_ms" bigint NOT NULL CHECK ("duration_ms" >= 0),
  "talk_ms" bigint NOT NULL CHECK ("talk_ms" >= 0),
  "setup_ms" int,
  "disposition" text NOT NULL CHECK ("disposition" IN ('answered', 'noAnswer', 'busy', 'failed', 'cancelled', 'congestion', 'blocked')),
  "blocked_reason" text,
  "sip_code" smallint,
  "q850_cause" smallint,
  "hangup_by" text,
  "source_ip" text,
  "user_agent" text,
  "codec" text,
  PRIMARY KEY ("started_at", "id", "tenant_id")
) PARTITION BY RANGE ("started_at");

-- A replay of the same record changes nothing.
CREATE UNIQUE INDEX "call_record_identity" ON "call_record" ("source_id", "record_key", "started_at");

-- Rows lie in the order of their ingest: a BRIN finds a period of it and costs next to nothing.
CREATE INDEX "call_record_ingested" ON "call_record" USING brin ("ingested_at");

-- One row for every level of the path from the paying customer to the root, as the tree stood at acceptance.
-- cost: what the parent charges `customer_id`; revenue: what `customer_id` charges its child on the path. A record is
-- visible to a customer exactly if it has a row of its own here, so the key begins with what is asked for.
CREATE TABLE "charge" (
  "tenant_id" uuid NOT NULL,
  "customer_id" uuid NOT NULL,
  "started_at" timestamptz(3) NOT NULL,
  "record_id" uuid NOT NULL,
  "revision" int NOT NULL DEFAULT 1,
  "rating_status" text NOT NULL CHECK ("rating_status" IN ('rated', 'unrated', 'failed', 'zero')),
  "cost_amount" numeric,
  "cost_currency" char(3),
  "cost_rate_id" uuid,
  "cost_prefix" text,
  "cost_billed_seconds" bigint,
  "revenue_amount" numeric,
  "revenue_currency" char(3),
  "revenue_rate_id" uuid,
  "revenue_prefix" text,
  "revenue_billed_seconds" bigint,
  PRIMARY KEY ("customer_id", "started_at", "record_id", "tenant_id")
) PARTITION BY RANGE ("started_at");

-- Makes the month of `at` in both tables. ATTACH takes a weaker lock than CREATE … PARTITION OF, so calls that are
-- written meanwhile do not wait; the advisory lock makes concurrent makers take turns.
CREATE FUNCTION ensure_month(at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  month_start timestamptz := date_trunc('month', at, 'UTC');
  month_end timestamptz := (date_trunc('month', at, 'UTC') AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC';
  parent text;
  child text;
BEGIN
  FOREACH parent IN ARRAY ARRAY['call_record', 'charge'] LOOP
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
