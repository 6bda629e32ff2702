import { isEmergencyNumber } from '@strowger/contracts';
import type { Db } from '@strowger/db';
import type { SourceRow } from '../sources/read-model.ts';
import type { Payer } from './payer.ts';
import { type Call, forHelp } from './prepare-record.ts';

type Accepted = { call: Call; payer: Payer };

/** Emergency numbers have two to five digits, whatever a SIP address holds beside them. */
const shortNumber = /^(?:(?:sips?|tel):)?(\d{2,5})(?:[@;]|$)/i;

/**
 * Finds the calls for help: by the numbers of the country where the payer is or, where that is not known, the switch, else
 * the nearest customer above that has a country.
 */
export async function markEmergencies<A extends Accepted>(
  rows: Db['rows'],
  source: Pick<SourceRow, 'country'>,
  accepted: readonly A[],
): Promise<A[]> {
  const payers = accepted.flatMap(({ call, payer }) => (dialedShort(call) ? [payer.customerId] : []));
  if (payers.length === 0) return [...accepted];
  const found = await rows<{ id: string; country: string | null; countryAbove: string | null }>(
    `select c.id, c.country, (
       select a.country from generate_series(1, c.depth - 1) n join customer a on a.path = left(c.path, 26 * n)
       where a.country is not null order by n desc limit 1) as "countryAbove"
     from customer c where c.id = any($1)`,
    [[...new Set(payers)]],
  );
  const countries = new Map(
    found.map(({ id, country, countryAbove }) => [id, country ?? source.country ?? countryAbove]),
  );
  return accepted.map((one) => {
    const number = dialedShort(one.call);
    const country = countries.get(one.payer.customerId);
    if (!number || !country || !isEmergencyNumber(number, country)) return one;
    return { ...one, call: forHelp(one.call, country) };
  });
}

/** The short number that somebody placed a call to. */
function dialedShort({ record }: Call): string | undefined {
  const isPlaced = record.direction === 'outbound' || record.direction === 'forwarded';
  return isPlaced ? shortNumber.exec(record.to)?.[1] : undefined;
}
