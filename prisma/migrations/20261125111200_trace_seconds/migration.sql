-- How long the call may last so far is told with each rule: whoever may not know a rule must not learn its figure by it either.
CREATE OR REPLACE FUNCTION kam.note(r kam.decision, p_rule text, p_answer text, p_by uuid DEFAULT NULL, p_thing uuid DEFAULT NULL)
RETURNS kam.decision LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF r.trace IS NOT NULL THEN
    r.trace := r.trace
      || jsonb_build_object('rule', p_rule, 'answer', p_answer, 'by', p_by, 'thing', p_thing, 'seconds', r.max_seconds);
  END IF;
  RETURN r;
END $$;
