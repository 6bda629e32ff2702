-- CreateTable
CREATE TABLE "limit_state" (
    "limit_id" UUID NOT NULL,
    "recount" BOOLEAN NOT NULL DEFAULT true,
    "assess" BOOLEAN NOT NULL DEFAULT true,
    "value" DECIMAL NOT NULL DEFAULT 0,
    "window_started_at" TIMESTAMPTZ(3),
    "triggered_at" TIMESTAMPTZ(3),
    "told_percent" INTEGER[] DEFAULT ARRAY[]::INTEGER[],

    CONSTRAINT "limit_state_pkey" PRIMARY KEY ("limit_id")
);

-- AddForeignKey
ALTER TABLE "limit_state" ADD CONSTRAINT "limit_state_limit_id_fkey" FOREIGN KEY ("limit_id") REFERENCES "limit"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

INSERT INTO "limit_state" ("limit_id") SELECT "id" FROM "limit" WHERE "type" IN ('minutes', 'spend', 'callAttempts', 'distinctNumbers');

-- What the worker looks for every second: few, whatever the number of limits.
CREATE INDEX "limit_state_due" ON "limit_state" ("limit_id") WHERE "recount" OR "assess" OR "told_percent" <> '{}';

-- The limits that a batch counts for.
CREATE INDEX "limit_counted" ON "limit" ("customer_id") WHERE "enabled" AND "type" IN ('minutes', 'spend', 'callAttempts', 'distinctNumbers');

-- Counters by when the calls started: slots of a minute where the period is an hour, else of a quarter of an hour, at which
-- the days of every time zone begin. No foreign keys: who counts would wait for who changes a limit.
CREATE TABLE "limit_slot" (
  "limit_id" uuid NOT NULL,
  "slot" timestamptz(0) NOT NULL,
  "value" numeric NOT NULL,
  PRIMARY KEY ("limit_id", "slot")
);

-- Of distinctNumbers: each number once, with the last slot in which it was called.
CREATE TABLE "limit_number" (
  "limit_id" uuid NOT NULL,
  "number" text NOT NULL,
  "slot" timestamptz(0) NOT NULL,
  PRIMARY KEY ("limit_id", "number")
);

-- What batches have added and the worker has not folded yet, as usage_delta.
CREATE TABLE "limit_delta" (
  "limit_id" uuid NOT NULL,
  "slot" timestamptz(0) NOT NULL,
  "value" numeric NOT NULL,
  "number" text
);
CREATE INDEX "limit_delta_limit" ON "limit_delta" ("limit_id");
ALTER TABLE "limit_delta" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

-- The window of a limit at a moment; `win_to` is null for a rolling one. Both are inlined where they are called.
CREATE FUNCTION limit_window_from(period limit_period, win limit_window, zone text, at timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE RETURN CASE
  WHEN period = 'none' THEN NULL
  WHEN win = 'calendar' THEN date_trunc(period::text, at, zone)
  WHEN period = 'hour' THEN at - interval '1 hour'
  WHEN period = 'day' THEN at - interval '24 hours'
  ELSE at - interval '720 hours' END;

CREATE FUNCTION limit_window_to(period limit_period, win limit_window, zone text, at timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE RETURN CASE
  WHEN period = 'none' OR win = 'rolling' THEN NULL
  WHEN period = 'hour' THEN date_trunc('hour', at, zone) + interval '1 hour'
  WHEN period = 'day' THEN (date_trunc('day', at AT TIME ZONE zone) + interval '1 day') AT TIME ZONE zone
  ELSE (date_trunc('month', at AT TIME ZONE zone) + interval '1 month') AT TIME ZONE zone END;

-- Slots from this one on belong to the window: a rolling one counts a slot for as long as a part of it lies within.
CREATE FUNCTION limit_slot_from(period limit_period, win limit_window, zone text, at timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE RETURN CASE
  WHEN win = 'calendar' THEN limit_window_from(period, win, zone, at)
  WHEN period = 'hour' THEN date_bin('1 minute', at - interval '1 hour', '2000-01-01T00:00:00Z')
  ELSE date_bin('15 minutes', limit_window_from(period, win, zone, at), '2000-01-01T00:00:00Z') END;
