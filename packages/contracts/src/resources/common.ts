import { z } from 'zod';
import { externalId, type IdKind, id, integer, queryInteger, timestamp } from '../fields/index.ts';

/** What every resource carries. */
export const commonFields = <K extends IdKind>(kind: K) => ({
  id: id(kind),
  externalId: externalId.nullable(),
  version: integer(1, 2_147_483_647).meta({
    description: 'Grows with every change; the ETag is "v<version>"',
  }),
  createdAt: timestamp,
  updatedAt: timestamp,
});

/** Query of every list: a page of 1-200 rows (50), and the opaque cursor that the last page's Link gave. */
export const pageQuery = {
  limit: queryInteger(1, 200).optional(),
  cursor: z
    .string()
    .max(1000)
    .regex(/^[\w-]+$/, 'must be a cursor from a Link header')
    .optional()
    .meta({ description: 'From the Link header of the page before' }),
};

/** Whose a thing is that belongs to a customer or to one of its users. */
export const ownerFields = {
  customerId: id('customer').meta({ description: 'The owner, or the customer of the user that owns it' }),
  userId: id('user').nullable().meta({ description: 'The owner, where a user owns it' }),
};

/** At a creation exactly one of the two is given. The owner never changes. */
export const ownerCreateFields = { customerId: id('customer').optional(), userId: id('user').optional() };
