import { z } from 'zod';

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );
const cidr = z.union([z.cidrv4(), z.cidrv6()], 'must be CIDRs separated by commas, like 127.0.0.1/32');
const port = z
  .string()
  .regex(/^[1-9]\d{0,4}$/, 'must be ports separated by commas, like 8443')
  .transform(Number)
  .refine((number) => number <= 65_535, 'must be ports separated by commas, like 8443');

const Env = z
  .object({
    DATABASE_URL: z
      .string('must be given: a postgresql:// URL')
      .regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// URL'),
    AUTH_SECRET: z.string('must be given').min(32, 'must have at least 32 characters'),
    PUBLIC_URL: z
      .url('must be given: the address of the web process as the world sees it')
      .transform((url) => url.replace(/\/+$/, '')),
    STROWGER_MODE: z.enum(['demo', 'production'], 'must be demo or production').default('production'),
    WEBHOOK_ALLOW_CIDRS: list.pipe(z.array(cidr)),
    WEBHOOK_PORTS: list.pipe(z.array(port)),
    WORKER_SLOTS: z.coerce.number('must be a number').int().min(1).max(500).default(32),
    LOG_LEVEL: z
      .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be a level, like info')
      .default('info'),
  })
  .refine((env) => env.STROWGER_MODE !== 'production' || env.WEBHOOK_ALLOW_CIDRS.length === 0, {
    path: ['WEBHOOK_ALLOW_CIDRS'],
    message: 'must not be set in production: webhooks go to public addresses only',
    when: () => true,
  });

export type WorkerEnv = z.output<typeof Env>;

/** The settings of the worker process. @throws Error that lists every fault at once, without the values */
export function readEnv(source: NodeJS.ProcessEnv = process.env): WorkerEnv {
  const parsed = Env.safeParse(source);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
  throw new Error(`The environment is not right:\n${faults.join('\n')}`);
}
