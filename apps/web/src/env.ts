import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

const Env = z
  .object({
    DATABASE_URL: z.string().min(1, 'must be given: a postgresql:// URL'),
    HOST: z.string().default('127.0.0.1'),
    PORT: port.default(3000),
    PUBLIC_URL: z.url().optional(),
    STROWGER_MODE: z.enum(['demo', 'production']).default('production'),
    AUTH_SECRET: z.string().min(32, 'must be given, with at least 32 characters'),
    WEBHOOK_ALLOW_CIDRS: z.string().default(''),
    TRUSTED_PROXY_CIDRS: z.string().default(''),
    RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).max(10_000_000).default(6_000),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  })
  .refine((env) => env.STROWGER_MODE !== 'production' || env.WEBHOOK_ALLOW_CIDRS === '', {
    path: ['WEBHOOK_ALLOW_CIDRS'],
    message: 'must not be set in production: webhooks go to public addresses only',
  });

export type WebEnv = z.output<typeof Env> & {
  publicUrl: string;
  allowCidrs: string[];
  trustedProxies: string[];
};

/** The settings of the web process. @throws Error that lists every fault at once, without the values */
export function readEnv(source: NodeJS.ProcessEnv = process.env): WebEnv {
  const parsed = Env.safeParse(source);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
    throw new Error(`The environment is not right:\n${faults.join('\n')}`);
  }
  const env = parsed.data;
  const publicUrl = (env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`).replace(/\/+$/, '');
  const listed = (text: string) => text.split(',').filter((cidr) => cidr !== '');
  return {
    ...env,
    publicUrl,
    allowCidrs: listed(env.WEBHOOK_ALLOW_CIDRS),
    trustedProxies: listed(env.TRUSTED_PROXY_CIDRS),
  };
}
