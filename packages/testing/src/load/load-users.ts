import type { Db } from '@strowger/db';

const DOMAIN = '00000000-0000-7000-8000-000000000002';

/**
 * Makes a SIP user for each end customer that was loaded, `load-1` and on, in a domain of the root. Their digests fit no
 * password. The same customers give the same users. @returns how many
 */
export async function loadUsers(db: Db, now: Date): Promise<number> {
  await db.rows(
    `insert into domain (id, customer_id, path, domain, status, created_at, updated_at)
     select $1, id, path, 'sip.load.example', 'active', $2, $2 from customer where parent_id is null`,
    [DOMAIN, now],
  );
  const [made] = await db.rows<{ users: number }>(
    `with numbered as (
       select c.id, c.path, row_number() over (order by md5(c.id::text)) as n
       from customer c where c.kind = 'end' and c.name like 'Load customer %'),
     made as (
       insert into "user" (id, customer_id, path, username, domain_id, ha1, ha1_sha256, display_name, allowed_caller_ids, codecs,
         created_at, updated_at)
       select (substr(md5(id::text), 1, 12) || '7' || substr(md5(id::text), 14, 3) || '8' || substr(md5(id::text), 18, 15))::uuid,
         id, path, 'load-' || n, $1, repeat('0', 32), repeat('0', 64), 'Desk ' || n, '{}', '{}', $2, $2
       from numbered returning 1)
     select count(*)::int as users from made`,
    [DOMAIN, now],
  );
  await db.rows('vacuum analyze "user"');
  return made?.users ?? 0;
}
