import type { Composition } from '../compose.ts';
import type { RestReply, RestRequest } from './message.ts';

/** A path that is no operation: what goes in and comes out is of a switch's making. */
export type SwitchRoute = {
  /** Below /v1, with parameters as `{name}`. */
  path: string;
  methods: readonly string[];
  answer: (
    parts: Composition,
    asked: { request: RestRequest; requestId: string; parameters: Record<string, string> },
  ) => Promise<RestReply>;
};

/** A digest is as good as a password: nothing on the way keeps the answer. */
export const switchReply = (requestId: string, mediaType: string, body: string): RestReply => ({
  status: 200,
  headers: {
    'content-type': mediaType,
    'cache-control': 'no-store',
    vary: 'Authorization',
    'x-request-id': requestId,
  },
  body,
});

/** Where the calls of a switch's users begin, as its dial plan names it. */
export const isContext = (text: string): boolean => /^[\w.-]{1,64}$/.test(text);
