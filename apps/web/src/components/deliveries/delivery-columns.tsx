import { formatBytes, formatCount } from '@/lib/format.ts';
import type { Delivery } from '@/lib/wire.ts';
import { text } from '@/messages/deliveries.ts';
import { t } from '@/messages.ts';
import type { Column } from '../list/column.ts';
import { RowButton } from '../list/row-button.tsx';
import { Time } from '../time.tsx';
import { DeliveryStatus, deliveryName } from './delivery-words.tsx';

const { columns } = text;

/** What of a message is told in a row. @param onShow is told its id */
export const deliveryColumns = (onShow: (deliveryId: string) => void): Column<Delivery>[] => [
  {
    key: 'type',
    header: columns.type,
    grow: true,
    cell: (delivery) => (
      <RowButton label={text.show(deliveryName(delivery))} onOpen={() => onShow(delivery.id)}>
        {deliveryName(delivery)}
      </RowButton>
    ),
  },
  { key: 'status', header: columns.status, cell: (delivery) => <DeliveryStatus delivery={delivery} /> },
  {
    key: 'records',
    header: columns.records,
    align: 'right',
    from: 'sm',
    cell: ({ recordCount, kind }) => (kind === 'batch' ? formatCount(recordCount) : t.common.none),
  },
  {
    key: 'size',
    header: columns.size,
    align: 'right',
    from: 'md',
    cell: ({ bodyBytes }) => formatBytes(bodyBytes),
  },
  {
    key: 'attempts',
    header: columns.attempts,
    align: 'right',
    from: 'md',
    cell: ({ attempts }) => attempts,
  },
  {
    key: 'answer',
    header: columns.answer,
    align: 'right',
    from: 'sm',
    cell: ({ lastResponseStatus, lastError }) => (
      <span className="ml-auto block max-w-40 truncate" title={lastError ?? undefined}>
        {lastResponseStatus ?? lastError ?? t.common.none}
      </span>
    ),
  },
  {
    key: 'delivered',
    header: columns.delivered,
    align: 'right',
    from: 'lg',
    cell: ({ deliveredAt, nextAttemptAt, attempts }) =>
      deliveredAt === null && attempts > 0 && nextAttemptAt !== null ? (
        <span className="text-muted">
          {text.nextAttempt} <Time at={nextAttemptAt} as="seconds" />
        </span>
      ) : (
        <Time at={deliveredAt} as="seconds" />
      ),
  },
];
