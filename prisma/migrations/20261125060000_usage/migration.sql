-- b-legs are told apart in no other way, and count as no call of their own.
ALTER TABLE "call_record" ADD COLUMN "b_leg" boolean NOT NULL DEFAULT false;

-- Usage of each customer by the hour in which its calls started (UTC), at the level it stood on: `parent_id` is who
-- charged it then (all zeros: nobody on this call), so that a move rewrites no history. `cost` is what the parent charges it,
-- `revenue` what it charges its children, `parent_cost` what the parent was charged for the same calls: the parent reads
-- it, and never the customer. Empty currencies: that side does not exist. `country` is empty where it is not known.
CREATE TABLE "usage_hour" (
  "tenant_id" uuid NOT NULL,
  "customer_id" uuid NOT NULL,
  "parent_id" uuid NOT NULL,
  "hour" timestamptz(0) NOT NULL,
  "direction" text NOT NULL,
  "country" text NOT NULL,
  "cost_currency" text NOT NULL,
  "revenue_currency" text NOT NULL,
  "parent_currency" text NOT NULL,
  "calls" bigint NOT NULL,
  "seizures" bigint NOT NULL,
  "answered" bigint NOT NULL,
  "unrated" bigint NOT NULL,
  "talk_seconds" bigint NOT NULL,
  "cost_seconds" bigint NOT NULL,
  "revenue_seconds" bigint NOT NULL,
  "cost" numeric NOT NULL,
  "revenue" numeric NOT NULL,
  "parent_cost" numeric NOT NULL,
  PRIMARY KEY ("customer_id", "hour", "direction", "country", "parent_id", "cost_currency", "revenue_currency", "parent_currency", "tenant_id")
);

-- What batches have added and the worker has not folded into usage_hour yet. Batches only ever insert, so that they never
-- wait for each other, whatever rows they have in common; usage is the sum of both tables.
CREATE TABLE "usage_delta" (LIKE "usage_hour");
CREATE INDEX "usage_delta_customer" ON "usage_delta" ("customer_id", "hour");
ALTER TABLE "usage_delta" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
ALTER TABLE "usage_hour" SET (fillfactor = 80);

-- The same by the parent's view of its direct customers, a day (UTC): what a seller with many of them asks for.
CREATE TABLE "usage_customer_day" (
  "tenant_id" uuid NOT NULL,
  "parent_id" uuid NOT NULL,
  "day" date NOT NULL,
  "customer_id" uuid NOT NULL,
  "cost_currency" text NOT NULL,
  "parent_currency" text NOT NULL,
  "calls" bigint NOT NULL,
  "seizures" bigint NOT NULL,
  "answered" bigint NOT NULL,
  "unrated" bigint NOT NULL,
  "talk_seconds" bigint NOT NULL,
  "cost_seconds" bigint NOT NULL,
  "cost" numeric NOT NULL,
  "parent_cost" numeric NOT NULL,
  PRIMARY KEY ("parent_id", "day", "customer_id", "cost_currency", "parent_currency", "tenant_id")
);

-- What was charged before.
INSERT INTO "usage_delta"
SELECT g."tenant_id", g."customer_id", coalesce(p."customer_id", '00000000-0000-0000-0000-000000000000'),
  date_trunc('hour', r."started_at"), r."direction", coalesce(r."country", ''), coalesce(g."cost_currency", ''),
  coalesce(g."revenue_currency", ''), coalesce(p."cost_currency", ''), count(*), count(*) FILTER (WHERE r."disposition" <> 'blocked'),
  count(*) FILTER (WHERE r."disposition" = 'answered'), count(*) FILTER (WHERE g."rating_status" IN ('unrated', 'failed')),
  sum((r."talk_ms" + 999) / 1000), coalesce(sum(g."cost_billed_seconds"), 0), coalesce(sum(g."revenue_billed_seconds"), 0),
  coalesce(sum(g."cost_amount"), 0), coalesce(sum(g."revenue_amount"), 0), coalesce(sum(p."cost_amount"), 0)
FROM "charge" g
JOIN "call_record" r ON (r."started_at", r."id", r."tenant_id") = (g."started_at", g."record_id", g."tenant_id")
LEFT JOIN "charge" p ON (p."started_at", p."record_id", p."tenant_id", p."level") = (g."started_at", g."record_id", g."tenant_id", g."level" + 1)
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9;
