/** Where programs are looked for: what Debian keeps for administrators, Kamailio too, is not in everybody's path. */
export const searchPath = (): string => `${process.env.PATH ?? ''}:/usr/sbin:/usr/local/sbin`;
