// Plain JavaScript that the machine's own Node runs, be it 20: hands over to the Node that came as a dependency.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const node = fileURLToPath(
  new URL(`../../../node_modules/.bin/node${process.platform === 'win32' ? '.exe' : ''}`, import.meta.url),
);
const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

export function runSources() {
  if (!existsSync(node)) {
    console.error('strowger: run npm start once, which installs what is needed.');
    process.exit(2);
  }
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches the child by itself; it is the one that ends.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
