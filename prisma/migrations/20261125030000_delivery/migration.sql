-- AlterEnum
ALTER TYPE "record_format" ADD VALUE 'ndjson';
ALTER TYPE "record_format" ADD VALUE 'csv';
ALTER TYPE "delivery_kind" ADD VALUE 'event';
ALTER TYPE "delivery_status" ADD VALUE 'retired';

-- CreateEnum
CREATE TYPE "call_record_request_kind" AS ENUM ('order', 'live');

-- AlterTable
ALTER TABLE "consumer" ADD COLUMN "events" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "gzip" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "live_snapshot" TEXT;

-- AlterTable
ALTER TABLE "call_record_request" ADD COLUMN "kind" "call_record_request_kind" NOT NULL DEFAULT 'order',
  ADD COLUMN "gzip" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "since_snapshot" TEXT,
  ADD COLUMN "last_sequence" INTEGER NOT NULL DEFAULT 0;
UPDATE "call_record_request" SET "last_sequence" = "batch_count";

-- AlterTable
ALTER TABLE "delivery" ALTER COLUMN "request_id" DROP NOT NULL,
  ADD COLUMN "consumer_id" UUID,
  ADD COLUMN "type" TEXT,
  ADD COLUMN "body" TEXT;
UPDATE "delivery" d SET "consumer_id" = r."consumer_id", "type" = 'call_records.' || d."kind"
  FROM "call_record_request" r WHERE r."id" = d."request_id";
ALTER TABLE "delivery" ALTER COLUMN "consumer_id" SET NOT NULL, ALTER COLUMN "type" SET NOT NULL;

-- AlterTable
ALTER TABLE "delivery_attempt" ADD COLUMN "sent_bytes" INTEGER;

-- CreateIndex
CREATE INDEX "delivery_consumer_id_id_idx" ON "delivery"("consumer_id", "id");

-- CreateIndex
CREATE INDEX "delivery_attempt_started_at_idx" ON "delivery_attempt"("started_at");

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_consumer_id_fkey" FOREIGN KEY ("consumer_id") REFERENCES "consumer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Events that wait for a worker, by when.
CREATE INDEX "delivery_due_event" ON "delivery" ("next_attempt_at", "consumer_id")
  WHERE "request_id" IS NULL AND "status" = 'pending';

-- Who is sent new call records as they come in.
CREATE INDEX "consumer_live" ON "consumer" ("id") WHERE "live_snapshot" IS NOT NULL;

-- Whose charges a batch holds: what a consumer's live records are found by, without a look at the records of others.
ALTER TABLE "ingest_batch" ADD COLUMN "customer_ids" uuid[] NOT NULL DEFAULT '{}';
