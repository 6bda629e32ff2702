import type { NativeCallRecord } from '@strowger/contracts';

type Disposition = NativeCallRecord['disposition'];

const causes: Record<string, Disposition> = {
  // Nobody answered, though nothing went wrong.
  NORMAL_CLEARING: 'noAnswer',
  NO_ANSWER: 'noAnswer',
  NO_USER_RESPONSE: 'noAnswer',
  ALLOTTED_TIMEOUT: 'noAnswer',
  PROGRESS_TIMEOUT: 'noAnswer',
  USER_BUSY: 'busy',
  ORIGINATOR_CANCEL: 'cancelled',
  // Another leg of the same call was answered first, or somebody else took it.
  LOSE_RACE: 'cancelled',
  PICKED_OFF: 'cancelled',
  NORMAL_CIRCUIT_CONGESTION: 'congestion',
  SWITCH_CONGESTION: 'congestion',
  REQUESTED_CHAN_UNAVAIL: 'congestion',
};

/** A call that was answered is answered, whatever ended it; every cause that is not listed is a failure. */
export const dispositionOf = (answered: boolean, hangupCause: string): Disposition =>
  answered ? 'answered' : (causes[hangupCause] ?? 'failed');

/** The switch ended the call of its own accord. */
const systemCauses = new Set([
  'ALLOTTED_TIMEOUT',
  'PROGRESS_TIMEOUT',
  'MEDIA_TIMEOUT',
  'RECOVERY_ON_TIMER_EXPIRE',
  'MANAGER_REQUEST',
  'SYSTEM_SHUTDOWN',
  'LOSE_RACE',
  'PICKED_OFF',
]);

/** The callee refused, which the switch passed on to the caller. */
const calleeCauses = new Set(['USER_BUSY', 'CALL_REJECTED']);

/**
 * Who ended it. The far end of an a-leg is the caller, that of a leg towards the callee the callee: what was received
 * (`recv_bye`, `recv_cancel`) came from there, and what was sent came from the other party, if there was one, or else
 * from the switch.
 */
export function hangupByOf(
  sipHangupDisposition: string,
  hangupCause: string,
  leg: { towardsCallee: boolean; joined: boolean },
): 'caller' | 'callee' | 'system' | null {
  const [verb] = sipHangupDisposition.split('_');
  if (verb === 'recv') return leg.towardsCallee ? 'callee' : 'caller';
  if (verb !== 'send') return null;
  if (systemCauses.has(hangupCause)) return 'system';
  if (leg.towardsCallee) return leg.joined ? 'caller' : 'system';
  return leg.joined || calleeCauses.has(hangupCause) ? 'callee' : 'system';
}
