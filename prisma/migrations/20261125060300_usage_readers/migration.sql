-- AlterTable
ALTER TABLE "customer" ADD COLUMN     "moved_at" TIMESTAMPTZ(3);

-- How many levels above were charged for the calls, the parent being the first: those above them had no part in them.
ALTER TABLE "usage_hour" ADD COLUMN "levels_above" smallint NOT NULL DEFAULT 0;
ALTER TABLE "usage_delta" ADD COLUMN "levels_above" smallint NOT NULL DEFAULT 0;
ALTER TABLE "usage_hour" DROP CONSTRAINT "usage_hour_pkey";
ALTER TABLE "usage_hour" ADD PRIMARY KEY ("customer_id", "hour", "direction", "country", "parent_id", "levels_above", "cost_currency", "revenue_currency", "parent_currency", "tenant_id");
CREATE INDEX "usage_hour_parent" ON "usage_hour" ("parent_id", "hour");

-- Of what was counted before, it is taken as if the platform's own sources had brought it.
UPDATE "usage_delta" u SET "levels_above" = c."depth" - 1 FROM "customer" c
  WHERE c."id" = u."customer_id" AND u."parent_id" <> '00000000-0000-0000-0000-000000000000';
UPDATE "usage_hour" u SET "levels_above" = c."depth" - 1 FROM "customer" c
  WHERE c."id" = u."customer_id" AND u."parent_id" <> '00000000-0000-0000-0000-000000000000';
