import { z } from 'zod';

/** An absolute http(s) URL as it is written, without user info and fragment. Where it may point to is the domain's rule. */
export const httpUrl = z
  .string()
  .max(2000)
  .regex(/^[\x21-\x7e]+$/, 'must be an absolute URL in ASCII like https://example.com/cdr')
  .refine(isHttpUrl, 'must be an absolute URL like https://example.com/cdr, without user info and fragment')
  .meta({ examples: ['https://example.com/cdr'] });

function isHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.hash && url.hostname !== '';
}
