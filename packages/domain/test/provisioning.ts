import type { DomainError } from '@strowger/domain';
import { makeDomain, makeTree, makeUser, type TestCustomer, type TestDomain } from '@strowger/testing/domain';
import { expect } from 'vitest';

/** A DomainError with that code. */
export const code = (expected: DomainError['code']) => expect.objectContaining({ code: expected });

/** A 422 whose one fault is at that pointer. */
export const fault = (pointer: string) =>
  expect.objectContaining({ code: 'validation', fields: [expect.objectContaining({ pointer })] });

let numbers = 20_100_000;

/** A range of a hundred numbers of one's own, allotted to the customer. */
export async function allot(domain: TestDomain, customer: TestCustomer) {
  const first = numbers;
  numbers += 100;
  const at = (offset: number) => `+31${first + offset}`;
  const input = { customerId: customer.id, rangeStart: at(0), rangeEnd: at(99) };
  return { range: await domain.run(domain.platform, 'createNumberRange', input), at };
}

/** platform > reseller > child > end with two users, in a domain of the reseller. */
export async function treeWithUsers(domain: TestDomain) {
  const tree = await makeTree(domain);
  await makeDomain(domain, tree.reseller);
  const [one, two] = [await makeUser(domain, tree.end), await makeUser(domain, tree.end)];
  return { ...tree, one, two };
}
