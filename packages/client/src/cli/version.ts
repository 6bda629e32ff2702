import { readFileSync } from 'node:fs';

/** Of the package: its package.json lies above the build as above the sources. */
export const version: string = findVersion();

function findVersion(): string {
  for (const above of ['../package.json', '../../package.json']) {
    try {
      const found = JSON.parse(readFileSync(new URL(above, import.meta.url), 'utf8'));
      if (found.name === 'strowger') return found.version;
    } catch {
      // The other one.
    }
  }
  return 'unknown';
}
