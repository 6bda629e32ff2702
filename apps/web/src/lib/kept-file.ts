/** A file that is being worked on, kept in this browser until that is over: a page that is loaded anew goes on with it. */
export type KeptFile = { file: File; isUnderWay: boolean };

const DATABASE = 'strowger';
const STORE = 'files';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inStore<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  // A browser that keeps nothing, as in private windows, is no reason to stop.
  const database = await open().catch(() => undefined);
  if (!database) return undefined;
  return new Promise((resolve) => {
    const request = act(database.transaction(STORE, mode).objectStore(STORE));
    const end = (result: T | undefined) => {
      database.close();
      resolve(result);
    };
    request.onsuccess = () => end(request.result);
    request.onerror = () => end(undefined);
  });
}

export const readKeptFile = (key: string): Promise<KeptFile | undefined> =>
  inStore<KeptFile | undefined>('readonly', (store) => store.get(key));

export const keepFile = (key: string, kept: KeptFile): Promise<unknown> =>
  inStore('readwrite', (store) => store.put(kept, key));

export const dropKeptFile = (key: string): Promise<unknown> =>
  inStore('readwrite', (store) => store.delete(key));

/** Whoever signs in next in this browser finds none of them. */
export function forgetKeptFiles(): void {
  indexedDB.deleteDatabase(DATABASE);
}
