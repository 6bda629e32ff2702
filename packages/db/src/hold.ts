import type pg from 'pg';

/** Uses a connection of the pool alone. One that breaks meanwhile is closed. */
export async function hold<T>(pool: pg.Pool, use: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // Beside its statement, the connection says so as well; with nobody listening that would end the process.
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    return await use(client);
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
