import { chmod, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Strowger } from '../index.ts';
import { UsageError } from './exit-code.ts';
import type { Io } from './io.ts';

export type Connection = { url: string; key: string };
/** The flags that say whom to talk to. A key is never one: the list of processes shows it to everybody. */
export type ConnectionFlags = { url?: string; keyFile?: string; profile?: string };

type Profiles = Record<string, Connection>;

/** By flag, else by environment, else by profile. @throws UsageError */
export async function readConnection(io: Io, flags: ConnectionFlags): Promise<Connection> {
  const { environment } = io;
  const fromFile = flags.keyFile === undefined ? undefined : await readKey(io, flags.keyFile);
  const url = flags.url ?? (flags.profile ? undefined : environment.url);
  const key = fromFile ?? (flags.profile ? undefined : environment.key);
  if (url !== undefined && key !== undefined) return { url, key };
  const name = flags.profile ?? environment.profile;
  const profile = (await readProfiles(environment.configFile))[name];
  if (flags.profile && !profile)
    throw new UsageError(`There is no profile "${name}": strowger configure makes one.`);
  const connection = { url: url ?? profile?.url, key: key ?? profile?.key };
  if (connection.url === undefined)
    throw new UsageError('Which installation? Set STROWGER_URL, give --url, or run: strowger configure');
  if (connection.key === undefined)
    throw new UsageError('Which API key? Set STROWGER_KEY, give --key-file, or run: strowger configure');
  return { url: connection.url, key: connection.key };
}

export async function connect(io: Io, flags: ConnectionFlags): Promise<Strowger> {
  const connection = await readConnection(io, flags);
  try {
    return new Strowger(connection);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** The key that stands in a file, or comes on stdin. @throws UsageError */
export async function readKey(io: Io, file: string): Promise<string> {
  const text =
    file === '-'
      ? await readAll(io.stdin)
      : await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
          throw new UsageError(`--key-file: ${file} cannot be read (${error.code}).`);
        });
  const key = text.trim();
  if (key === '') throw new UsageError('--key-file: there is no key in it.');
  return key;
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text;
}

async function readProfiles(file: string): Promise<Profiles> {
  const found = await stat(file).catch(() => undefined);
  if (!found) return {};
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0)
    throw new UsageError(`${file} holds keys and others may read it. Run: chmod 600 ${file}`);
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Profiles;
  } catch {
    throw new UsageError(`${file} is not JSON.`);
  }
}

/** Keeps a connection under a name, readable by its owner alone. */
export async function writeProfile(file: string, name: string, connection: Connection): Promise<void> {
  const profiles = await readProfiles(file);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const next = `${file}.${process.pid}`;
  await writeFile(next, `${JSON.stringify({ ...profiles, [name]: connection }, null, 2)}\n`, { mode: 0o600 });
  await chmod(next, 0o600);
  await rename(next, file);
}
