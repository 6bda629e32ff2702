import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import pg from 'pg';

/**
 * What the figures are compared with: a bare node:http handler with the same statements by pg (key, then row or rows; or
 * the inserts of a creation in one transaction), and nothing else of what the product does.
 */
const { DATABASE_URL, PORT } = process.env as { DATABASE_URL: string; PORT: string };
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 20 });

const key = `select k.customer_id, c.path from api_key k join customer c on c.id = k.customer_id
  where k.secret_hash = $1 and k.revoked_at is null`;
const one = 'select * from customer where id = $1 and path >= $2 and path < $3';
const page = 'select * from customer where path >= $1 and path < $2 order by path limit 51';

async function read(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const secret = (request.headers.authorization ?? '').slice('Bearer '.length);
  const hash = createHash('sha256').update(secret).digest('base64url');
  const caller = (await pool.query({ name: 'key', text: key, values: [hash] })).rows[0];
  const [path, id] = (request.url ?? '').split('/').slice(1);
  const scope = [caller.path, `${caller.path}~`];
  const { rows } =
    path === 'customers' && id
      ? await pool.query({ name: 'one', text: one, values: [id, ...scope] })
      : await pool.query({ name: 'page', text: page, values: scope });
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(rows));
}

const inserts = {
  user: `insert into "user" (id, customer_id, path, username, domain_id, ha1, ha1_sha256, codecs, allowed_caller_ids, created_at, updated_at)
    select $1, c.id, c.path, $2, $4, $5, $5, '{}', '{}', now(), now() from customer c where c.id = $3`,
  audit: `insert into audit_entry (id, at, actor_kind, actor_name, acting_customer_id, operation, subject_kind, subject_id, customer_id, path, after, request_id)
    values ($1, now(), 'apiKey', 'bench', $2, 'createUser', 'user', $1, $2, '', $3, 'bench')`,
  reply: `insert into idempotency_record (actor_id, operation, key_hash, payload_hash, reply, encrypted, created_at)
    values ($1, 'createUser', $2, $2, $3, false, now())`,
};

async function create(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = '';
  for await (const chunk of request) text += chunk;
  const { customerId, domainId, username, password } = JSON.parse(text);
  const digest = createHash('sha256').update(password).digest('hex');
  const id = randomUUID();
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query({
      name: 'user',
      text: inserts.user,
      values: [id, username, customerId, domainId, digest],
    });
    await client.query({ name: 'audit', text: inserts.audit, values: [id, customerId, text] });
    await client.query({
      name: 'reply',
      text: inserts.reply,
      values: [id, request.headers['idempotency-key'], text],
    });
    await client.query('commit');
  } finally {
    client.release();
  }
  response.writeHead(201, { 'content-type': 'application/json' }).end(text);
}

const server = createServer((request, response) => {
  (request.method === 'POST' ? create : read)(request, response).catch((error: Error) => {
    response.writeHead(500).end(error.message);
  });
});
server.listen(Number(PORT), '127.0.0.1', () => process.send?.('ready'));
process.on('SIGTERM', async () => {
  server.closeAllConnections();
  server.close();
  await pool.end();
});
