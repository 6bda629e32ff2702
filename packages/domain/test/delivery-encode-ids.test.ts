import { encodeId } from '@strowger/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeIds, ID_MARK } from '../src/delivery/encode-ids.ts';

const text = fc
  .string({ unit: 'binary', maxLength: 60 })
  .map((t) => t.replaceAll(ID_MARK, '').toWellFormed());

test('marked ids become wire ids, and all other text stays as it is', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.uuid()), { maxLength: 8 }), text, (pieces, end) => {
      const marked = pieces.map(([before, uuid]) => `${before}${ID_MARK}usr_${uuid}`).join('') + end;
      const expected = pieces.map(([before, uuid]) => before + encodeId('user', uuid)).join('') + end;
      expect(encodeIds(marked).toString()).toBe(expected);
    }),
  );
});
