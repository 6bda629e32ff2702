import { z } from 'zod';
import { id, queryBoolean } from '../fields/index.ts';
import { Whitelist, WhitelistCreate, WhitelistUpdate } from '../resources/whitelist.ts';
import { ownedResource } from './owned-resource.ts';

const whitelists = ownedResource({
  noun: 'whitelist',
  plural: 'whitelists',
  area: 'provisioning',
  read: 'whitelists:read',
  write: 'whitelists:write',
  params: z.strictObject({ whitelistId: id('whitelist') }),
  resource: Whitelist,
  create: WhitelistCreate,
  update: WhitelistUpdate,
  filters: { type: Whitelist.shape.type.optional(), enabled: queryBoolean.optional() },
  ofSourceApi: ['get', 'create', 'update', 'delete', 'listOfCustomer'],
  example: {
    create: {
      customerId: 'cus_01kaz4x0e8v9q5h2c7t1m6n3pr',
      name: 'Office',
      type: 'ip',
      entries: [{ cidr: '198.51.100.0/24', comment: 'Head office' }],
    },
    update: { enabled: false },
  },
});

export const getWhitelist = whitelists.get;
export const createWhitelist = whitelists.create;
export const updateWhitelist = whitelists.update;
export const deleteWhitelist = whitelists.delete;
export const getCustomerWhitelists = whitelists.listOfCustomer;
export const getUserWhitelists = whitelists.listOfUser;
