import { createDomain } from './create-domain.ts';
import { deleteDomain } from './delete-domain.ts';
import { getCustomerDomains, getDomain } from './queries.ts';
import { updateDomain } from './update-domain.ts';
import { verifyDomain } from './verify-domain.ts';

export const domainQueries = { getDomain, getCustomerDomains };
export const domainMutations = { deleteDomain, createDomain, updateDomain, verifyDomain };
