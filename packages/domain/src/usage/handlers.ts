import { getCustomerUsage, getUsage } from './queries.ts';

export const usageQueries = { getUsage, getCustomerUsage };
