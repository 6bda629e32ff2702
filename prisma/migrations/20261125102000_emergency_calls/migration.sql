-- A call for help: free at every level, and counted by no limit. Kept with the record, as the country of a customer may change.
ALTER TABLE "call_record" ADD COLUMN "emergency" boolean NOT NULL DEFAULT false;
