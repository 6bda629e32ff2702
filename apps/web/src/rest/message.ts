import type { Readable } from 'node:stream';

/**
 * A request as the API reads it, whoever listens in front of it. Plain values instead of the web's Request and Response:
 * building those took a quarter of the time of a small read.
 */
export type RestRequest = {
  method: string;
  /** As it came, escapes and all, without the query. */
  path: string;
  /** What stands behind the `?`. */
  query: string;
  /** @param name in lower case */
  header(name: string): string | undefined;
  /** null where there is none */
  body: Readable | null;
  /** Where the request comes from. */
  address: string;
};

/** Header names are in lower case. A body that is a stream is sent as it comes; if it breaks, so does the connection. */
export type RestReply = {
  status: number;
  headers: Record<string, string>;
  body: string | Readable | null;
};

/** The public REST API as one function. It never throws. */
export type RestApi = (request: RestRequest) => Promise<RestReply>;
