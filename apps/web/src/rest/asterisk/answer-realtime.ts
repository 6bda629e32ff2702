import { notFound, openSipDirectory, sipDirectoryRight } from '@strowger/domain';
import { answerCaller } from '../answer-caller.ts';
import { readForm } from '../read-input.ts';
import { isContext, type SwitchRoute, switchReply } from '../switch-route.ts';
import { realtimeRow } from './realtime-row.ts';

/**
 * Asterisk's res_config_curl for res_pjsip: one row of a table by its id, `user@domain`. An empty answer is none. Lists (`multi`) are
 * empty: Asterisk asks for all of a table when it starts, and finds each of them when it is needed.
 */
export const asteriskRealtime: SwitchRoute = {
  path: '/asterisk/realtime/{context}/{table}/{verb}',
  methods: ['POST'],
  answer: (parts, { request, requestId, parameters }) =>
    answerCaller(
      parts,
      { name: 'asteriskRealtime', scope: sipDirectoryRight.scope, request, requestId },
      async (caller) => {
        const directory = openSipDirectory(parts.deps, caller);
        const { context = '', table = '', verb = '' } = parameters;
        const toRow = Object.hasOwn(realtimeRow, table) && realtimeRow[table as keyof typeof realtimeRow];
        if (!toRow || !isContext(context) || !['single', 'multi'].includes(verb)) throw notFound('user');
        const form = await readForm(request);
        const id = verb === 'single' ? (form.get('id') ?? '') : '';
        const at = id.lastIndexOf('@');
        const user = at > 0 ? await directory.findUser(id.slice(0, at), id.slice(at + 1)) : undefined;
        const row = user ? toRow(user, { id, context }) : '';
        return switchReply(requestId, 'application/x-www-form-urlencoded', row);
      },
    ),
};
