import type { OffPeak } from '@strowger/contracts';
import type { ChargeableCall } from '../../src/rating/charge-record.ts';
import type { DeckRow } from '../../src/rating/load-deck.ts';
import type { RoundingMode } from '../../src/rating/price-call.ts';
import { rateTerms } from '../fixtures/rate-terms.ts';
import { choiceCases } from './choices.ts';
import { readTable } from './read-table.ts';
import { termCases } from './terms.ts';
import { windowCases } from './windows.ts';

/** A call, the plan that prices it, and what must come out: null where nothing prices it. */
export type RatingCase = {
  name: string;
  arithmetic: string;
  call: ChargeableCall;
  plan: {
    roundingMode: RoundingMode;
    roundingDecimals: number;
    offPeak: OffPeak | null;
    validFrom: Date;
    validTo: Date | null;
    rates: DeckRow[];
  };
  expected: { amount: string; billedSeconds: number; prefix: string } | null;
};

const since = new Date('2026-01-01T00:00:00Z');
const noon = new Date('2026-11-25T12:00:00Z');
const number = '+31201234567';

const rate = (given: Partial<DeckRow>): DeckRow => ({
  id: '0',
  prefix: '31',
  direction: 'outbound',
  blocked: false,
  validFrom: since,
  validTo: null,
  ...rateTerms({}),
  ...given,
});

function ofTerms(): RatingCase[] {
  type Column =
    | 'talk ms'
    | 'fee'
    | 'per minute'
    | 'initial/increment/grace'
    | 'minimum'
    | 'rounding'
    | 'amount'
    | 'billed s'
    | 'arithmetic';
  return readTable<Column>(termCases).map((row) => {
    const [initialSeconds = 0, incrementSeconds = 0, graceSeconds = 0] = row['initial/increment/grace']
      .split('/')
      .map(Number);
    const [roundingMode, roundingDecimals] = row.rounding.split(' ') as [RoundingMode, string];
    return {
      name: `${row['talk ms']} ms, fee ${row.fee}, ${row['per minute']} a minute, ${row['initial/increment/grace']}, minimum ${row.minimum}, ${row.rounding}`,
      arithmetic: row.arithmetic,
      call: {
        direction: 'outbound',
        number,
        startedAt: noon,
        talkMs: Number(row['talk ms'].replaceAll(' ', '')),
      },
      plan: {
        roundingMode,
        roundingDecimals: Number(roundingDecimals),
        offPeak: null,
        validFrom: since,
        validTo: null,
        rates: [
          rate({
            connectionFee: row.fee,
            pricePerMinute: row['per minute'],
            minimumCharge: row.minimum,
            initialSeconds,
            incrementSeconds,
            graceSeconds,
          }),
        ],
      },
      expected: { amount: row.amount, billedSeconds: Number(row['billed s']), prefix: '31' },
    };
  });
}

function ofWindows(): RatingCase[] {
  type Column =
    | 'zone'
    | 'off-peak'
    | 'starts'
    | 'the clock there'
    | 'talk s'
    | 'priced'
    | 'amount'
    | 'arithmetic';
  return readTable<Column>(windowCases).map((row) => ({
    name: `${row.zone}, ${row['off-peak']}: ${row.starts} is ${row['the clock there']}, ${row.priced}`,
    arithmetic: row.arithmetic,
    call: {
      direction: 'outbound',
      number,
      startedAt: new Date(row.starts),
      talkMs: Number(row['talk s']) * 1000,
    },
    plan: {
      roundingMode: 'up',
      roundingDecimals: 4,
      offPeak: { timeZone: row.zone, windows: readWindows(row['off-peak']) },
      validFrom: since,
      validTo: null,
      rates: [rate({ pricePerMinute: '0.60', offPeakPricePerMinute: '0.06' })],
    },
    expected: { amount: row.amount, billedSeconds: Number(row['talk s']), prefix: '31' },
  }));
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** `mon-fri 20:00-08:00; sat,sun 00:00-24:00` */
function readWindows(text: string): OffPeak['windows'] {
  const dayOf = (name: string) => weekdays.findIndex((day) => day.startsWith(name));
  return text.split('; ').map((window) => {
    const [names = '', times = ''] = window.split(' ');
    const [from = '', to = ''] = times.split('-');
    const days = names.split(',').flatMap((part) => {
      const [first = '', last = first] = part.split('-');
      return weekdays.slice(dayOf(first), dayOf(last) + 1);
    });
    return { days, from, to };
  });
}

function ofChoices(): RatingCase[] {
  type Column = 'deck' | 'number' | 'direction' | 'starts' | 'rate' | 'amount' | 'why';
  return readTable<Column>(choiceCases).map((row) => ({
    name: `${row.deck}: ${row.direction} ${row.number} at ${row.starts}`,
    arithmetic: row.why,
    call: {
      direction: row.direction as 'outbound' | 'inbound',
      number: row.number,
      startedAt: new Date(row.starts),
      talkMs: 60_000,
    },
    plan: {
      roundingMode: 'up',
      roundingDecimals: 4,
      offPeak: { timeZone: 'UTC', windows: readWindows('mon-sun 20:00-08:00') },
      validFrom: since,
      validTo: new Date('2028-01-01T00:00:00Z'),
      rates: row.deck.split('; ').map(readRate),
    },
    expected: row.rate === '-' ? null : { amount: row.amount, billedSeconds: 60, prefix: row.rate },
  }));
}

/** `3120 0.02 off 0.01 in from 2026-12-01 to 2027-01-01 blocked` */
function readRate(text: string): DeckRow {
  const [prefix = '', pricePerMinute = '', ...words] = text.split(' ');
  const after = (word: string) => (words.includes(word) ? words[words.indexOf(word) + 1] : undefined);
  const time = (word: string) => (after(word) ? new Date(`${after(word)}T00:00:00Z`) : undefined);
  return rate({
    id: text,
    prefix,
    pricePerMinute,
    offPeakPricePerMinute: after('off') ?? null,
    direction: words.includes('in') ? 'inbound' : 'outbound',
    blocked: words.includes('blocked'),
    validFrom: time('from') ?? new Date('2025-01-01T00:00:00Z'),
    validTo: time('to') ?? null,
  });
}

/** All cases that need no database. */
export const ratingCases: RatingCase[] = [...ofTerms(), ...ofWindows(), ...ofChoices()];
