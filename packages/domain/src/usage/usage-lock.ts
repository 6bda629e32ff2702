/** SQL of the advisory lock under which deltas are taken out: one process at a time. */
export const USAGE_LOCK = "hashtext('fold usage')";
