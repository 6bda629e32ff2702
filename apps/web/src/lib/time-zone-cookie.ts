export const TIME_ZONE_COOKIE = 'strowger-tz';
