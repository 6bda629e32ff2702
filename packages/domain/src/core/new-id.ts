import { v7 } from 'uuid';

/** A time-ordered UUIDv7. */
export const newId = (now: Date): string => v7({ msecs: now.getTime() });
