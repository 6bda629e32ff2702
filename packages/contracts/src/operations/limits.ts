import { z } from 'zod';
import { id, queryBoolean } from '../fields/index.ts';
import { Limit, LimitCreate, LimitUpdate, limitType } from '../resources/limit.ts';
import { ownedResource } from './owned-resource.ts';

const limits = ownedResource({
  noun: 'limit',
  plural: 'limits',
  area: 'provisioning',
  read: 'limits:read',
  write: 'limits:write',
  params: z.strictObject({ limitId: id('limit') }),
  resource: Limit,
  create: LimitCreate,
  update: LimitUpdate,
  filters: { type: limitType.optional(), enabled: queryBoolean.optional() },
  ofSourceApi: ['get', 'create', 'update', 'listOfCustomer', 'listOfUser'],
  example: {
    create: {
      customerId: 'cus_01kaz4x0e8v9q5h2c7t1m6n3pr',
      type: 'spend',
      threshold: '250.00',
      period: 'month',
    },
    update: { threshold: '500.00' },
  },
});

export const getLimit = limits.get;
export const createLimit = limits.create;
export const updateLimit = limits.update;
export const deleteLimit = limits.delete;
export const getCustomerLimits = limits.listOfCustomer;
export const getUserLimits = limits.listOfUser;
