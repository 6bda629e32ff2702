import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** What `pnpm bench` measures, one after the other: each part prints its ratios beside the goals. */
const parts: Record<string, string> = {
  api: 'apps/web/bench/main.ts',
  rating: 'packages/domain/bench/rating.ts',
  ingest: 'packages/domain/bench/ingest.ts',
  export: 'apps/worker/bench/main.ts',
  deliveries: 'apps/worker/bench/deliveries.ts',
  search: 'packages/domain/bench/search.ts',
  route: 'packages/domain/bench/route.ts',
  console: 'apps/web/bench/console.ts',
  lighthouse: 'apps/web/bench/lighthouse.ts',
  scale: 'apps/web/bench/scale.ts',
  sip: 'packages/sip-e2e/bench/main.ts',
};

const root = join(import.meta.dirname, '..');
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. Parts: ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}

for (const [name, file] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n# ${name}`);
  if ((await run(file)) !== 0) process.exitCode = 1;
}

/** @returns the exit code */
function run(file: string): Promise<number> {
  const child = spawn(process.execPath, ['--conditions=@strowger/source', join(root, file)], {
    cwd: root,
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
