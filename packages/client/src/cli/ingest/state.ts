import { createHash } from 'node:crypto';
import { mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Counts = { accepted: number; duplicate: number; quarantined: number };

/** How far a file has come at an installation and source. */
export type IngestState = {
  /** Behind the last record that the API has answered for. */
  offset: number;
  /** The end of the part that is under way: it may have arrived. */
  sending: number | null;
  records: number;
  counts: Counts;
};

type Stored = IngestState & { identity: string };

export const nothingSent: IngestState = {
  offset: 0,
  sending: null,
  records: 0,
  counts: { accepted: 0, duplicate: 0, quarantined: 0 },
};

/** What a state is kept for: a file as it is now, an installation and a source. */
export type StatePlace = { path: string; identity: string };

export async function statePlace(
  folder: string,
  file: string,
  origin: string,
  source: string,
): Promise<StatePlace> {
  const path = await realpath(file);
  const { dev, ino, size, mtimeMs } = await stat(path);
  const name = createHash('sha256')
    .update(JSON.stringify([origin, source, path]))
    .digest('hex')
    .slice(0, 32);
  return { path: join(folder, 'ingest', `${name}.json`), identity: [dev, ino, size, mtimeMs].join(':') };
}

/** What is known of a file; undefined of one that is new or has changed. */
export async function readState({ path, identity }: StatePlace): Promise<IngestState | undefined> {
  try {
    const stored = JSON.parse(await readFile(path, 'utf8')) as Stored;
    return stored.identity === identity && Number.isSafeInteger(stored.offset) ? stored : undefined;
  } catch {
    return undefined;
  }
}

/** In one step, so that a process that is killed leaves the old state or the new one. */
export async function writeState({ path, identity }: StatePlace, state: IngestState): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  const next = `${path}.${process.pid}`;
  await writeFile(next, JSON.stringify({ ...state, identity }), { mode: 0o600 });
  await rename(next, path);
}

export const forgetState = ({ path }: StatePlace): Promise<void> => rm(path, { force: true });
