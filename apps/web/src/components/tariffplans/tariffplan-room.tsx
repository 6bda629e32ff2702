'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useConsole, useMay } from '@/lib/console-context.tsx';
import { cx } from '@/lib/cx.ts';
import { formatDate } from '@/lib/format.ts';
import { onDemand } from '@/lib/on-demand.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import { choiceParam } from '@/lib/url-state.ts';
import { useUrlState } from '@/lib/use-url-state.ts';
import type { Tariffplan } from '@/lib/wire.ts';
import { text } from '@/messages/tariffplans.ts';
import { DeleteButton } from '../deletion/delete-button.tsx';
import { DetailRoom } from '../detail-room.tsx';
import { Callout } from '../ui/callout.tsx';
import { Badge } from '../ui/status.tsx';
import { Rates } from './rates.tsx';
import { validityOf } from './validity.ts';

const PriceCall = onDemand(() => import('./price-call.tsx').then((module) => module.PriceCall));
const TariffplanDetails = onDemand(() =>
  import('./tariffplan-details.tsx').then((module) => module.TariffplanDetails),
);

const views = ['rates', 'price', 'settings'] as const;
type View = (typeof views)[number];
const params = { view: choiceParam(views, 'rates') };

type TariffplanRoomProps = { customerId: string; tariffplanId: string };

/** One plan: its rates, a calculator, and its terms. */
export function TariffplanRoom({ customerId, tariffplanId }: TariffplanRoomProps) {
  const trpc = useTRPC();
  const { timeZone } = useConsole();
  const mayUpdate = useMay('updateTariffplan');
  const [{ view }, set] = useUrlState(params);
  const query = useQuery(trpc.getTariffplan.queryOptions({ tariffplanId }));
  return (
    <DetailRoom
      query={query}
      title={({ name }) => name}
      lead={(plan) => (
        <span className="flex flex-wrap items-center gap-2">
          {plan.currency}
          {plan.relation === 'assigned' && <Badge tone="accent">{text.relations.assigned}</Badge>}
        </span>
      )}
      acts={(plan) => plan.relation === 'owned' && <DeleteTariffplan plan={plan} />}
      facts={(plan) => factsOf(plan, timeZone)}
    >
      {(plan) => (
        <>
          {plan.relation === 'assigned' && (
            <div className="mb-6 max-w-3xl">
              <Callout>{text.assignedNote}</Callout>
            </div>
          )}
          <ViewNav view={view} onView={(next) => set({ view: next }, 'push')} />
          <Suspense>
            {view === 'rates' && (
              <Rates
                plan={plan}
                mayWrite={mayUpdate && plan.relation === 'owned'}
                address={`${roomAddress(customerId, 'tariffplans')}/${plan.id}`}
              />
            )}
            {view === 'price' && <PriceCall tariffplanId={plan.id} />}
            {view === 'settings' && (
              <TariffplanDetails
                key={plan.id}
                plan={plan}
                mayWrite={mayUpdate && plan.relation === 'owned'}
              />
            )}
          </Suspense>
        </>
      )}
    </DetailRoom>
  );
}

function DeleteTariffplan({ plan }: { plan: Tariffplan }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { id: tariffplanId, customerId, name, version } = plan;
  return (
    <DeleteButton
      may={useMay('deleteTariffplan')}
      noun={text.noun}
      name={name}
      version={version}
      note={text.deleteNote}
      remove={(ifVersion) => client.deleteTariffplan.mutate({ tariffplanId, ifVersion })}
      reread={() => queryClient.query({ ...trpc.getTariffplan.queryOptions({ tariffplanId }), staleTime: 0 })}
      backTo={roomAddress(customerId, 'tariffplans')}
      refresh={() => queryClient.invalidateQueries(trpc.getCustomerTariffplans.pathFilter())}
    />
  );
}

const factsOf = (plan: Tariffplan, timeZone: string) => [
  [text.columns.valid, validityOf(plan, (at) => formatDate(at, timeZone))] as const,
  [
    text.columns.rounding,
    text.rounding(text.roundingModes[plan.roundingMode], plan.roundingDecimals),
  ] as const,
  plan.minMarginPercent
    ? ([text.columns.minMarginPercent, text.percent(plan.minMarginPercent)] as const)
    : undefined,
  plan.offPeak ? ([text.fields.offPeak, plan.offPeak.timeZone] as const) : undefined,
];

/** The parts of a plan, one of which is shown. */
function ViewNav({ view, onView }: { view: View; onView: (view: View) => void }) {
  return (
    <nav aria-label={text.views} className="mb-5 flex gap-1 border-b">
      {views.map((option) => (
        <button
          key={option}
          type="button"
          aria-current={option === view ? 'page' : undefined}
          onClick={() => onView(option)}
          className={cx(
            '-mb-px h-9 border-b-2 px-3 coarse:h-11',
            option === view
              ? 'border-ink font-medium text-ink'
              : 'border-transparent text-muted hover:text-ink',
          )}
        >
          {text.viewNames[option]}
        </button>
      ))}
    </nav>
  );
}
