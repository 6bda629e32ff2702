import { getAttention } from './get-attention.ts';

export const attentionQueries = { getAttention };
