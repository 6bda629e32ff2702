import { formatCount } from '@/lib/format.ts';
import type { CallRecordRequest } from '@/lib/wire.ts';
import { text as requestsText } from '@/messages/requests.ts';
import { t } from '@/messages.ts';
import { Status, type Tone } from '../ui/status.tsx';

type RequestStatusName = CallRecordRequest['status'];

export const requestTones: Record<RequestStatusName, Tone> = {
  accepted: 'accent',
  queued: 'accent',
  processing: 'accent',
  delivering: 'accent',
  completed: 'good',
  failed: 'bad',
  cancelled: 'neutral',
  held: 'warn',
};

export function RequestStatus({ status }: { status: RequestStatusName }) {
  return <Status tone={requestTones[status]}>{requestsText.statuses[status]}</Status>;
}

const running = new Set<RequestStatusName>(['accepted', 'queued', 'processing', 'delivering']);

/** It goes on by itself: worth asking every second. */
export const isRunning = (status: RequestStatusName | undefined): boolean =>
  status !== undefined && running.has(status);

/** `1,200 of 5,000 records delivered` */
export function progressText(request: CallRecordRequest): string {
  const { status, expectedCount, deliveredRecords } = request;
  const text = requestsText;
  if (expectedCount === null) return isRunning(status) ? text.progressUnknown : t.common.none;
  if (expectedCount === 0) return text.progressNone;
  if (status === 'completed') return text.progressDone(formatCount(deliveredRecords));
  return text.progressText(formatCount(deliveredRecords), formatCount(expectedCount));
}
