import { describe, expect, test } from 'vitest';
import { diffRows, nameIn } from '../src/components/audit/diff.ts';
import { auditListInput, isNoId } from '../src/components/audit/list-state.ts';
import { dayAfter, midnightOf } from '../src/lib/days.ts';
import { idsIn } from '../src/lib/ids.ts';

describe('what an entry of the audit log shows', () => {
  test('the fields of objects are compared one by one, and what only counts changes is left out', () => {
    const before = {
      id: 'usr_1',
      version: 1,
      updatedAt: 'a',
      contact: { city: 'Delft', email: 'a@b.c' },
      tags: [],
    };
    const after = { id: 'usr_1', version: 2, updatedAt: 'b', contact: { city: 'Gouda' }, tags: ['x'] };
    expect(diffRows(before, after).filter(({ isChanged }) => isChanged)).toEqual([
      { field: 'contact.city', before: 'Delft', after: 'Gouda', isChanged: true },
      { field: 'tags', before: [], after: ['x'], isChanged: true },
      { field: 'contact.email', before: 'a@b.c', after: undefined, isChanged: true },
    ]);
  });
  test('what was made or deleted has one state', () => {
    expect(diffRows(null, { name: 'A', note: null })).toEqual([
      { field: 'name', before: undefined, after: 'A', isChanged: true },
      { field: 'note', before: undefined, after: null, isChanged: false },
    ]);
    expect(diffRows({ name: 'A' }, null)[0]).toMatchObject({ before: 'A', after: undefined });
    expect(nameIn({ username: 'desk', name: '' })).toBe('desk');
    expect(nameIn(null)).toBeUndefined();
  });
});

describe('the query of the audit log', () => {
  const none = { cursor: '', new: false, search: '', actor: '', operation: '', from: '', to: '' };
  test('days are those of the time zone, and the last one belongs to it', () => {
    const input = auditListInput(
      'cus_1',
      { ...none, from: '2026-03-29', to: '2026-03-29' },
      'Europe/Amsterdam',
    );
    expect(input).toEqual({
      customerId: 'cus_1',
      from: '2026-03-28T23:00:00.000Z',
      to: '2026-03-29T22:00:00.000Z',
    });
    expect(auditListInput('cus_1', { ...none, from: 'nonsense', to: '2026-02-31x' }, 'UTC')).toEqual({
      customerId: 'cus_1',
    });
  });
  test.each([
    ['2026-11-25', 'Pacific/Auckland', '2026-11-24T11:00:00.000Z'],
    ['2026-11-25', 'Pacific/Kiritimati', '2026-11-24T10:00:00.000Z'],
    ['2026-11-25', 'America/Los_Angeles', '2026-11-25T08:00:00.000Z'],
    ['2026-11-25', 'Pacific/Niue', '2026-11-25T11:00:00.000Z'],
    // Midnight was skipped: the day begins at one.
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
  ])('%s begins in %s at %s', (day, zone, begin) => {
    expect(midnightOf(day, zone)?.toISOString()).toBe(begin);
  });
  test('a day follows a day over the end of the year', () => {
    expect(dayAfter('2026-12-31')).toBe('2027-01-01');
    expect(midnightOf('2026-13-01', 'UTC')).toBeUndefined();
  });
  test('only a whole id is searched for', () => {
    const id = 'usr_01kaz4x0e8v9q5h2c7t1m6n3pr';
    expect(isNoId({ ...none, search: id })).toBe(false);
    expect(isNoId({ ...none, search: id.slice(0, -1) })).toBe(true);
    expect(auditListInput('cus_1', { ...none, search: id, actor: 'x' }, 'UTC')).toMatchObject({
      subjectId: id,
    });
    expect(idsIn(`It is in use by ${id}, ${id} and others.`)).toEqual([id]);
  });
});
