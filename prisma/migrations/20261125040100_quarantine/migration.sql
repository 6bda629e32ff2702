-- CreateEnum
CREATE TYPE "quarantine_status" AS ENUM ('waiting', 'accepted', 'discarded');

-- AlterTable
ALTER TABLE "quarantined_record" ADD COLUMN "complete" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN "status" "quarantine_status" NOT NULL DEFAULT 'waiting',
ADD COLUMN "resolved_by" TEXT,
ADD COLUMN "mended_raw" TEXT,
ADD COLUMN "note" TEXT,
ADD COLUMN "record_id" UUID;
UPDATE "quarantined_record" SET "status" = 'accepted' WHERE "resolved_at" IS NOT NULL;

-- CreateIndex
CREATE INDEX "quarantined_record_source_id_received_at_id_idx" ON "quarantined_record"("source_id", "received_at", "id");

-- CreateIndex
CREATE INDEX "quarantined_record_received_at_id_idx" ON "quarantined_record"("received_at", "id");

-- What tells an ingest in an instant that there is nothing to resolve.
CREATE INDEX "quarantined_record_open" ON "quarantined_record" ("source_id", "received_at", "id") WHERE "status" <> 'accepted';
