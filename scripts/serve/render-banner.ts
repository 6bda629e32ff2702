import type { DemoCredentials } from './seed-demo-once.ts';

type Facts = {
  url: string;
  mode: string;
  database: string;
  dataDir: string;
  demo: DemoCredentials | undefined;
};

/** What a person needs after the start, as text. */
export function renderBanner({ url, mode, database, dataDir, demo }: Facts): string {
  const lines = ['', `  Strowger is ready at  ${url}`, `  mode ${mode}, ${database}`, ''];
  if (demo) {
    const width = Math.max(...demo.operators.map((operator) => operator.email.length));
    lines.push('  Sign in with');
    for (const { email, password, role } of demo.operators) {
      lines.push(`    ${email.padEnd(width)}  ${password}  (${role})`);
    }
    const [apiKey] = demo.apiKeys;
    if (apiKey) {
      lines.push('', `  API key "${apiKey.name}"`, `    ${apiKey.key}`, '', '  Try');
      lines.push(`    curl -H 'Authorization: Bearer ${apiKey.key}' ${url}/v1/customers`);
      lines.push(`    STROWGER_URL=${url} STROWGER_KEY=${apiKey.key} npx strowger customers list`);
    }
    lines.push('', `  All of it stands in ${dataDir}/demo.json`);
  } else if (mode === 'demo') {
    lines.push('  The logins of this demo are not known any more, as demo.json was removed.');
    lines.push(`  Remove ${dataDir} to begin anew.`);
  }
  lines.push('  Ctrl-C stops it.', '');
  return lines.join('\n');
}
