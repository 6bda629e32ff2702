import { z } from 'zod';
import { id, queryBoolean } from '../fields/index.ts';
import { Forward, ForwardCreate, ForwardUpdate } from '../resources/forward.ts';
import { ownedResource } from './owned-resource.ts';

const forwards = ownedResource({
  noun: 'forward',
  plural: 'forwards',
  area: 'provisioning',
  read: 'forwards:read',
  write: 'forwards:write',
  params: z.strictObject({ forwardId: id('forward') }),
  resource: Forward,
  create: ForwardCreate,
  update: ForwardUpdate,
  filters: { condition: Forward.shape.condition.optional(), enabled: queryBoolean.optional() },
  ofSourceApi: ['get', 'create', 'update', 'delete', 'listOfCustomer'],
  example: {
    create: {
      userId: 'usr_01kaz4x0e8v9q5h2c7t1m6n3pr',
      condition: 'noAnswer',
      ringSeconds: 25,
      target: '+31612345678',
    },
    update: { enabled: false },
  },
});

export const getForward = forwards.get;
export const createForward = forwards.create;
export const updateForward = forwards.update;
export const deleteForward = forwards.delete;
export const getCustomerForwards = forwards.listOfCustomer;
export const getUserForwards = forwards.listOfUser;
