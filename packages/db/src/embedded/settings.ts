/** Values of postgresql.conf by name. */
export type Settings = Readonly<Record<string, string | number | boolean>>;

/** For a small machine that also runs the web and the worker; the data is the user's, so nothing durable is off. */
export const DEFAULT_SETTINGS: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 100,
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  synchronous_commit: 'on',
  // The monthly partitions: a query over years locks each of them and its indexes.
  max_locks_per_transaction: 256,
  random_page_cost: 1.1,
  // Compiling costs more than it saves on queries of milliseconds.
  jit: false,
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_checkpoints: false,
  log_line_prefix: '%m [%p] ',
};

/** For databases that live as long as a test run: a crash may lose them. */
export const THROWAWAY_SETTINGS: Settings = {
  fsync: false,
  full_page_writes: false,
  synchronous_commit: 'off',
  shared_buffers: '128MB',
  max_connections: 200,
};

export function renderSettings(settings: Settings): string {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${renderValue(value)}`);
  return `# Written at every start: changes made here are lost.\n${lines.join('\n')}\n`;
}

const renderValue = (value: string | number | boolean): string => {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
};
