import { createApiKey } from './create-api-key.ts';
import { getCustomerApiKeys } from './queries.ts';
import { revokeApiKey } from './revoke-api-key.ts';

export const accessQueries = { getCustomerApiKeys };
export const accessMutations = { createApiKey, revokeApiKey };
