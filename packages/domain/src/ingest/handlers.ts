import { ingestCallRecords } from './ingest.ts';

export const ingestStreams = { ingestCallRecords };
