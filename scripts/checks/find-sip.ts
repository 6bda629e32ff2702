import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';

const VERSION_SECONDS_MAX = 20;
/** kamailio-postgres-modules and kamailio-tls-modules, wherever a distribution puts them. */
const MODULE_FOLDERS = [
  '/usr/lib/x86_64-linux-gnu/kamailio/modules',
  '/usr/lib/aarch64-linux-gnu/kamailio/modules',
  '/usr/lib64/kamailio/modules',
  '/usr/local/lib64/kamailio/modules',
  '/usr/local/lib/kamailio/modules',
];

/** What of Kamailio and SIPp is missing here: nothing, where calls can be tried. */
export async function findMissingSip(env: NodeJS.ProcessEnv): Promise<string[]> {
  const path = `${env.PATH ?? ''}:/usr/sbin:/usr/local/sbin`;
  const missing: string[] = [];
  if (!(await runs('kamailio', path))) missing.push('kamailio');
  for (const name of ['db_postgres.so', 'tls.so'])
    if (!MODULE_FOLDERS.some((folder) => existsSync(`${folder}/${name}`))) missing.push(`kamailio's ${name}`);
  if (!(await runs('sipp', path))) missing.push('sipp');
  return missing;
}

/** It is there: SIPp answers -v with 99. */
function runs(command: string, path: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const options = { env: { PATH: path }, timeout: VERSION_SECONDS_MAX * 1000 };
  execFile(command, ['-v'], options, (error) => resolve(error?.code !== 'ENOENT'));
  return promise;
}
