import { ownedKinds } from '../owned/kinds.ts';
import { DomainError } from './domain-error.ts';

/** What a unique or exclusion constraint says to the one who broke it. A clash outside the scope names nobody. */
const clashes: Record<string, { field: string; detail: string; code?: 'inUse' | 'conflict' }> = {
  customer_parent_id_external_id_key: { field: 'externalId', detail: 'is in use under this parent' },
  user_username_domain_id_key: { field: 'username', detail: 'is in use in this domain' },
  user_customer_id_external_id_key: { field: 'externalId', detail: 'is in use at this customer' },
  domain_domain_key: { field: 'domain', detail: 'is in use' },
  domain_customer_id_external_id_key: { field: 'externalId', detail: 'is in use at this customer' },
  domain_one_default: { field: 'isDefault', detail: 'is held by another domain of this customer' },
  tariffplan_customer_id_external_id_key: { field: 'externalId', detail: 'is in use at this customer' },
  rate_no_overlap: {
    field: 'validFrom',
    detail: 'overlaps a rate of the same prefix and direction',
    code: 'conflict',
  },
  call_record_source_customer_id_name_key: { field: 'name', detail: 'is in use at this customer' },
  call_record_source_customer_id_external_id_key: {
    field: 'externalId',
    detail: 'is in use at this customer',
  },
  consumer_customer_id_url_key: { field: 'url', detail: 'is registered at this customer already' },
  consumer_customer_id_external_id_key: { field: 'externalId', detail: 'is in use at this customer' },
  ...Object.fromEntries(
    [...ownedKinds, 'number_range'].map((table) => [
      `${table}_customer_id_external_id_key`,
      { field: 'externalId', detail: 'is in use at this customer' },
    ]),
  ),
  extension_number_once: { field: 'number', detail: 'is in use' },
  number_range_once: {
    field: 'rangeStart',
    detail: 'begins a range that overlaps one allotted already',
    code: 'conflict',
  },
  trusted_network_once: { field: 'entries', detail: 'hold an address that is trusted already' },
  operator_email_key: { field: 'email', detail: 'is in use' },
};

/** The DomainError that a database error stands for, or undefined where it is a fault of ours. */
export function databaseFault(error: unknown): DomainError | undefined {
  const text = faultText(error);
  if (text.includes('idempotency_record_pkey')) {
    return new DomainError('idempotencyInFlight', undefined, { retryAfterSeconds: 1 });
  }
  const name = Object.keys(clashes).find((constraint) => text.includes(constraint));
  const clash = name === undefined ? undefined : clashes[name];
  if (clash) {
    const code = clash.code ?? 'inUse';
    return new DomainError(code, `${clash.field} ${clash.detail}.`, {
      fields: [{ code, pointer: `/${clash.field}`, detail: clash.detail }],
    });
  }
  if (/40001|40P01|P2034/.test(text)) {
    return new DomainError('conflict', 'Another change came in between: try again.', {
      retryAfterSeconds: 1,
    });
  }
  if (
    /ECONNREFUSED|ECONNRESET|EPIPE|57P0[123]|0800[0136]|P1001|P1017|P2028|terminated unexpectedly|Connection terminated|not queryable|socket has been ended|timeout exceeded when trying to connect/.test(
      text,
    )
  ) {
    return new DomainError('unavailable', 'The database does not answer now.', { retryAfterSeconds: 2 });
  }
  return undefined;
}

/** Prisma and pg say the constraint's name in different places: code, message, constraint, meta. */
function faultText(error: unknown): string {
  if (!(error instanceof Error) || error instanceof DomainError) return '';
  const { code, constraint, meta } = error as { code?: unknown; constraint?: unknown; meta?: unknown };
  return [code, constraint, JSON.stringify(meta ?? ''), error.message].join(' ');
}
