import { type FileHandle, open } from 'node:fs/promises';
import { UsageError } from './exit-code.ts';

/** A file that is there and can be read. @param named the flag that named it @throws UsageError */
export async function openFile(path: string, named?: string): Promise<FileHandle> {
  const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${named ? `${named}: ` : ''}${path} cannot be read (${error.code}).`);
  });
  if ((await handle.stat()).isDirectory()) {
    await handle.close();
    throw new UsageError(`${named ? `${named}: ` : ''}${path} is a folder.`);
  }
  return handle;
}
