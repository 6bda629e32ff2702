-- Given while the customer's row is locked, so that entries stand in the order that balance_after follows. Ids are made before.
ALTER TABLE "ledger_entry" ADD COLUMN "number" BIGSERIAL NOT NULL;
DROP INDEX "ledger_entry_customer_id_id_idx";
CREATE INDEX "ledger_entry_customer_id_number_idx" ON "ledger_entry"("customer_id", "number");
