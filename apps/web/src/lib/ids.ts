const body = '[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}';
const whole = new RegExp(`^${body}$`);
const any = new RegExp(`\\b${body}\\b`, 'g');

/** Whether the text has the form of an id of some thing. */
export const isIdForm = (text: string): boolean => whole.test(text);

/** The ids that a text holds, each once. */
export const idsIn = (text: string): string[] => [...new Set(text.match(any) ?? [])];
