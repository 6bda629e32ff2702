import type { MutationContext } from '../core/context.ts';

/** Keeps what of a tariffplan prices depend on as it stands now: charges name it by its number. */
export async function storeTerms({ tx, now }: MutationContext, tariffplanId: string): Promise<void> {
  await tx.rows(
    `insert into tariffplan_terms
      (tariffplan_id, terms, rounding_mode, rounding_decimals, off_peak, valid_from, valid_to, created_at)
    select id, terms, rounding_mode, rounding_decimals, off_peak, valid_from, valid_to, $2::timestamptz
    from tariffplan where id = $1`,
    [tariffplanId, now],
  );
}
