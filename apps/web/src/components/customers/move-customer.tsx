'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { problemOf } from '@/lib/problem.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { useCustomerPath, useRefreshCustomers } from '@/lib/use-customer-path.ts';
import type { Customer } from '@/lib/wire.ts';
import { text } from '@/messages/move.ts';
import { t } from '@/messages.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Dialog, DialogBody, DialogFooter } from '../ui/dialog.tsx';
import { Select } from '../ui/select.tsx';
import { ParentChoice } from './parent-choice.tsx';

const PLANS_MAX = '200';

type MoveProps = {
  customer: Customer;
  /** The new parent, where the customer was dragged onto one. */
  onto?: Customer | undefined;
  onClose: () => void;
};

/** Puts a customer below another one, after it has told what that changes. */
export function MoveCustomer({ customer: given, onto, onClose }: MoveProps) {
  const trpc = useTRPC();
  // The tree may hold an older version of it.
  const { data: customer = given } = useQuery(trpc.getCustomer.queryOptions({ customerId: given.id }));
  const refresh = useRefreshCustomers();
  const [parent, setParent] = useState(onto);
  const [planId, setPlanId] = useState('');
  const path = useCustomerPath(customer.id);
  const before = path?.at(-2);
  const update = useMutation(trpc.updateCustomer.mutationOptions());
  const isHere = parent !== undefined && parent.id === customer.parentId;

  const move = async () => {
    if (!parent) return;
    try {
      await update.mutateAsync({
        customerId: customer.id,
        parentId: parent.id,
        ifVersion: customer.version,
        ...(planId !== '' && { tariffplanId: planId }),
      });
      await refresh();
      toast.success(text.moved(customer.name, parent.name));
      onClose();
    } catch {
      // It is shown where the button is.
    }
  };
  const fault = update.error && faultText(update.error);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      placement="wide"
      title={text.title(customer.name)}
      {...(before && { description: text.from(before.name) })}
    >
      <DialogBody>
        <div className="grid gap-5">
          {onto === undefined && <ParentChoice customer={customer} chosen={parent} onChoose={setParent} />}
          {parent && isHere && <Callout>{text.here}</Callout>}
          {parent && !isHere && (
            <Changes customer={customer} before={before} parent={parent} planId={planId} onPlan={setPlanId} />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <p role="alert" className="min-w-0 flex-1 self-center text-bad empty:hidden">
          {fault && `${t.common.notSaved}: ${fault}`}
        </p>
        <Button onClick={onClose}>{t.common.cancel}</Button>
        <Button variant="primary" disabled={!parent || isHere} pending={update.isPending} onClick={move}>
          {text.confirm}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function faultText(error: unknown): string {
  const problem = problemOf(error);
  return problem?.errors?.[0]?.detail ?? problem?.detail ?? t.common.offline;
}

type ChangesProps = {
  customer: Customer;
  before: Customer | undefined;
  parent: Customer;
  planId: string;
  onPlan: (planId: string) => void;
};

/** What a move does, and the plan that the new parent charges by. */
function Changes({ customer, before, parent, planId, onPlan }: ChangesProps) {
  const trpc = useTRPC();
  const planField = useId();
  const path = useCustomerPath(parent.id);
  const { data } = useQuery(
    trpc.getCustomerTariffplans.queryOptions({ customerId: parent.id, limit: PLANS_MAX }),
  );
  const plans = (data?.items ?? []).filter(
    ({ customerId, currency }) => customerId === parent.id && currency === customer.currency,
  );
  return (
    <section aria-label={text.changes} className="grid gap-4">
      <div>
        <h3 className="mb-1 font-medium">{text.changes}</h3>
        <p className="mb-2 break-words text-muted">
          {[...(path ?? [parent]), customer].map(({ name }) => name).join(' › ')}
        </p>
        <ul className="grid list-disc gap-1 pl-4">
          {customer.kind !== 'end' && <li>{text.subtree}</li>}
          {customer.tariffplanId !== null && <li>{text.planTaken}</li>}
          <li>{text.above}</li>
          {before && <li>{text.history(before.name)}</li>}
          {customer.currency !== parent.currency && (
            <li>{text.otherCurrency(customer.currency, parent.currency)}</li>
          )}
        </ul>
      </div>
      {parent.effectiveStatus !== 'active' && <Callout tone="warn">{text.suspended(parent.name)}</Callout>}
      <div className="grid gap-1 sm:max-w-80">
        <label htmlFor={planField} className="font-medium">
          {text.plan}
        </label>
        <Select
          id={planField}
          empty={text.planNone}
          options={plans.map(({ id, name }) => ({ value: id, label: name }))}
          value={planId}
          onChange={({ target }) => onPlan(target.value)}
        />
      </div>
    </section>
  );
}
