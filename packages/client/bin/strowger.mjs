#!/usr/bin/env node
import { existsSync } from 'node:fs';

// A checkout has the sources, which are newer than any build; the package has the build alone.
const checkout = new URL('./checkout.mjs', import.meta.url);
if (existsSync(checkout)) {
  const { runSources } = await import(checkout.href);
  runSources();
} else {
  await import('../dist/cli.mjs');
}
