import { createApiKey } from './create-api-key.ts';
import { getApiKey, getCustomerApiKeys } from './queries.ts';
import { revokeApiKey } from './revoke-api-key.ts';

export const accessQueries = { getApiKey, getCustomerApiKeys };
export const accessMutations = { createApiKey, revokeApiKey };
