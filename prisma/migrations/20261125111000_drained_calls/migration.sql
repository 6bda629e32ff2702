-- What was drained long ago is found by when: it goes.
CREATE INDEX acc_cdrs_drained ON kam.acc_cdrs (drained_at) WHERE drained_at IS NOT NULL;
