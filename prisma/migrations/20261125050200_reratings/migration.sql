-- CreateEnum
CREATE TYPE "rerating_origin" AS ENUM ('ordered', 'automatic');

-- CreateEnum
CREATE TYPE "rerating_only" AS ENUM ('all', 'unrated');

-- CreateEnum
CREATE TYPE "rerating_plan" AS ENUM ('asAccepted', 'present');

-- CreateEnum
CREATE TYPE "rerating_status" AS ENUM ('queued', 'processing', 'completed', 'failed', 'cancelled');

-- CreateTable
CREATE TABLE "rerating" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "origin" "rerating_origin" NOT NULL,
    "tariffplan_id" UUID,
    "child_id" UUID,
    "from" TIMESTAMPTZ(3),
    "to" TIMESTAMPTZ(3),
    "direction" "rate_direction",
    "to_number" TEXT,
    "only" "rerating_only" NOT NULL,
    "plan" "rerating_plan" NOT NULL,
    "dry_run" BOOLEAN NOT NULL,
    "status" "rerating_status" NOT NULL DEFAULT 'queued',
    "expected_count" BIGINT,
    "examined" BIGINT NOT NULL DEFAULT 0,
    "changed" BIGINT NOT NULL DEFAULT 0,
    "without_rate" BIGINT NOT NULL DEFAULT 0,
    "cursor_started_at" TIMESTAMPTZ(3),
    "cursor_record_id" UUID,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "requested_by" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "completed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rerating_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rerating_total" (
    "rerating_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "record_count" BIGINT NOT NULL,
    "first_started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_started_at" TIMESTAMPTZ(3) NOT NULL,
    "before" DECIMAL NOT NULL,
    "after" DECIMAL NOT NULL,

    CONSTRAINT "rerating_total_pkey" PRIMARY KEY ("rerating_id","customer_id","currency")
);

-- CreateIndex
CREATE INDEX "rerating_path_id_idx" ON "rerating"("path", "id");

-- CreateIndex
CREATE INDEX "rerating_status_updated_at_idx" ON "rerating"("status", "updated_at");

-- AddForeignKey
ALTER TABLE "rerating" ADD CONSTRAINT "rerating_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "rerating_total" ADD CONSTRAINT "rerating_total_rerating_id_fkey" FOREIGN KEY ("rerating_id") REFERENCES "rerating"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- One automatic re-rating of a plan, or of a child, is under way at most.
CREATE UNIQUE INDEX "rerating_automatic" ON "rerating" ("tariffplan_id", "child_id") NULLS NOT DISTINCT
  WHERE "origin" = 'automatic' AND "status" IN ('queued', 'processing');

-- All levels of a record. Ids are made in the order of the ingest, so that it grows at its end only.
CREATE INDEX "charge_record" ON "charge" ("record_id");

-- Months of charges that are older than their history.
SELECT ensure_month(to_date(right(c."relname", 7), 'YYYY_MM')::timestamp AT TIME ZONE 'UTC')
FROM pg_inherits i JOIN pg_class c ON c."oid" = i."inhrelid" WHERE i."inhparent" = '"charge"'::regclass;
