export { Prisma, PrismaClient } from '../generated/prisma/client.ts';
export { copyIn, copyOut } from './copy.ts';
export { createDb, type Db, type DbOptions, type Tx } from './create-db.ts';
export { openQueue, type Queue, type QueuedJob, type QueueOptions } from './queue.ts';
