import { expect, test } from 'vitest';
import { firstIdOf, newId } from '../src/core/new-id.ts';

test('ids of one moment are in order, though ids of others are made in between', () => {
  const [earlier, later] = [new Date(1_790_000_000_000), new Date(1_790_000_000_001)];
  const made = Array.from({ length: 100 }, () => ({ of: newId(earlier), between: newId(later) }));
  const ids = [...made.map(({ of }) => of), ...made.map(({ between }) => between)];
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(200);
});

test('the first id of a moment stands before all that are made in it, and after all that were made before', () => {
  const [earlier, later] = [new Date(1_790_000_000_000), new Date(1_790_000_000_001)];
  const first = firstIdOf(later);
  expect(newId(earlier) < first).toBe(true);
  expect(first < newId(later)).toBe(true);
});
