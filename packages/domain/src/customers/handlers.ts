import { createCustomer } from './create-customer.ts';
import { deleteCustomer } from './delete-customer.ts';
import { getCustomer, getCustomerCustomers, getCustomers, getCustomerUsers } from './queries.ts';
import { setCustomerLogo } from './set-customer-logo.ts';
import { updateCustomer } from './update-customer.ts';

export const customerQueries = { getCustomers, getCustomer, getCustomerCustomers, getCustomerUsers };
export const customerMutations = { deleteCustomer, createCustomer, updateCustomer, setCustomerLogo };
