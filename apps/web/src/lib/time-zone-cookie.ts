/** The time zone of the operator's browser. */
export const TIME_ZONE_COOKIE = 'strowger-tz';

/** Whose clock times are told by: that of the operator, or UTC. */
export type Clock = 'own' | 'utc';
export const CLOCK_COOKIE = 'strowger-clock';
