import { createHash } from 'node:crypto';
import type { CallRecordsCompleted } from '@strowger/contracts';
import { counted } from '../progress.ts';
import { eventOf, type InboxMessage } from './read-message.ts';

export type Verdict = { isComplete: boolean; text: string };

/** Whether everything that a manifest names is there, by id and by hash of the bytes. */
export class Completeness {
  readonly #hashes = new Map<string, string>();

  add({ webhookId, body }: InboxMessage): void {
    this.#hashes.set(webhookId, createHash('sha256').update(body).digest('hex'));
  }

  /** Of a message that closes a request; undefined of any other. */
  verdictOf(message: InboxMessage): Verdict | undefined {
    if (message.type === 'call_records.failed')
      return { isComplete: false, text: 'failed: the request could not be fulfilled' };
    if (message.type !== 'call_records.completed') return undefined;
    const { data } = eventOf(message) as CallRecordsCompleted;
    const missing = data.batches.filter(({ id }) => !this.#hashes.has(id));
    const different = data.batches.filter(
      ({ id, sha256 }) => this.#hashes.has(id) && this.#hashes.get(id) !== sha256,
    );
    if (missing.length === 0 && different.length === 0) {
      const { recordCount, batchCount } = data;
      return {
        isComplete: true,
        text: `complete: ${counted(recordCount, 'record')} in ${counted(batchCount, 'batch', 'batches')}`,
      };
    }
    const faults = [
      missing.length > 0 && `${missing.length} of ${counted(data.batchCount, 'batch', 'batches')} missing`,
      different.length > 0 && `${different.length} not as the manifest says`,
    ].filter((fault) => typeof fault === 'string');
    return { isComplete: false, text: `NOT COMPLETE: ${faults.join(', ')}` };
  }
}
