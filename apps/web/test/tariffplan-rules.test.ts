import { TariffplanUpdate } from '@strowger/contracts';
import { describe, expect, test } from 'vitest';
import { readWindows, windowsText } from '../src/components/tariffplans/off-peak-text.ts';
import { rateListInput } from '../src/components/tariffplans/rate-list-state.ts';
import { periodState } from '../src/components/tariffplans/validity.ts';
import { faultsOfIssues } from '../src/lib/forms/field-errors.ts';

type Windows = Parameters<typeof windowsText>[0];

describe('off-peak times as text', () => {
  const windows: Windows = [
    { days: ['monday', 'tuesday', 'wednesday', 'thursday'], from: '20:00', to: '08:00' },
    { days: ['saturday', 'sunday'], from: '00:00', to: '24:00' },
    { days: ['monday', 'wednesday', 'friday'], from: '12:30', to: '13:00' },
  ];
  test('are written short and read back as they were', () => {
    const text = windowsText(windows);
    expect(text).toBe('mon-thu 20:00-08:00\nsat sun 00:00-24:00\nmon wed fri 12:30-13:00');
    expect(readWindows(text)).toEqual(windows);
  });
  test('are read in whole words, with commas and over the end of the week', () => {
    expect(readWindows(' Friday–Monday, wednesday  18:00–24:00 \n\n')).toEqual([
      { days: ['friday', 'saturday', 'sunday', 'monday', 'wednesday'], from: '18:00', to: '24:00' },
    ]);
  });
  test('that cannot be read are faults of their line', () => {
    const windowsOf = (text: string) => {
      const parsed = TariffplanUpdate.safeParse({
        offPeak: { timeZone: 'Europe/Amsterdam', windows: readWindows(text) },
      });
      return faultsOfIssues(parsed.error?.issues ?? [], ['offPeak.timeZone', 'offPeak.windows']);
    };
    expect(windowsOf('mon 20:00-08:00')).toEqual([]);
    for (const wrong of [
      'mon 08:00-17:00\nmo 20:00-08:00',
      'mon 08:00-17:00\ntue 20-8',
      'mon 08:00-17:00\ntue',
    ]) {
      const faults = windowsOf(wrong);
      expect(faults.length).toBeGreaterThan(0);
      for (const { name, message } of faults) {
        expect(name).toBe('offPeak.windows');
        expect(message).toMatch(/^Line 2: /);
      }
    }
  });
});

describe('the search of rates', () => {
  const state = { cursor: '', new: false, search: '', direction: null, time: null } as const;
  const now = '2026-11-25T12:00:00.000Z';
  const query = (given: Partial<Parameters<typeof rateListInput>[1]>) =>
    rateListInput('trf_1', { ...state, ...given }, now);

  test('looks among the rates that are valid now, unless all are wanted', () => {
    expect(query({})).toEqual({ tariffplanId: 'trf_1', validAt: now });
    expect(query({ time: 'all', direction: 'inbound' })).toEqual({
      tariffplanId: 'trf_1',
      direction: 'inbound',
    });
  });
  test('takes digits for a prefix, however they are written, and anything else for a name', () => {
    expect(query({ search: '+31 (20)' })).toMatchObject({ prefix: '3120' });
    for (const name of ['Netherlands', '4G data', '00', '31x']) {
      expect(query({ search: name })).toMatchObject({ name });
    }
  });
});

test('a period is valid from its first moment on, and no more at its end', () => {
  const period = { validFrom: '2026-11-01T00:00:00.000Z', validTo: '2026-12-01T00:00:00.000Z' };
  expect(periodState(period, new Date('2026-10-31T23:59:59.999Z'))).toBe('future');
  expect(periodState(period, new Date('2026-11-01T00:00:00.000Z'))).toBe('valid');
  expect(periodState(period, new Date('2026-12-01T00:00:00.000Z'))).toBe('ended');
  expect(periodState({ ...period, validTo: null }, new Date('2030-01-01T00:00:00.000Z'))).toBe('valid');
});
