export { findEmbeddedUrl } from './find-embedded-url.ts';
export { removeWhenOrphaned } from './remove-when-orphaned.ts';
export {
  type EmbeddedOptions,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from './start-embedded-postgres.ts';
