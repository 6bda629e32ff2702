'use client';

import { OperatorUpdate } from '@strowger/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useConsole, useMay } from '@/lib/console-context.tsx';
import { formatTime } from '@/lib/format.ts';
import { useEdit } from '@/lib/forms/use-edit.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { Operator } from '@/lib/wire.ts';
import { text } from '@/messages/operators.ts';
import { t } from '@/messages.ts';
import { DetailRoom, timeFact } from '../detail-room.tsx';
import { EditForm } from '../form/edit-form.tsx';
import { Callout } from '../ui/callout.tsx';
import { OperatorActs } from './operator-acts.tsx';
import { OperatorFields } from './operator-fields.tsx';
import { OperatorStatus, operatorState } from './operator-status.tsx';

type OperatorValues = Pick<Operator, 'name' | 'role'>;

const values = ({ name, role }: Operator): OperatorValues => ({ name, role });
const wire = ({ name, role }: OperatorValues) => ({ name: name.trim(), role });

/** One operator: its state, what can be done for it, and the form over it. */
export function OperatorRoom({ operatorId }: { operatorId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.getOperator.queryOptions({ operatorId }));
  return (
    <DetailRoom
      query={query}
      title={({ name }) => name}
      lead={({ email }) => email}
      acts={(operator) => <OperatorActs operator={operator} />}
      facts={(operator) => [
        [text.columns.status, <OperatorStatus key="status" operator={operator} />],
        [text.columns.role, t.frame.roles[operator.role]],
        [text.columns.totp, operator.totpEnabled ? text.totp.on : text.totp.off],
        timeFact(text.columns.lastSignInAt, operator.lastSignInAt) ?? [
          text.columns.lastSignInAt,
          text.neverSignedIn,
        ],
        timeFact(text.columns.createdAt, operator.createdAt),
      ]}
    >
      {(operator) => <OperatorDetails key={operator.id} operator={operator} />}
    </DetailRoom>
  );
}

function OperatorDetails({ operator }: { operator: Operator }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const mayWrite = useMay('updateOperator');
  const update = useMutation(trpc.updateOperator.mutationOptions({ gcTime: 0 }));
  const operatorId = operator.id;
  const edit = useEdit<Operator, OperatorValues>({
    loaded: operator,
    schema: OperatorUpdate,
    toValues: values,
    toWire: wire,
    update: (changes, ifVersion) => update.mutateAsync({ ...changes, operatorId, ifVersion }),
    reread: () => client.getOperator.query({ operatorId }),
    onSaved: (saved) => {
      queryClient.setQueryData(trpc.getOperator.queryKey({ operatorId }), saved);
      queryClient.invalidateQueries(trpc.getCustomerOperators.pathFilter());
      toast.success(text.saved(saved.name));
    },
  });
  return (
    <EditForm
      edit={edit}
      label={operator.name}
      {...(!mayWrite && { locked: 'all' })}
      labels={text.fields}
      toComparable={(thing) => wire(values(thing))}
      note={<StateNote operator={operator} />}
    >
      <OperatorFields isNew={false} />
    </EditForm>
  );
}

/** Why the person cannot sign in, where it cannot. */
function StateNote({ operator }: { operator: Operator }) {
  const { timeZone } = useConsole();
  const state = operatorState(operator);
  if (state === 'active') return null;
  if (state === 'disabled') return <Callout tone="warn">{text.disabledNote}</Callout>;
  const until = operator.passwordLinkExpiresAt;
  return (
    <Callout tone={until === null ? 'warn' : 'info'}>
      {until === null ? text.invitedLapsed : text.invitedNote(formatTime(until, timeZone))}
    </Callout>
  );
}
