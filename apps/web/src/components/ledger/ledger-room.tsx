'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Landmark } from 'lucide-react';
import { compact } from '@/lib/compact.ts';
import { useConsole, useMay } from '@/lib/console-context.tsx';
import { useCurl } from '@/lib/curl.ts';
import { formatAmount, formatTime } from '@/lib/format.ts';
import { onDemand } from '@/lib/on-demand.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { Customer, LedgerEntry } from '@/lib/wire.ts';
import { text } from '@/messages/ledger.ts';
import { t } from '@/messages.ts';
import { Facts } from '../facts.tsx';
import type { Column } from '../list/column.ts';
import { PAGE_ROWS_MAX } from '../list/list-params.ts';
import { ListRoom } from '../list/list-room.tsx';
import { useListState } from '../list/use-list-state.ts';
import { Time } from '../time.tsx';
import { Callout } from '../ui/callout.tsx';
import { addAmounts, balanceState } from './amounts.ts';
import { ledgerListInput, ledgerListParams } from './list-state.ts';

const CreateEntry = onDemand(() => import('./create-entry.tsx').then((module) => module.CreateEntry));

/** Charges are posted within the hour; the balance falls with every call. */
const REFRESH_MS = 30_000;

const columnsOf = (timeZone: string): Column<LedgerEntry>[] => [
  {
    key: 'createdAt',
    header: text.columns.createdAt,
    value: ({ createdAt }) => createdAt,
    cell: ({ createdAt }) => <Time at={createdAt} />,
  },
  { key: 'kind', header: text.columns.kind, from: 'sm', value: ({ kind }) => text.kinds[kind] },
  {
    key: 'comment',
    header: text.columns.comment,
    grow: true,
    value: (entry) => entry.comment,
    cell: (entry) => (
      <span className="flex min-w-0 flex-col py-1">
        <span className="truncate">{aboutOf(entry, timeZone)}</span>
        <span className="truncate text-muted text-xs sm:hidden">{text.kinds[entry.kind]}</span>
      </span>
    ),
  },
  {
    key: 'amount',
    header: text.columns.amount,
    align: 'right',
    value: ({ amount }) => amount,
    cell: ({ amount, currency }) => (
      <span className={amount.startsWith('-') ? undefined : 'text-good'}>
        {`${amount.startsWith('-') ? '' : '+'}${formatAmount(amount, currency)}`}
      </span>
    ),
  },
  {
    key: 'balanceAfter',
    header: text.columns.balanceAfter,
    align: 'right',
    from: 'sm',
    value: ({ balanceAfter }) => balanceAfter,
    cell: ({ balanceAfter, currency }) => formatAmount(balanceAfter, currency),
  },
];

/** Why an entry is there: its comment, or the hours of the calls. */
function aboutOf({ comment, periodFrom, periodTo }: LedgerEntry, timeZone: string): string {
  if (comment !== null) return comment;
  if (periodFrom === null || periodTo === null) return t.common.none;
  return text.period(formatTime(periodFrom, timeZone), formatTime(periodTo, timeZone));
}

/** A customer's balance, and every movement of it. The level above tops it up. */
export function LedgerRoom({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const curl = useCurl();
  const { operator, timeZone } = useConsole();
  const mayCreate = useMay('createLedgerEntry');
  const list = useListState(ledgerListParams);
  const live = { refetchInterval: REFRESH_MS } as const;
  const { data: customer } = useQuery(trpc.getCustomer.queryOptions({ customerId }, live));
  const input = ledgerListInput(customerId, list.state);
  const query = useQuery(
    trpc.getCustomerLedgerEntries.queryOptions(input, { placeholderData: keepPreviousData, ...live }),
  );
  const isOwn = customerId === operator.customerId;
  return (
    <ListRoom
      name="ledger"
      text={text}
      lead={customer && text.of(customer.name)}
      list={list}
      query={query}
      columns={columnsOf(timeZone)}
      empty={{
        icon: <Landmark aria-hidden className="size-5" />,
        title: text.empty,
        text: text.emptyText,
        curl: curl('POST', `/customers/${customerId}/ledger-entries`, {
          kind: 'payment',
          amount: '100.00',
          comment: 'Invoice 2026-118',
        }),
      }}
      create={{
        may: mayCreate && !isOwn && customer?.status !== 'terminated',
        label: text.create,
        preload: CreateEntry.preload,
        form: (onClose) => customer && <CreateEntry customer={customer} onClose={onClose} />,
      }}
      readPage={(cursor) =>
        client.getCustomerLedgerEntries.query({ ...input, limit: PAGE_ROWS_MAX, ...compact({ cursor }) })
      }
    >
      {customer && <Balance customer={customer} />}
    </ListRoom>
  );
}

/** What is there, what is left of it, and whether it is low. */
function Balance({ customer }: { customer: Customer }) {
  const { balance, creditLimit, lowBalanceThreshold, currency, billingMode } = customer;
  const state = balanceState(customer);
  const money = (amount: string) => formatAmount(amount, currency);
  return (
    <>
      {state === 'usedUp' && (
        <div className="mb-4">
          <Callout tone="bad" title={text.usedUp}>
            {text.usedUpText}
          </Callout>
        </div>
      )}
      {state === 'low' && lowBalanceThreshold !== null && (
        <div className="mb-4">
          <Callout tone="warn" title={text.low}>
            {text.lowText(money(lowBalanceThreshold))}
          </Callout>
        </div>
      )}
      <Facts
        items={[
          [
            text.balance,
            <span key="balance" className="font-semibold text-lg">
              {money(balance)}
            </span>,
          ],
          [text.billingMode, text.billingModes[billingMode]],
          [text.creditLimit, money(creditLimit)],
          ...(billingMode === 'prepaid'
            ? [[text.left, money(addAmounts(balance, creditLimit))] as const]
            : []),
          [
            text.lowBalanceThreshold,
            lowBalanceThreshold === null ? t.common.none : money(lowBalanceThreshold),
          ],
        ]}
      />
    </>
  );
}
