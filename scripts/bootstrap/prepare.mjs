// Plain JavaScript that the machine's own Node runs, be it 20: what brings everything else there.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const BIN = join(ROOT, 'node_modules', '.bin');
const NODE = join(BIN, process.platform === 'win32' ? 'node.exe' : 'node');
const STAMP = join(ROOT, 'node_modules', '.strowger-installed');
const PNPM = 'pnpm@12.21.0';
const OLDEST_NODE_MAJOR = 20;
const PARENT_LOOK_MS = 500;

/** Installs what is missing. @returns only if everything is there; else the process ends with the reason */
export function prepare() {
  const major = Number.parseInt(process.versions.node, 10);
  if (major < OLDEST_NODE_MAJOR)
    fail(`Node ${OLDEST_NODE_MAJOR} or newer is needed; this is ${process.versions.node}.`);
  const wanted = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted && existsSync(NODE)) return;
  console.log('Installing the dependencies …');
  install();
  checkNode();
  writeFileSync(STAMP, wanted);
}

/**
 * Runs one of our TypeScript programs on the Node that came as a dependency, and ends with its exit code. The program
 * sees by the closed channel if this process is killed.
 */
export function handOver(script, args = process.argv.slice(2)) {
  const path = [BIN, process.env.PATH ?? process.env.Path].filter(Boolean).join(delimiter);
  const child = spawn(NODE, [join(ROOT, script), ...args], {
    cwd: ROOT,
    env: { ...process.env, PATH: path },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  child.on('error', (error) => fail(`${NODE} does not start: ${error.message}`));
  // Ctrl-C reaches the child by itself; a signal sent to this process alone does not.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) stopWithParent(child);
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

/** npm that was killed, or a shell between it and us, tells nobody: our parent is another one then. */
function stopWithParent(child) {
  const parent = process.ppid;
  const look = () => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  };
  setInterval(look, PARENT_LOOK_MS).unref();
}

/** Of all that decides what an install brings. */
function fingerprint() {
  const hash = createHash('sha256').update(`${PNPM} ${process.platform} ${process.arch}`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

function install() {
  const pnpm = ['install', '--frozen-lockfile', '--config.confirm-modules-purge=false'];
  const [command, ...prefix] = npm();
  const { status, error } = spawnSync(command, [...prefix, 'exec', '--yes', '--', PNPM, ...pnpm], {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32' && prefix.length === 0,
    // A new cache of a machine without anything: npm's own chatter says nothing that pnpm does not.
    env: {
      ...process.env,
      npm_config_update_notifier: 'false',
      npm_config_fund: 'false',
      npm_config_audit: 'false',
    },
  });
  if (error) fail(`npm does not start: ${error.message}`);
  if (status !== 0)
    fail('The dependencies could not be installed: see above. Is the npm registry reachable?');
}

/** npm as it was called, as its folder need not be in PATH. */
function npm() {
  const cli = process.env.npm_execpath;
  return cli && basename(cli) === 'npm-cli.js' ? [process.execPath, cli] : ['npm'];
}

/** Without its install script the package `node` brings nothing, and everything would run on an old Node in silence. */
function checkNode() {
  const { stdout } = spawnSync(NODE, ['--version'], { encoding: 'utf8' });
  const wanted = readFileSync(join(ROOT, '.node-version'), 'utf8').trim();
  if (stdout?.trim() !== `v${wanted}`)
    fail(`node_modules/.bin/node is ${stdout?.trim() || 'missing'}, not v${wanted}.`);
}

function fail(reason) {
  console.error(reason);
  process.exit(1);
}
