import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { launchOptions } from '../e2e/browser.ts';
import { inherited, tellStack } from '../e2e/env.ts';
import { signInCookies } from '../e2e/sign-in-cookies.ts';
import { operator, stack } from '../e2e/stack.ts';
import { startStack } from '../e2e/start-stack.ts';

/**
 * What Lighthouse gives pages of the demo, after a build: the median of five runs of each, on desktop and phone, with its own
 * throttling. `BENCH_ROUNDS`: so many runs; `BENCH_ONLY`: only the pages with this text in their name; `BENCH_REPORTS`: a folder that is
 * there, for the reports. Lighthouse is fetched as it is needed: as a dependency it would have Next and Vitest come twice, with other peers.
 */
const LIGHTHOUSE = 'lighthouse@13.5.0';
const RUNS = Number(process.env.BENCH_ROUNDS ?? 5);
const ONLY = process.env.BENCH_ONLY ?? '';
const REPORTS = process.env.BENCH_REPORTS;
const BUFFER_BYTES = 64 * 1024 * 1024;

const goals = { desktop: 95, mobile: 85, accessibility: 95, 'best-practices': 95 };

type Form = 'desktop' | 'mobile';
type Category = 'performance' | 'accessibility' | 'best-practices';
type Report = {
  categories: Record<Category, { score: number }>;
  audits: Record<string, { numericValue?: number }>;
};
type Page = { name: string; url: string; cookie: string };
type Scores = Record<Category, number> & { lcpMs: number; tbtMs: number; cls: number; kB: number };

const run = promisify(execFile);
const chromePath = launchOptions.executablePath ?? chromium.executablePath();

const running = await startStack();
tellStack(running.line);
try {
  const { baseUrl } = stack();
  const { customerId } = operator('noordzee');
  const cookie = await signInCookies(baseUrl, operator('noordzee'));
  const room = (name: string): Page => ({ name, url: `${baseUrl}/customers/${customerId}/${name}`, cookie });
  const pages: Page[] = [
    { name: 'sign-in', url: `${baseUrl}/sign-in`, cookie: '' },
    ...['overview', 'customers', 'call-records'].map(room),
  ];
  console.log(
    '| page | on | performance | accessibility | best practices | LCP ms | TBT ms | CLS | kB | goals |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const page of pages.filter(({ name }) => name.includes(ONLY))) {
    const { status } = await fetch(page.url, { headers: { cookie: page.cookie }, redirect: 'manual' });
    if (status !== 200) throw new Error(`${page.url} answers ${status}`);
    for (const form of ['desktop', 'mobile'] as const) {
      const scores: Scores[] = [];
      while (scores.length < RUNS) scores.push(await measure(page, form, scores.length + 1));
      tell(page, form, scores);
    }
  }
} finally {
  await running.stop();
}

async function measure({ name, url, cookie }: Page, form: Form, round: number): Promise<Scores> {
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
  const stdout = await attempt(args);
  if (REPORTS) await writeFile(join(REPORTS, `${name}-${form}-${round}.json`), stdout);
  const { categories, audits } = JSON.parse(stdout) as Report;
  const figureOf = (audit: string) => audits[audit]?.numericValue ?? 0;
  const percent = (category: Category) => Math.round(categories[category].score * 100);
  return {
    performance: percent('performance'),
    accessibility: percent('accessibility'),
    'best-practices': percent('best-practices'),
    lcpMs: Math.round(figureOf('largest-contentful-paint')),
    tbtMs: Math.round(figureOf('total-blocking-time')),
    cls: Number(figureOf('cumulative-layout-shift').toFixed(3)),
    kB: Math.round(figureOf('total-byte-weight') / 1000),
  };
}

/** On a busy machine Chrome now and then records nothing: such a run is made again. */
async function attempt(args: readonly string[], left = 3): Promise<string> {
  try {
    const env = { ...inherited, CHROME_PATH: chromePath };
    return (await run('npx', args, { maxBuffer: BUFFER_BYTES, env })).stdout;
  } catch (error) {
    if (left === 1) throw error;
    return attempt(args, left - 1);
  }
}

function tell({ name }: Page, form: Form, scores: readonly Scores[]): void {
  const of = (key: keyof Scores): number =>
    scores.map((one) => one[key]).toSorted((one, other) => one - other)[Math.floor(scores.length / 2)] ?? 0;
  const judged = [of('performance'), of('accessibility'), of('best-practices')] as const;
  const [performance, accessibility, practices] = judged;
  const isReached =
    performance >= goals[form] &&
    accessibility >= goals.accessibility &&
    practices >= goals['best-practices'];
  const cells = [
    name,
    form,
    ...judged,
    of('lcpMs'),
    of('tbtMs'),
    of('cls'),
    of('kB'),
    isReached ? 'reached' : 'missed',
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
