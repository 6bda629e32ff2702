import { chown, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What is kept between starts, in `<dataDir>/postgres.json` (mode 600: it holds the password). */
export type EmbeddedRecord = {
  /** The folder of the cluster and its log; outside of dataDir where PostgreSQL's account cannot enter that. */
  home: string;
  port: number;
  password: string;
};

const fileOf = (dataDir: string): string => join(dataDir, 'postgres.json');

export async function readRecord(dataDir: string): Promise<EmbeddedRecord | undefined> {
  try {
    return JSON.parse(await readFile(fileOf(dataDir), 'utf8')) as EmbeddedRecord;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'EACCES') {
      throw new Error(
        `${fileOf(dataDir)} belongs to another user: start as that user or as root, or set DATA_DIR.`,
      );
    }
    throw error;
  }
}

/** Whole or not at all; stays with the folder's owner, so that one start as root does not lock its user out. */
export async function writeRecord(dataDir: string, record: EmbeddedRecord): Promise<void> {
  const file = fileOf(dataDir);
  const draft = `${file}.new`;
  await writeFile(draft, `${JSON.stringify(record, undefined, 2)}\n`, { mode: 0o600 });
  if (process.getuid?.() === 0) {
    const owner = await stat(dirname(file));
    await chown(draft, owner.uid, owner.gid);
  }
  await rename(draft, file);
}
