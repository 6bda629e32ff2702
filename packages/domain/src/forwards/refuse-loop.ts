import type { MutationContext } from '../core/context.ts';
import { invalid } from '../core/domain-error.ts';

/** How far a chain of forwards is followed; the call engine's own cap on hops is lower. */
const HOPS_MAX = 32;

/**
 * Follows a user's forwards of all conditions, and numbers that lead to users, from the new target on: a chain that comes
 * back to the forwarding user would ring nobody. Chains through a customer's own forward are left to the hop cap, as which
 * of its users they meet is known at call time only.
 * @param forwarderId the user that forwards
 * @param target the user or extension that the new forward leads to
 */
export async function refuseLoop(
  { tx }: MutationContext,
  forwarderId: string,
  target: { userId: string | null; extensionId: string | null; number: string | null },
): Promise<void> {
  const [found] = await tx.$queryRaw<{ loops: boolean }[]>`
    with recursive chain (user_id, hops) as (
      select ${target.userId}::uuid, 1
      union
      select coalesce(x.target_user_id, f.user_id), 1 from extension x left join forward f on f.id = x.target_forward_id
        where x.id = ${target.extensionId}::uuid
          or (x.direction = 'inbound' and x.status = 'active'
              and substr(${target.number ?? '+0'}, 2)::bigint between x.first_number and x.last_number)
      union
      select coalesce(f.target_user_id, x.target_user_id, n.target_user_id), chain.hops + 1
      from chain join forward f on f.user_id = chain.user_id and f.enabled
        left join extension x on x.id = f.target_extension_id
        left join extension n on f.target_number is not null and n.direction = 'inbound' and n.status = 'active'
          and substr(f.target_number, 2)::bigint between n.first_number and n.last_number
      where chain.hops < ${HOPS_MAX}
    )
    select bool_or(user_id = ${forwarderId}::uuid) as loops from chain`;
  if (found?.loops) throw invalid('target', 'leads back to the user that forwards', 'loop');
}
