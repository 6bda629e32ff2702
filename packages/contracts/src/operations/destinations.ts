import { z } from 'zod';
import { id, queryBoolean } from '../fields/index.ts';
import { Destination, DestinationCreate, DestinationUpdate } from '../resources/destination.ts';
import { ownedResource } from './owned-resource.ts';

const destinations = ownedResource({
  noun: 'destination',
  plural: 'destinations',
  area: 'provisioning',
  read: 'destinations:read',
  write: 'destinations:write',
  params: z.strictObject({ destinationId: id('destination') }),
  resource: Destination,
  create: DestinationCreate,
  update: DestinationUpdate,
  filters: { enabled: queryBoolean.optional() },
  ofSourceApi: ['get', 'create', 'update', 'delete', 'listOfCustomer'],
  example: {
    create: {
      customerId: 'cus_01kaz4x0e8v9q5h2c7t1m6n3pr',
      name: 'Carrier A',
      host: 'sip.carrier.example',
      transport: 'tls',
    },
    update: { priority: 10 },
  },
});

export const getDestination = destinations.get;
export const createDestination = destinations.create;
export const updateDestination = destinations.update;
export const deleteDestination = destinations.delete;
export const getCustomerDestinations = destinations.listOfCustomer;
export const getUserDestinations = destinations.listOfUser;
