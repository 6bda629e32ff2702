import { decodeId, type OperationWireInput } from '@strowger/contracts';
import type { Caller } from '@strowger/domain';
import { operatorOf, type TestDomain } from './test-domain.ts';

/** A customer with its wire id and a caller (an owner) who acts for it. */
export type TestCustomer = { id: string; uuid: string; caller: Caller };

let serial = 0;

/** Makes a customer; a parent that is left out is the platform. */
export async function makeCustomer(
  domain: TestDomain,
  parent: TestCustomer | undefined,
  fields: Partial<OperationWireInput<'createCustomer'>> = {},
): Promise<TestCustomer> {
  const parentId = parent?.id ?? (await platformId(domain));
  const name = fields.name ?? `Customer ${++serial}`;
  const made = await domain.run(domain.platform, 'createCustomer', {
    kind: 'reseller',
    ...fields,
    parentId,
    name,
  });
  const uuid = decodeId('customer', made.id) as string;
  const [row] = await domain.deps.db.rows<{ path: string }>('select path from customer where id = $1', [
    uuid,
  ]);
  return { id: made.id, uuid, caller: operatorOf(uuid, (row as { path: string }).path) };
}

export async function platformId(domain: TestDomain): Promise<string> {
  const { items } = await domain.run(domain.platform, 'getCustomers', { limit: '1' });
  return (items[0] as { id: string }).id;
}

/** platform > reseller > child > end, and a stranger beside the reseller. */
export async function makeTree(domain: TestDomain) {
  const reseller = await makeCustomer(domain, undefined, { name: 'Reseller' });
  const child = await makeCustomer(domain, reseller, { name: 'Child reseller' });
  const end = await makeCustomer(domain, child, { name: 'End customer', kind: 'end' });
  const stranger = await makeCustomer(domain, undefined, { name: 'Stranger' });
  return { reseller, child, end, stranger };
}

/** A default domain at the customer, so that users can be made at it and below. */
export const makeDomain = (domain: TestDomain, owner: TestCustomer, name = `sip${++serial}.example.com`) =>
  domain.run(domain.platform, 'createDomain', { customerId: owner.id, domain: name, isDefault: true });

export const makeUser = (
  domain: TestDomain,
  owner: TestCustomer,
  fields: Partial<OperationWireInput<'createUser'>> = {},
) =>
  domain.run(domain.platform, 'createUser', {
    customerId: owner.id,
    username: `user${++serial}`,
    password: 'Tr0mbone-Walnut-93',
    ...fields,
  });
