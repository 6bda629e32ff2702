export { Prisma, PrismaClient } from '../generated/prisma/client.ts';
export { copyIn, copyOut } from './copy.ts';
export { createDb, type Db, type DbOptions } from './create-db.ts';
export { type Insert, insertStatements, insertText } from './inserts.ts';
export { type Listening, listen } from './listen.ts';
export { openQueue, type Queue, type QueuedJob, type QueueOptions } from './queue.ts';
export type { Statements } from './statements.ts';
export type { Tx } from './transaction.ts';
