'use client';

import type { CallRecordRequest } from '@/lib/wire.ts';
import { text } from '@/messages/requests.ts';
import { Badge } from '../ui/status.tsx';
import { UserName } from '../user-name.tsx';

/** What narrows an order; nothing where all records of the scope are wanted. */
export function RequestFilters({ request }: { request: CallRecordRequest }) {
  const { direction, disposition, userId, fromNumber, toNumber } = request.filters;
  const shown: [label: string, value: React.ReactNode][] = [];
  if (direction) shown.push([text.fields.direction, text.directions[direction]]);
  if (disposition) shown.push([text.fields.disposition, text.dispositions[disposition]]);
  if (userId) shown.push([text.fields.userId, <UserName key="user" id={userId} />]);
  if (fromNumber) shown.push([text.fields.fromNumber, fromNumber]);
  if (toNumber) shown.push([text.fields.toNumber, toNumber]);
  if (request.fields.length > 0) shown.push([text.fields.fields, request.fields.join(', ')]);
  if (shown.length === 0) return null;
  return (
    <section aria-label={text.filters} className="mb-6 flex flex-wrap gap-2">
      {shown.map(([label, value]) => (
        <Badge key={label}>
          <span className="font-normal">{label}</span> {value}
        </Badge>
      ))}
    </section>
  );
}
