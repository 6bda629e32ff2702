import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { launchOptions } from '../browser.ts';
import { inherited, tellStack } from '../env.ts';
import { signInCookies } from '../sign-in-cookies.ts';
import { operator, stack } from '../stack.ts';
import { startStack } from '../start-stack.ts';

/**
 * Lighthouse on a running demo, after a build: `pnpm lighthouse` (a number: so many runs). The median of five runs of each page, on desktop and phone. It is
 * fetched as it is needed and no dependency: nothing else of the project needs its 150 packages.
 */
const LIGHTHOUSE = 'lighthouse@13.5.0';
const RUNS = Number(process.argv[2] ?? 5);
const BUFFER_BYTES = 64 * 1024 * 1024;

type Category = 'performance' | 'accessibility' | 'best-practices';
type Report = {
  categories: Record<Category, { score: number }>;
  audits: Record<string, { score: number | null; numericValue?: number; title: string }>;
};
type Scores = Record<Category, number> & { lcpMs: number; tbtMs: number; cls: number };

const run = promisify(execFile);
const chromePath = launchOptions.executablePath ?? chromium.executablePath();

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

async function measure(url: string, form: 'desktop' | 'mobile', cookie: string): Promise<Scores> {
  const args = [
    '-y',
    LIGHTHOUSE,
    url,
    '--quiet',
    '--output=json',
    '--only-categories=performance,accessibility,best-practices',
    `--chrome-flags=--headless=new ${launchOptions.args.join(' ')}`,
    ...(form === 'desktop' ? ['--preset=desktop'] : []),
    ...(cookie === '' ? [] : [`--extra-headers=${JSON.stringify({ Cookie: cookie })}`]),
  ];
  const { stdout } = await run('npx', args, {
    maxBuffer: BUFFER_BYTES,
    env: { ...inherited, CHROME_PATH: chromePath },
  });
  const { categories, audits } = JSON.parse(stdout) as Report;
  const short = Object.values(audits).filter(({ score }) => score !== null && score < 0.5);
  console.error(`  ${form} ${url}: ${short.map(({ title }) => title).join('; ')}`);
  const figureOf = (audit: string) => audits[audit]?.numericValue ?? 0;
  const percent = (category: Category) => Math.round(categories[category].score * 100);
  return {
    performance: percent('performance'),
    accessibility: percent('accessibility'),
    'best-practices': percent('best-practices'),
    lcpMs: Math.round(figureOf('largest-contentful-paint')),
    tbtMs: Math.round(figureOf('total-blocking-time')),
    cls: Number(figureOf('cumulative-layout-shift').toFixed(3)),
  };
}

const running = await startStack();
tellStack(running.line);
try {
  const { baseUrl } = stack();
  const { customerId } = operator('noordzee');
  const cookie = await signInCookies(baseUrl, operator('noordzee'));
  const room = (name: string) => [name, `${baseUrl}/customers/${customerId}/${name}`, cookie] as const;
  const pages = [
    ['sign-in', `${baseUrl}/sign-in`, ''] as const,
    ...['overview', 'customers', 'call-records'].map(room),
  ];
  console.log('| page | on | performance | accessibility | best practices | LCP ms | TBT ms | CLS |');
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const [name, url, cookies] of pages) {
    const { status } = await fetch(url, { headers: { cookie: cookies }, redirect: 'manual' });
    if (status !== 200) throw new Error(`${url} answers ${status}`);
    for (const form of ['desktop', 'mobile'] as const) {
      const scores: Scores[] = [];
      while (scores.length < RUNS) scores.push(await measure(url, form, cookies));
      const of = (key: keyof Scores) => median(scores.map((one) => one[key]));
      const figures = (
        ['performance', 'accessibility', 'best-practices', 'lcpMs', 'tbtMs', 'cls'] as const
      ).map(of);
      console.log(`| ${[name, form, ...figures].join(' | ')} |`);
    }
  }
} finally {
  await running.stop();
}
