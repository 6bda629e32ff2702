-- The decision names the extension by which a call goes its way: the number that was called, else the pattern that treated what was dialled.
ALTER TYPE kam.decision ADD ATTRIBUTE ext_id text;

-- From which level of a record's charges on (0 is the payer) the extension and the destination lie in the reader's scope: who owned them
-- is not asked again, as they may be gone or have moved. Null where there is none.
ALTER TABLE "call_record" ADD COLUMN "extension_level" smallint, ADD COLUMN "destination_level" smallint;
