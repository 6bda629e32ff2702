import type { OperationInput, Whitelist, WhitelistEntry } from '@strowger/contracts';
import { compact } from '../core/compact.ts';
import type { MutationContext } from '../core/context.ts';
import { DomainError, invalid } from '../core/domain-error.ts';
import { newId } from '../core/new-id.ts';
import type { OwnedRules } from '../owned/owned-resource.ts';
import { requireSetByOrAbove } from '../owned/set-by.ts';
import { type WhitelistRow, whitelistModel } from './read-model.ts';

type Create = OperationInput<'createWhitelist'>;
type Update = Omit<OperationInput<'updateWhitelist'>, 'whitelistId'>;
type Filters = { type?: Whitelist['type'] | undefined; enabled?: boolean | undefined };
type Content = Pick<Whitelist, 'type' | 'mode' | 'techPrefix' | 'entries' | 'enabled'>;

/** What an entry of a list of that type may be. */
const entryKeys: Record<Whitelist['type'], readonly string[]> = {
  ip: ['cidr'],
  destination: ['country', 'prefix'],
  callerId: ['number', 'prefix'],
};

export const whitelistRules: OwnedRules<WhitelistRow, Whitelist, Create, Update, Filters> = {
  model: whitelistModel,
  guard: requireSetByOrAbove,

  async insert(context, base, input) {
    const { caller, tx } = context;
    const entries = (input.entries ?? []) as WhitelistEntry[];
    const { type, name } = input;
    const content = {
      type,
      mode: input.mode ?? 'restrict',
      techPrefix: input.techPrefix ?? null,
      entries,
      enabled: input.enabled ?? entries.length > 0,
    } as const;
    requireCoherent(content);
    await tx.whitelist.create({
      data: { ...base, ...content, name, setBy: caller.customerId },
    });
    await trust(context, base.id, content);
  },

  async update(context, before, fields, touch) {
    const content: Content = { ...before, ...compact(fields) };
    requireCoherent(content);
    await context.tx.whitelist.update({ where: { id: before.id }, data: { ...compact(fields), ...touch } });
    await trust(context, before.id, content);
  },

  async remove({ tx }, { id }) {
    await tx.whitelist.delete({ where: { id } });
  },

  where: (p, { type, enabled }) => [
    type && `t.type = ${p.add(type)}::whitelist_type`,
    enabled !== undefined && `t.enabled = ${p.add(enabled)}`,
  ],
};

function requireCoherent({ type, mode, techPrefix, entries, enabled }: Content): void {
  if (mode === 'trust' && type !== 'ip') throw invalid('mode', 'can be trust on lists of type ip only');
  if (techPrefix !== null && mode !== 'trust') throw invalid('techPrefix', 'goes with the mode trust only');
  if (enabled && entries.length === 0)
    throw invalid('enabled', 'needs at least one entry: an empty list would allow nothing');
  entries.forEach((entry, index) => {
    const wrong = Object.keys(entry).find((key) => key !== 'comment' && !entryKeys[type].includes(key));
    if (wrong)
      throw invalid(
        `entries/${index}/${wrong}`,
        `does not fit a list of type ${type}: give ${entryKeys[type].join(' or ')}`,
      );
  });
}

/**
 * Writes the networks of an enabled trust list anew. The constraint of the table refuses an address that another list
 * trusts with the same prefix; beside a list without a prefix there can be no other at all.
 */
async function trust({ tx, now }: MutationContext, whitelistId: string, content: Content): Promise<void> {
  await tx.trustedNetwork.deleteMany({ where: { whitelistId } });
  if (content.mode !== 'trust' || !content.enabled) return;
  const techPrefix = content.techPrefix ?? '';
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('trusted networks'))`;
  for (const [index, entry] of content.entries.entries()) {
    if (!('cidr' in entry)) continue;
    const [clash] = await tx.$queryRaw<{ id: string }[]>`
      select id from trusted_network where whitelist_id <> ${whitelistId}::uuid and network && ${entry.cidr}::inet
        and (tech_prefix = '' or ${techPrefix} = '' or tech_prefix = ${techPrefix}) limit 1`;
    if (clash) {
      throw new DomainError(
        'inUse',
        'An address of the list is trusted already, with no technical prefix that tells them apart.',
        {
          fields: [
            { code: 'inUse', pointer: `/entries/${index}/cidr`, detail: 'overlaps a trusted network' },
          ],
        },
      );
    }
    await tx.$executeRaw`insert into trusted_network (id, whitelist_id, network, tech_prefix)
      values (${newId(now)}::uuid, ${whitelistId}::uuid, ${entry.cidr}::inet, ${techPrefix})`;
  }
}
