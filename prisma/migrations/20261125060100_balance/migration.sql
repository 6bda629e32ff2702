-- AlterEnum
ALTER TYPE "ledger_entry_kind" ADD VALUE 'charges';

-- AlterTable
ALTER TABLE "ledger_entry" ADD COLUMN     "period_from" TIMESTAMPTZ(3),
ADD COLUMN     "period_to" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "account" (
    "customer_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "unposted" DECIMAL NOT NULL DEFAULT 0,
    "unposted_since" TIMESTAMPTZ(3),
    "period_from" TIMESTAMPTZ(3),
    "period_to" TIMESTAMPTZ(3),
    "low_since" TIMESTAMPTZ(3),

    CONSTRAINT "account_pkey" PRIMARY KEY ("customer_id","currency")
);

-- What waits to be posted: few rows, whatever the number of customers.
CREATE INDEX "account_unposted_since" ON "account" ("unposted_since") WHERE "unposted_since" IS NOT NULL;
