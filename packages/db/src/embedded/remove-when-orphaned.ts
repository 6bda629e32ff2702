import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * For throw-away servers: if this process ends without `release`, a test run that is killed say, another one ends the
 * server and removes `dataDir`.
 */
export function removeWhenOrphaned(dataDir: string): { release(): void } {
  const program = fileURLToPath(new URL('./remove-orphan.ts', import.meta.url));
  const guard = spawn(process.execPath, [program, dataDir], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  return { release: () => void guard.kill('SIGKILL') };
}
