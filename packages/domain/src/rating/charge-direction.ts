import type { ChargeableCall } from './charge-record.ts';

/** What of a call decides by which rates it is priced. */
export type PricedBy = {
  direction: 'outbound' | 'inbound' | 'internal' | 'forwarded';
  disposition: string;
  answeredAt?: Date | null | undefined;
  /** A leg that the switch made to reach the called party. */
  bLeg: boolean;
  /** To an emergency number of the payer's country. */
  emergency: boolean;
};

const directions: Record<PricedBy['direction'], ChargeableCall['direction']> = {
  outbound: 'outbound',
  forwarded: 'outbound',
  inbound: 'inbound',
  internal: null,
};

export const isAnswered = ({
  disposition,
  answeredAt,
}: Pick<PricedBy, 'disposition' | 'answeredAt'>): boolean =>
  disposition === 'answered' && answeredAt instanceof Date;

/** The direction of the rates that price a call; null where it is free by rule, at every level. */
export const chargeDirectionOf = (call: PricedBy): ChargeableCall['direction'] =>
  isAnswered(call) && !call.bLeg && !call.emergency ? directions[call.direction] : null;
