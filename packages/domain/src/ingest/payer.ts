/** Who pays for a call: the customer at `path`. */
export type Payer = { customerId: string; userId: string | null; path: string };

/** Where payers are looked for: in the subtree of the source's customer. */
export type Scope = { sourceId: string; path: string };

/** Each text once, without those that are none. */
export const distinct = (texts: readonly (string | null | undefined)[]): string[] => [
  ...new Set(texts.filter((text): text is string => typeof text === 'string' && text !== '')),
];
