/** Holds the columns that were switched, by list: `users.callerId.externalId~consumers.kind`. */
export const COLUMNS_COOKIE = 'strowger-columns';
