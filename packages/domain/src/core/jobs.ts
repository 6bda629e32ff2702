import type { Tx } from '@strowger/db';

/** What the web process asks the worker to do. */
export type Job =
  | { name: 'fulfilRequest'; data: { requestId: string } }
  | { name: 'rerate'; data: { reratingId: string } }
  | { name: 'rerateUnrated'; data: { tariffplanId: string } | { customerId: string } }
  | { name: 'verifyConsumer'; data: { consumerId: string; challenge: string } }
  /** `dueAt` is the `nextAt` that it answers to, `looks` how many there were before. */
  | { name: 'verifyDomain'; data: { domainId: string; dueAt: string; looks: number } };

export type JobName = Job['name'];
export type JobData<N extends JobName> = Extract<Job, { name: N }>['data'];

/** The queue as the domain needs it: a job is stored in the very transaction that makes it necessary. */
export type JobQueue = { enqueue(tx: Tx, job: Job, options?: { startAfterSeconds?: number }): Promise<void> };
