import { encodeId, type Limit } from '@strowger/contracts';

/** What happened to a limit, as it is kept until its mail is sent. */
export type LimitMailEvent = {
  type: 'limit.warning' | 'limit.triggered';
  limitId: string;
  customerId: string;
  customerName: string;
  username: string | null;
  limitType: Limit['type'];
  period: Limit['period'];
  action: Limit['action'];
  threshold: string;
  currentValue: string;
  /** Of amounts. */
  currency: string;
  percent: number;
  occurredAt: string;
  resetsAt: string | null;
};

export type LimitMail = { subject: string; text: string };

const names: Partial<Record<Limit['type'], string>> = {
  minutes: 'minutes',
  spend: 'spend',
  callAttempts: 'call attempts',
  distinctNumbers: 'distinct numbers',
};
const actions: Record<Limit['action'], string> = {
  notify: 'Nothing is blocked: the limit only tells.',
  block: 'At the threshold new calls are blocked.',
  terminate: 'At the threshold new calls are blocked, and calls under way are ended.',
};

/** One line: what somebody has named a customer cannot become a header or a line of its own. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
const minute = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

/** Plain text with the way to the limit, and nothing that is secret. @param publicUrl the console's origin */
export function writeLimitMail(event: LimitMailEvent, publicUrl: string): LimitMail {
  const { limitType, period, action, threshold, currentValue, currency, percent, resetsAt } = event;
  const owner = oneLine(
    event.username === null ? event.customerName : `${event.username}, ${event.customerName}`,
  );
  const name = names[limitType] ?? limitType;
  const unit = limitType === 'spend' ? ` ${currency}` : '';
  const isTriggered = event.type === 'limit.triggered';
  const what = isTriggered
    ? `Limit reached: ${name} of ${owner}`
    : `Limit at ${percent}%: ${name} of ${owner}`;
  const [customerId, limitId] = [encodeId('customer', event.customerId), encodeId('limit', event.limitId)];
  return {
    subject: what,
    text: [
      `${what}`,
      '',
      `It has come to ${currentValue}${unit} of ${threshold}${unit} (${percent}%) in this ${period}, at ${minute(event.occurredAt)}.`,
      actions[action],
      ...(resetsAt === null ? [] : [`It begins anew at ${minute(resetsAt)}.`]),
      '',
      `${publicUrl}/customers/${customerId}/limits/${limitId}`,
      '',
      'This address is named in the limit. Who may change the limit can take it out there.',
      '',
    ].join('\n'),
  };
}
