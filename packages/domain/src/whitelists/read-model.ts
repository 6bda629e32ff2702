import { encodeId, type Whitelist } from '@strowger/contracts';
import type { ReadModel } from '../core/read.ts';
import { type OwnedRow, ownedColumns, presentOwned } from '../owned/owned-resource.ts';
import { SET_BY_PATH } from '../owned/set-by.ts';

type Own = Omit<Whitelist, keyof ReturnType<typeof presentOwned> | 'id'>;
export type WhitelistRow = OwnedRow & Own & { setByPath: string };

export const whitelistModel: ReadModel<WhitelistRow, Whitelist> = {
  kind: 'whitelist',
  from: 'whitelist t',
  path: 't.path',
  columns: {
    ...ownedColumns,
    setBy: 't.set_by',
    setByPath: SET_BY_PATH,
    name: 't.name',
    type: 't.type',
    mode: 't.mode',
    techPrefix: 't.tech_prefix',
    entries: 't.entries',
    enabled: 't.enabled',
  },
  present: (row) => ({
    id: encodeId('whitelist', row.id),
    ...presentOwned(row),
    setBy: encodeId('customer', row.setBy),
    name: row.name,
    type: row.type,
    mode: row.mode,
    techPrefix: row.techPrefix,
    entries: row.entries,
    enabled: row.enabled,
  }),
};
