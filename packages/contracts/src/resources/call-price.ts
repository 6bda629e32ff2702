import type { z } from 'zod';
import * as f from '../fields/index.ts';
import { PriceExplanation } from './call-record-explanation.ts';
import { Rate } from './tariffplan.ts';

/** What an answered call would cost by a plan as it is now, and how that comes about. */
export const CallPrice = PriceExplanation.omit({ agrees: true, tariffplan: true })
  .extend({
    tariffplan: PriceExplanation.shape.tariffplan
      .unwrap()
      .meta({ description: 'The plan, by its terms of now' }),
    direction: Rate.shape.direction.meta({ description: 'Of the rates that were asked' }),
    number: f.e164.meta({ description: 'The called number, which the prefixes are matched with' }),
    startedAt: f.timestamp,
  })
  .meta({ id: 'CallPrice' });
export type CallPrice = z.input<typeof CallPrice>;
