import { encodeId } from '@strowger/contracts';
import type { QueryHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { readRow } from '../core/read.ts';
import { type ClaimedRequest, readPinnedRequest } from '../delivery/claim-request.ts';
import { requireOwnContents } from '../delivery/own-contents.ts';
import { type RecordReading, readRecords } from '../delivery/read-records.ts';
import { recordFormats } from '../delivery/record-format.ts';
import type { RecordKey } from '../delivery/select-records.ts';
import { requireStillKept } from '../partitions/kept-from.ts';
import { requestModel } from './request-model.ts';

const DOWNLOAD_DAYS = 7;
const DAY_MS = 86_400_000;
/** What is held in memory at a time, about 1 KB a record. */
const PAGE_RECORDS = 2_000;

/** The records of a request as one file, by the snapshot that its batches are made by. */
export const downloadCallRecordRequest: QueryHandler<'downloadCallRecordRequest'> = async (
  context,
  { requestId, format = 'csv' },
) => {
  const { deps, now } = context;
  const { createdAt, from, consumerId } = await readRow(context, requestModel, requestId);
  await requireOwnContents(context, consumerId);
  if (now.getTime() - createdAt.getTime() > DOWNLOAD_DAYS * DAY_MS)
    throw new DomainError(
      'gone',
      `The records can be downloaded for ${DOWNLOAD_DAYS} days: order them anew.`,
    );
  await requireStillKept(deps.db.rows, from);
  const request = await readPinnedRequest(deps.db, requestId);
  if (!request)
    throw new DomainError('conflict', 'The request is not being processed yet.', { retryAfterSeconds: 2 });
  const { mediaType } = recordFormats[format];
  return {
    mediaType,
    fileName: `call-records-${encodeId('callRecordRequest', requestId)}.${format}`,
    chunks: pagesOf(
      (range) => readRecords(deps.db, readingOf(request, format), range),
      request.fields,
      format,
    ),
  };
};

const readingOf = (
  { selection, fields }: ClaimedRequest,
  format: RecordReading['format'],
): RecordReading => ({
  selection,
  fields,
  format,
});

type Read = (range: { after: RecordKey | null; count: number }) => ReturnType<typeof readRecords>;

/** Page after page, each read once the one before is taken. */
async function* pagesOf(
  read: Read,
  fields: readonly string[],
  format: RecordReading['format'],
): AsyncGenerator<Uint8Array> {
  const { head, tail } = recordFormats[format];
  yield Buffer.from(head(fields));
  let after: RecordKey | null = null;
  for (;;) {
    const page = await read({ after, count: PAGE_RECORDS });
    if (page.count === 0) return;
    yield* page.parts;
    yield Buffer.from(tail);
    if (page.count < PAGE_RECORDS) return;
    after = page.last;
  }
}
