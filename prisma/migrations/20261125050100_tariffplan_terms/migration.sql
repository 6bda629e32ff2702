-- AlterTable
ALTER TABLE "tariffplan" ADD COLUMN "off_peak" JSONB,
  ADD COLUMN "min_margin_percent" DECIMAL,
  ADD COLUMN "terms" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "rate" ADD COLUMN "off_peak_price_per_minute" DECIMAL;

-- CreateTable
CREATE TABLE "tariffplan_terms" (
    "tariffplan_id" UUID NOT NULL,
    "terms" INTEGER NOT NULL,
    "rounding_mode" "rounding_mode" NOT NULL,
    "rounding_decimals" SMALLINT NOT NULL,
    "off_peak" JSONB,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tariffplan_terms_pkey" PRIMARY KEY ("tariffplan_id", "terms")
);

-- AddForeignKey
ALTER TABLE "tariffplan_terms" ADD CONSTRAINT "tariffplan_terms_tariffplan_id_fkey" FOREIGN KEY ("tariffplan_id") REFERENCES "tariffplan"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- The terms that charges were made by so far.
INSERT INTO "tariffplan_terms" ("tariffplan_id", "terms", "rounding_mode", "rounding_decimals", "valid_from", "valid_to", "created_at")
  SELECT "id", 1, "rounding_mode", "rounding_decimals", "valid_from", "valid_to", "created_at" FROM "tariffplan";
