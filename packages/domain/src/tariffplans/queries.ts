import type { QueryHandler } from '../core/context.ts';
import { readOne, readPage, readRow } from '../core/read.ts';
import { beginsWith, contains } from '../core/search.ts';
import { isWithin } from '../core/tree-path.ts';
import { customerModel } from '../customers/read-model.ts';
import { presentTariffplan, rateModel, tariffplanModel } from './read-model.ts';

export const getTariffplan: QueryHandler<'getTariffplan'> = async (context, { tariffplanId }) => {
  const row = await readRow(context, tariffplanModel, tariffplanId);
  return presentTariffplan(row, isWithin(row.path, context.caller.path) ? 'owned' : 'assigned');
};

export const getCustomerTariffplans: QueryHandler<'getCustomerTariffplans'> = async (context, input) => {
  const customer = await readRow(context, customerModel, input.customerId);
  const { limit, cursor, ...fingerprint } = input;
  const present = (row: Parameters<typeof presentTariffplan>[0]) =>
    presentTariffplan(row, row.customerId === customer.id ? 'owned' : 'assigned');
  return readPage(
    context,
    { ...tariffplanModel, present },
    {
      limit,
      cursor,
      fingerprint,
      sort: { sql: 't.name', type: 'text' },
      where: (p) => [
        `(t.customer_id = ${p.add(customer.id)} or t.id = ${p.add(customer.tariffplanId)}::uuid)`,
        input.externalId && `t.external_id = ${p.add(input.externalId)}`,
      ],
    },
  );
};

export const getRate: QueryHandler<'getRate'> = (context, { rateId }) => readOne(context, rateModel, rateId);

export const getTariffplanRates: QueryHandler<'getTariffplanRates'> = async (context, input) => {
  await readRow(context, tariffplanModel, input.tariffplanId);
  const { limit, cursor, ...fingerprint } = input;
  return readPage(context, rateModel, {
    limit,
    cursor,
    fingerprint,
    sort: { sql: 't.prefix', type: 'text' },
    where: (p) => [
      `t.tariffplan_id = ${p.add(input.tariffplanId)}`,
      input.prefix && `t.prefix like ${p.add(beginsWith(input.prefix))}`,
      input.name && `t.name ilike ${p.add(contains(input.name))}`,
      input.direction && `t.direction = ${p.add(input.direction)}::rate_direction`,
      input.validAt && validAt(p.add(input.validAt)),
    ],
  });
};

const validAt = (at: string) => `t.valid_from <= ${at} and (t.valid_to is null or t.valid_to > ${at})`;
