-- AlterTable
ALTER TABLE "account" ADD COLUMN "used_up_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "limit_state" ADD COLUMN "near_since" TIMESTAMPTZ(3),
ADD COLUMN "resets_at" TIMESTAMPTZ(3);

-- What needs attention is looked for each half minute by everybody who looks at an overview: few rows, whatever there is
-- beside them. Where they belong to a subtree is asked of the customer or by the path.
CREATE INDEX "account_low" ON "account" ("customer_id") WHERE "low_since" IS NOT NULL OR "used_up_since" IS NOT NULL;
CREATE INDEX "limit_state_near" ON "limit_state" ("limit_id") WHERE "near_since" IS NOT NULL;
CREATE INDEX "consumer_ailing" ON "consumer" ("path") WHERE "failing_since" IS NOT NULL OR "status" = 'disabled';
CREATE INDEX "call_record_request_stuck" ON "call_record_request" ("path", "updated_at") WHERE "status" IN ('failed', 'held');
CREATE INDEX "quarantined_record_waiting" ON "quarantined_record" ("path", "source_id") WHERE "status" = 'waiting';
CREATE INDEX "domain_pending" ON "domain" ("path") WHERE "status" = 'pending';
CREATE INDEX "api_key_expiring" ON "api_key" ("path", "expires_at") WHERE "revoked_at" IS NULL AND "expires_at" IS NOT NULL;

-- A rolling window goes on by itself: one that is near is looked at until it no longer is.
DROP INDEX "limit_state_due";
CREATE INDEX "limit_state_due" ON "limit_state" ("limit_id")
  WHERE "recount" OR "assess" OR "told_percent" <> '{}' OR "near_since" IS NOT NULL;

-- The worker finds by its next look which limits are near.
UPDATE "limit_state" SET "assess" = true;
INSERT INTO "account" ("customer_id", "currency", "used_up_since")
  SELECT "id", "currency", now() FROM "customer" WHERE "billing_mode" = 'prepaid' AND "balance" + "credit_limit" <= 0
  ON CONFLICT ("customer_id", "currency") DO UPDATE SET "used_up_since" = excluded."used_up_since";
