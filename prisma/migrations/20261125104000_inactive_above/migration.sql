-- Those whose state counts for others: a list of customers asks whether there is any before it looks above its rows.
CREATE INDEX "customer_inactive_above" ON "customer" ("path") WHERE "status" <> 'active' AND "kind" <> 'end';
