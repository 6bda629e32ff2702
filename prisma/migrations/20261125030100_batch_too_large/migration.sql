-- AlterTable
ALTER TABLE "call_record_request" ADD COLUMN "cut_size" INTEGER;

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN "too_large" BOOLEAN NOT NULL DEFAULT false;
